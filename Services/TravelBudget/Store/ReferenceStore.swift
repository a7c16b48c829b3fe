import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// SQL of the reference tables and their versions.
struct ReferenceStore: Sendable {
    struct Row: RowDecodable {
        let version: ReferenceVersion
        let table: TableName
        let loadedRole: String

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: ReferenceVersionID = try row.next()
            self.table = try row.next()
            let name: String = try row.next()
            let state: ReferenceState = try row.next()
            let rows: Int = try row.next()
            let sha256: String = try row.next()
            let note: String? = try row.next()
            let loadedBy: String = try row.next()
            self.loadedRole = try row.next()
            self.version = ReferenceVersion(
                id: id, table: self.table.rawValue, version: name, state: state, rows: rows, sha256: sha256,
                note: note, loadedBy: loadedBy, loadedAt: try row.next(), decidedBy: try row.next(),
                decidedAt: try row.next(), reason: try row.next(), difference: nil)
        }
    }

    private static let columns: SQL = """
        id, table_name, version_name, state, row_count, sha256, note, loaded_by, loaded_role, loaded_at, decided_by,
        decided_at, reason
        """

    struct SummaryRow: RowDecodable {
        let summary: ReferenceTableSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.summary = ReferenceTableSummary(
                table: try row.next(), versionId: try row.next(), version: try row.next(), rows: try row.next(),
                sha256: try row.next(), inForceSince: try row.next(), proposals: try row.next())
        }
    }

    func summaries(_ runner: some QueryRunner) async throws -> [ReferenceTableSummary] {
        try await runner.fetchAll(
            """
            select current.table_name, current.id, current.version_name, current.row_count, current.sha256,
                coalesce(current.decided_at, current.loaded_at),
                (select count(*) from reference_version as proposal
                 where proposal.table_name = current.table_name and proposal.state = 'proposed')
            from reference_version as current
            where current.is_in_force
            order by current.table_name
            """, as: SummaryRow.self
        ).map(\.summary)
    }

    /// Holds all decisions about versions until the end of the transaction.
    func holdDecisions(_ transaction: Transaction) {
        transaction.later("select pg_advisory_xact_lock(hashtextextended('convene.reference', 0))")
    }

    /// Id of the version in force of each table, by the table's name.
    func inForce(_ runner: some QueryRunner) async throws -> [(table: String, id: ReferenceVersionID)] {
        try await runner.fetchTuples(
            "select table_name, id from reference_version where is_in_force order by table_name",
            as: (String, ReferenceVersionID).self
        ).map { (table: $0.0, id: $0.1) }
    }

    /// The files of some versions.
    func files(_ ids: [ReferenceVersionID], _ runner: some QueryRunner) async throws -> [TableFile] {
        try await runner.fetchTuples(
            """
            select table_name, version_name, content from reference_version
            where id = any(\(ids)) order by table_name
            """, as: (TableName, String, [UInt8]).self
        ).map { TableFile(table: $0.0, version: $0.1, bytes: $0.2) }
    }

    func find(_ id: ReferenceVersionID, lock: Bool = false, _ runner: some QueryRunner) async throws -> Row {
        let lockClause: SQL = lock ? "for update" : ""
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from reference_version where id = \(id) \(fragment: lockClause)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row
    }

    func content(_ id: ReferenceVersionID, _ runner: some QueryRunner) async throws -> [UInt8] {
        guard
            let bytes = try await runner.fetchOptionalValue(
                "select content from reference_version where id = \(id)", as: [UInt8].self)
        else { throw Problem.notFound }
        return bytes
    }

    func list(
        _ table: TableName, limit: Int, after: ReferenceVersionID?, _ runner: some QueryRunner
    ) async throws -> Page<ReferenceVersion> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from reference_version
            where table_name = \(table) and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.version), limit: limit) { [$0.id.description] }
    }

    /// What a new version is made of.
    struct Proposal: Sendable {
        let table: TableName
        let name: String
        let bytes: [UInt8]
        let rows: Int
        let note: String?
    }

    /// - Throws: `Problem` conflict when the table has a version of this name.
    func insert(
        _ proposal: Proposal, loadedBy: String, role: String, _ transaction: Transaction
    ) async throws -> ReferenceVersion {
        let id = ReferenceVersionID.next()
        do {
            _ = try await transaction.execute(
                """
                insert into reference_version
                    (id, table_name, version_name, state, content, sha256, row_count, note, loaded_by, loaded_role)
                values (\(id), \(proposal.table), \(proposal.name), 'proposed', \(proposal.bytes),
                    encode(sha256(\(proposal.bytes)), 'hex'), \(proposal.rows), \(proposal.note), \(loadedBy),
                    \(role))
                """)
        } catch let error as DatabaseError where error.constraint == "reference_version_name" {
            throw Problem.conflict("This table has a version of that name already.", state: "exists")
        }
        return try await self.find(id, transaction).version
    }

    /// Decides a proposal that the caller has locked.
    func decide(
        _ version: Row, isApproved: Bool, by subject: String, reason: String?, _ transaction: Transaction
    ) async throws {
        if isApproved {
            _ = try await transaction.execute(
                "update reference_version set is_in_force = false where table_name = \(version.table) and is_in_force")
        }
        let state = isApproved ? ReferenceState.approved : .rejected
        _ = try await transaction.execute(
            """
            update reference_version
            set state = \(state), is_in_force = \(isApproved), decided_by = \(subject),
                decided_at = clock_timestamp(), reason = \(reason)
            where id = \(version.version.id)
            """)
    }

    /// Puts a shipped table in force where the table has none; several processes may start at once.
    /// - Returns: true when this call did it.
    func seed(_ proposal: Proposal, _ transaction: Transaction) async throws -> Bool {
        try await transaction.execute(
            """
            insert into reference_version
                (id, table_name, version_name, state, is_in_force, content, sha256, row_count, note, loaded_by,
                 loaded_role, decided_by, decided_at)
            select \(ReferenceVersionID.next()), \(proposal.table), \(proposal.name), 'approved', true,
                \(proposal.bytes), encode(sha256(\(proposal.bytes)), 'hex'), \(proposal.rows), \(proposal.note),
                'shipped', 'service', 'travel-budget', clock_timestamp()
            where not exists (select from reference_version where table_name = \(proposal.table) and is_in_force)
            on conflict do nothing
            """) == 1
    }
}
