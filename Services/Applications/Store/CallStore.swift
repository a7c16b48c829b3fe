import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of calls.
struct CallStore: Sendable {
    struct Row: RowDecodable {
        let id: CallID
        let conveningID: ConveningID
        let input: CallInput
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.conveningID = try row.next()
            let title: JSONText = try row.next()
            let opensAt: Instant = try row.next()
            let closesAt: Instant = try row.next()
            let questions: JSONText = try row.next()
            let rules: JSONText = try row.next()
            let criteria: JSONText = try row.next()
            self.input = CallInput(
                title: try title.stored(), opensAt: opensAt, closesAt: closesAt, questions: try questions.stored(),
                rules: try rules.stored(), criteria: try criteria.stored())
            self.version = try row.next()
        }

        /// The call as it stands at a moment.
        func call(at now: Instant) -> Call {
            let phase = CallDates(opensAt: self.input.opensAt, closesAt: self.input.closesAt).phase(at: now)
            let window: CallWindow =
                switch phase {
                case .upcoming: .upcoming
                case .open: .open
                case .closed: .closed
                }
            return Call(
                id: self.id, conveningId: self.conveningID, input: self.input, window: window, version: self.version)
        }
    }

    private static let columns: SQL =
        "id, convening_id, title, opens_at, closes_at, questions, rules, criteria, version"

    func insert(
        _ input: CallInput, convening: ConveningID, at now: Instant, _ transaction: Transaction
    ) async throws -> Call {
        let id = CallID.next()
        _ = try await transaction.execute(
            """
            insert into call (id, convening_id, title, opens_at, closes_at, questions, rules, criteria)
            values (\(id), \(convening), \(try JSONText(encoding: input.title)), \(input.opensAt),
                \(input.closesAt), \(try JSONText(encoding: input.questions)),
                \(try JSONText(encoding: input.rules)), \(try JSONText(encoding: input.criteria)))
            """)
        return try await self.find(id, at: now, transaction)
    }

    /// - Parameter lock: keeps others from beginning applications to it and from changing it until the end.
    func find(
        _ id: CallID, at now: Instant, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> Call {
        let suffix: SQL = lock ? "for update" : ""
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from call where id = \(id) \(fragment: suffix)", as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.call(at: now)
    }

    /// A call that nobody changes until the end of the transaction; nil when there is none.
    func known(_ id: CallID, at now: Instant, _ transaction: Transaction) async throws -> Call? {
        try await transaction.fetchOptional(
            "select \(fragment: Self.columns) from call where id = \(id) for share", as: Row.self
        )?.call(at: now)
    }

    func list(
        window: CallWindow?, convening: ConveningID?, at now: Instant, limit: Int, after: CallID?,
        _ runner: some QueryRunner
    ) async throws -> Page<Call> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from call
            where (\(window)::text is null
                    or \(window) = case when \(now) < opens_at then 'upcoming'
                                        when \(now) < closes_at then 'open' else 'closed' end)
                and (\(convening)::uuid is null or convening_id = \(convening))
                and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map { $0.call(at: now) }, limit: limit) { [$0.id.description] }
    }

    func update(
        _ id: CallID, _ input: CallInput, ifMatch: EntityTagCondition, at now: Instant, _ transaction: Transaction
    ) async throws -> Call {
        let current = try await self.find(id, at: now, transaction)
        let changed = try await transaction.execute(
            """
            update call
            set title = \(try JSONText(encoding: input.title)), opens_at = \(input.opensAt),
                closes_at = \(input.closesAt), questions = \(try JSONText(encoding: input.questions)),
                rules = \(try JSONText(encoding: input.rules)), criteria = \(try JSONText(encoding: input.criteria)),
                version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        return try await self.find(id, at: now, transaction)
    }

    /// Whether anybody has begun an application; what she answered to stays as it was after that.
    func hasApplications(_ id: CallID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from application where call_id = \(id))", as: Bool.self)
    }
}
