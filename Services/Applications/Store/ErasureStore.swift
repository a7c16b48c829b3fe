import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// SQL of erasures.
struct ErasureStore: Sendable {
    private struct Row: RowDecodable {
        let erasure: Erasure

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: ErasureID = try row.next()
            let subject: String = try row.next()
            let parts = subject.split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = ErasureKind(rawValue: parts[0]) else {
                throw .inconsistent("the subject is neither a person nor an organisation")
            }
            self.erasure = Erasure(
                id: id, kind: kind, subjectId: parts[1], reason: try row.next(), state: try row.next(),
                requestedBy: try row.next(), requestedAt: try row.next(), decidedBy: try row.next(),
                decidedAt: try row.next(), keysDestroyed: try row.next())
        }
    }

    private static let columns: SQL = """
        id, subject, reason, state, requested_by, requested_at, decided_by, decided_at, keys_destroyed
        """

    /// Whether there is such a person or organisation, and she has not been erased.
    func exists(_ kind: ErasureKind, _ id: String, _ runner: some QueryRunner) async throws -> Bool {
        switch kind {
        case .person:
            guard let id = PersonID(id) else { return false }
            return try await runner.fetchValue(
                "select exists (select from person where id = \(id) and erased_at is null)", as: Bool.self)
        case .organisation:
            guard let id = OrganisationID(id) else { return false }
            return try await runner.fetchValue(
                "select exists (select from organisation where id = \(id) and erased_at is null)", as: Bool.self)
        }
    }

    /// - Throws: `Problem` conflict when an erasure of the same subject waits for its decision.
    func request(
        _ subject: Subject, _ reason: ErasureReason, by principal: String, at moment: Instant,
        _ transaction: Transaction
    ) async throws -> Erasure {
        let id = ErasureID.next()
        do {
            _ = try await transaction.execute(
                """
                insert into erasure (id, subject, reason, requested_by, requested_at)
                values (\(id), \(subject.description), \(reason), \(principal), \(moment))
                """)
        } catch let error as DatabaseError where error.constraint == "erasure_waiting" {
            throw Problem.conflict("An erasure waits for its decision already.", state: "requested")
        }
        return try await self.find(id, transaction)
    }

    func find(_ id: ErasureID, lock: Bool = false, _ runner: some QueryRunner) async throws -> Erasure {
        let lockClause: SQL = lock ? "for update" : ""
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from erasure where id = \(id) \(fragment: lockClause)", as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.erasure
    }

    func list(
        state: ErasureState?, limit: Int, after: ErasureID?, _ runner: some QueryRunner
    ) async throws -> Page<Erasure> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from erasure
            where (\(state)::text is null or state = \(state)) and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.erasure), limit: limit) { [$0.id.description] }
    }

    func decide(
        _ id: ErasureID, _ state: ErasureState, keysDestroyed: Int?, by principal: String, at moment: Instant,
        _ transaction: Transaction
    ) async throws -> Erasure {
        _ = try await transaction.execute(
            """
            update erasure
            set state = \(state), keys_destroyed = \(keysDestroyed), decided_by = \(principal), decided_at = \(moment)
            where id = \(id)
            """)
        return try await self.find(id, transaction)
    }

    /// The live applications of an organisation, which end with it; locked, so that none moves meanwhile.
    func liveApplications(
        _ organisation: OrganisationID, _ transaction: Transaction
    ) async throws -> [ApplicationID] {
        try await transaction.fetchValues(
            """
            select id from application where organisation_id = \(organisation) and state <> 'withdrawn'
            order by id
            for update
            """, as: ApplicationID.self)
    }
}
