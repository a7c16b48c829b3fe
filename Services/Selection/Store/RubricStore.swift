import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// SQL of rubrics.
struct RubricStore: Sendable {
    struct Row: RowDecodable {
        let rubric: Rubric

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: RubricID = try row.next()
            let title: JSONText = try row.next()
            let criteria: JSONText = try row.next()
            self.rubric = Rubric(
                id: id, input: RubricInput(title: try title.stored(), criteria: try criteria.stored()),
                version: try row.next())
        }
    }

    func insert(_ input: RubricInput, _ transaction: Transaction) async throws -> Rubric {
        let id = RubricID.next()
        _ = try await transaction.execute(
            """
            insert into rubric (id, title, criteria)
            values (\(id), \(try JSONText(encoding: input.title)), \(try JSONText(encoding: input.criteria)))
            """)
        return try await self.find(id, transaction)
    }

    func find(_ id: RubricID, _ runner: some QueryRunner) async throws -> Rubric {
        let row = try await runner.fetchOptional(
            "select id, title, criteria, version from rubric where id = \(id)", as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.rubric
    }

    func exists(_ id: RubricID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue("select exists (select from rubric where id = \(id))", as: Bool.self)
    }

    func list(limit: Int, after: RubricID?, _ runner: some QueryRunner) async throws -> Page<Rubric> {
        let rows = try await runner.fetchAll(
            """
            select id, title, criteria, version from rubric
            where \(after)::uuid is null or id > \(after)
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.rubric), limit: limit) { [$0.id.description] }
    }

    func update(
        _ id: RubricID, _ input: RubricInput, ifMatch: EntityTagCondition, _ transaction: Transaction
    ) async throws -> Rubric {
        let current = try await self.find(id, transaction)
        let changed = try await transaction.execute(
            """
            update rubric
            set title = \(try JSONText(encoding: input.title)), criteria = \(try JSONText(encoding: input.criteria)),
                version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        return try await self.find(id, transaction)
    }

    /// Whether a round outside of these convenings names it, open or not: by its call, because one that is not open has no
    /// convening of its own yet.
    func isNamed(
        _ id: RubricID, outside convenings: [ConveningID], _ runner: some QueryRunner
    ) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from round where rubric_id = \(id)
                and not exists (select from applications_pub.call as call
                    where call.call_id = round.call_id and call.convening_id = any(\(convenings))))
            """, as: Bool.self)
    }

    /// Whether a round has opened with it; candidates are then judged by it, so it stays.
    func isInUse(_ id: RubricID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from round where rubric_id = \(id) and state <> 'prepared')", as: Bool.self)
    }
}
