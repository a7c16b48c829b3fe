import Access
import Postgres

/// Reads the audit chain of a schema, page by page.
package enum AuditReader {
    /// Lines after a place, in order. The search path decides whose.
    package static func lines(after seq: Int, limit: Int, on runner: some QueryRunner) async throws -> [ChainedRow] {
        try await runner.fetchAll(Self.query("audit_chain", "audit", after: seq, limit: limit), as: ChainedRow.self)
    }

    /// Lines of one service after a place, for a role that reads every schema.
    package static func lines(
        of service: ServiceName, after seq: Int, limit: Int, on runner: some QueryRunner
    ) async throws -> [ChainedRow] {
        let sql =
            switch service {
            case .applications:
                Self.query("applications.audit_chain", "applications.audit", after: seq, limit: limit)
            case .selection: Self.query("selection.audit_chain", "selection.audit", after: seq, limit: limit)
            case .travelBudget: Self.query("travel.audit_chain", "travel.audit", after: seq, limit: limit)
            case .scheduling: Self.query("scheduling.audit_chain", "scheduling.audit", after: seq, limit: limit)
            case .portal: Self.query("portal.audit_chain", "portal.audit", after: seq, limit: limit)
            case .convene: SQL()
            }
        if sql.isEmpty { return [] }
        return try await runner.fetchAll(sql, as: ChainedRow.self)
    }

    /// The end of one service's chain: place and hash; `nil` while there is no line.
    package static func end(of service: ServiceName, on runner: some QueryRunner) async throws -> AuditPlace? {
        let sql: SQL =
            switch service {
            case .applications: "select seq, hash from applications.audit_chain order by seq desc limit 1"
            case .selection: "select seq, hash from selection.audit_chain order by seq desc limit 1"
            case .travelBudget: "select seq, hash from travel.audit_chain order by seq desc limit 1"
            case .scheduling: "select seq, hash from scheduling.audit_chain order by seq desc limit 1"
            case .portal: "select seq, hash from portal.audit_chain order by seq desc limit 1"
            case .convene: SQL()
            }
        if sql.isEmpty { return nil }
        return try await runner.fetchOptional(sql, as: AuditPlace.self)
    }

    private static func query(
        _ chain: StaticString, _ audit: StaticString, after seq: Int, limit: Int
    ) -> SQL {
        """
        select chain.seq, audit.ts, audit.actor, audit.role, audit.action, audit.object, audit.reason, audit.request,
            audit.details, chain.prev, chain.hash
        from \(raw: chain) as chain join \(raw: audit) as audit on audit.seq = chain.entry
        where chain.seq > \(seq)
        order by chain.seq
        limit \(limit)
        """
    }
}

/// A place in a chain and the hash of the line there.
package struct AuditPlace: RowDecodable, Equatable {
    package let seq: Int
    package let hash: AuditHash

    package init(seq: Int, hash: AuditHash) {
        self.seq = seq
        self.hash = hash
    }

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.seq = try row.next()
        guard let hash = AuditHash(try row.next([UInt8].self)) else {
            throw RowDecodingError.inconsistent("a hash has 32 bytes")
        }
        self.hash = hash
    }
}
