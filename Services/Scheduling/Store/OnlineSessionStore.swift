import Durability
import Postgres
import Primitives
import SchedulingContract
import ServiceKit

/// SQL of online sessions.
struct OnlineSessionStore: Sendable {
    struct Kept: RowDecodable {
        let id: OnlineSessionID
        let details: OnlineSessionInput
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            let convening: ConveningID? = try row.next()
            let kind: ScheduleKind = try row.next()
            let title: LocalizedText = try row.next(JSONText.self).stored()
            let summaryText: JSONText? = try row.next()
            var summary: LocalizedText?
            if let summaryText { summary = try summaryText.stored() }
            self.details = OnlineSessionInput(
                conveningId: convening, kind: kind, title: title, summary: summary, day: try row.next(),
                start: try row.next(), zone: try storedZone(row.next()), minutes: try row.next(),
                language: try row.next(), interpretation: try row.next(),
                audience: try row.next(JSONText.self).stored())
            self.version = try row.next()
        }
    }

    private static let columns: SQL =
        """
        id, convening_id, kind, title, summary, day, start, zone, minutes, language, interpretation, audience, version
        """

    func insert(_ input: OnlineSessionInput, _ transaction: Transaction) async throws -> Kept {
        let id = OnlineSessionID.next()
        _ = try await transaction.execute(
            """
            insert into online_session
                (id, convening_id, kind, title, summary, day, start, zone, minutes, language, interpretation, audience)
            values (\(id), \(input.conveningId), \(input.kind), \(try JSONText(encoding: input.title)),
                \(try input.summary.map { try JSONText(encoding: $0) }), \(input.day), \(input.start),
                \(input.zone.name), \(input.minutes), \(input.language), \(input.interpretation),
                \(try JSONText(encoding: input.audience)))
            """)
        return try await self.find(id, transaction)
    }

    func find(_ id: OnlineSessionID, _ runner: some QueryRunner) async throws -> Kept {
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from online_session where id = \(id)", as: Kept.self)
        guard let row else { throw Problem.notFound }
        return row
    }

    func list(
        within convenings: [ConveningID]?, limit: Int, after: OnlineSessionID?, _ runner: some QueryRunner
    ) async throws -> Page<Kept> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from online_session
            where (\(convenings)::uuid[] is null or convening_id is null or convening_id = any(\(convenings)))
                and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Kept.self)
        return Page(rows, limit: limit) { [$0.id.description] }
    }

    func update(
        _ id: OnlineSessionID, _ input: OnlineSessionInput, ifMatch: EntityTagCondition, _ transaction: Transaction
    ) async throws -> Kept {
        let current = try await self.find(id, transaction)
        let changed = try await transaction.execute(
            """
            update online_session
            set convening_id = \(input.conveningId), kind = \(input.kind),
                title = \(try JSONText(encoding: input.title)),
                summary = \(try input.summary.map { try JSONText(encoding: $0) }), day = \(input.day),
                start = \(input.start), zone = \(input.zone.name), minutes = \(input.minutes),
                language = \(input.language), interpretation = \(input.interpretation),
                audience = \(try JSONText(encoding: input.audience)), version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        return try await self.find(id, transaction)
    }
}
