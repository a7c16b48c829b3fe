import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Gives the rows of a service's audit log their places in its hash chain, within a second of their commit.
///
/// Chaining in the transaction of the change would make all changes of a service wait for each other. So rows are
/// written unchained, and this writer appends them: of several instances one at a time (advisory lock), only rows of
/// transactions before which nothing can appear any more, in the order of these transactions.
package struct AuditChainer: Service {
    private let database: Database
    private let logger: Logger
    private let pause: Duration
    /// Lines of one transaction.
    private let batch: Int

    /// - Parameter pause: how long it waits before it looks again after it found nothing.
    package init(_ database: Database, logger: Logger, pause: Duration = .milliseconds(250), batch: Int = 1000) {
        self.database = database
        self.logger = logger
        self.pause = pause
        self.batch = batch
    }

    package func run() async throws {
        var failures = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let count = try await self.chain()
                failures = 0
                if count == self.batch { continue }
            } catch {
                // Said once, not at every try.
                if failures == 0 {
                    self.logger.warning(
                        "audit not chained", metadata: ["error": "\(DatabaseProblems.hooks().describe(error))"])
                }
                failures += 1
                let pause = Duration.seconds(min(failures, 10))
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.pause) }
        }
    }

    /// Chains what is waiting, at most one batch.
    /// - Returns: how many lines it appended; 0 also when another instance is at it.
    @discardableResult
    package func chain() async throws -> Int {
        // A look without a transaction: most of the time there is nothing.
        guard try await self.database.fetchValue("select exists (\(Self.waiting(limit: 1)))", as: Bool.self) else {
            return 0
        }
        return try await self.database.withTransaction { transaction in
            let isAlone = try await transaction.fetchValue(
                // "audi" in ASCII, and the table, which is another one in each schema.
                "select pg_try_advisory_xact_lock(1635083369, 'audit_chain'::regclass::oid::integer)", as: Bool.self)
            guard isAlone else { return 0 }
            let schema = try await transaction.fetchValue("select current_schema()::text", as: String.self)
            let last = try await transaction.fetchOptional(
                "select seq, hash from audit_chain order by seq desc limit 1", as: AuditPlace.self)
            let rows = try await transaction.fetchAll(Self.waiting(limit: self.batch), as: WaitingRow.self)
            let links = AuditLinks(rows, after: last, schema: schema)
            try await links.insert(transaction)
            return links.count
        }
    }

    /// Rows that have no place yet and may get one. The last row of the chain says up to where all have one.
    private static func waiting(limit: Int) -> SQL {
        """
        select audit.seq, audit.ts, audit.actor, audit.role, audit.action, audit.object, audit.reason, audit.request,
            audit.details
        from audit
        where (audit.txid, audit.seq) > (
                coalesce((select last.txid from audit as last, audit_chain as chain
                    where last.seq = chain.entry order by chain.seq desc limit 1), '0'::xid8),
                coalesce((select chain.entry from audit_chain as chain order by chain.seq desc limit 1), 0))
            and audit.txid < pg_snapshot_xmin(pg_current_snapshot())
        order by audit.txid, audit.seq
        limit \(limit)
        """
    }
}

/// A row of `audit` without a place.
private struct WaitingRow: RowDecodable {
    let entry: Int
    let content: AuditContent

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.entry = try row.next()
        self.content = try AuditContent(&row)
    }
}

/// New links of a chain, as columns.
private struct AuditLinks {
    private var places: [Int] = []
    private var entries: [Int] = []
    /// Hashes as hexadecimal text: there is no array of `bytea` among our parameters.
    private var previous: [String] = []
    private var hashes: [String] = []

    var count: Int { self.places.count }

    init(_ rows: [WaitingRow], after last: AuditPlace?, schema: String) {
        var seq = last?.seq ?? 0
        var prev = last?.hash ?? .beginning(ofSchema: schema)
        for row in rows {
            seq += 1
            let hash = row.content.line(seq: seq, prev: prev).hash
            self.places.append(seq)
            self.entries.append(row.entry)
            self.previous.append(prev.description)
            self.hashes.append(hash.description)
            prev = hash
        }
    }

    func insert(_ transaction: Transaction) async throws {
        if self.places.isEmpty { return }
        _ = try await transaction.execute(
            """
            insert into audit_chain (seq, entry, prev, hash)
            select link.seq, link.entry, decode(link.prev, 'hex'), decode(link.hash, 'hex')
            from unnest(\(self.places), \(self.entries), \(self.previous), \(self.hashes))
                as link (seq, entry, prev, hash)
            """)
    }
}
