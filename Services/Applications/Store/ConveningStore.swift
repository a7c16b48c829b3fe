import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of convenings.
struct ConveningStore: Sendable {
    struct Row: RowDecodable {
        let convening: Convening

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: ConveningID = try row.next()
            let kind: ConveningKind = try row.next()
            let format: ConveningFormat = try row.next()
            let title: JSONText = try row.next()
            let summary: JSONText = try row.next()
            let venue: String? = try row.next()
            let zone: String = try row.next()
            guard let zone = Zone(zone) else { throw .inconsistent("the zone is no IANA name") }
            let input = ConveningInput(
                kind: kind, format: format, title: try title.stored(), summary: try summary.stored(), venue: venue,
                zone: zone, startsOn: try row.next(), endsOn: try row.next(), places: try row.next(),
                state: try row.next())
            self.convening = Convening(id: id, input: input, version: try row.next())
        }
    }

    private static let columns: SQL =
        "id, kind, format, title, summary, venue, zone, starts_on, ends_on, places, state, version"

    func insert(_ input: ConveningInput, _ transaction: Transaction) async throws -> Convening {
        let id = ConveningID.next()
        _ = try await transaction.execute(
            """
            insert into convening
                (id, kind, format, title, summary, venue, zone, starts_on, ends_on, places, state)
            values (\(id), \(input.kind), \(input.format), \(try JSONText(encoding: input.title)),
                \(try JSONText(encoding: input.summary)), \(input.venue), \(input.zone.name), \(input.startsOn),
                \(input.endsOn), \(input.places), \(input.state))
            """)
        return try await self.find(id, transaction)
    }

    func find(_ id: ConveningID, _ runner: some QueryRunner) async throws -> Convening {
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from convening where id = \(id)", as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.convening
    }

    func list(
        kind: ConveningKind?, limit: Int, after: ConveningID?, _ runner: some QueryRunner
    ) async throws -> Page<Convening> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from convening
            where (\(kind)::text is null or kind = \(kind)) and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.convening), limit: limit) { [$0.id.description] }
    }

    func update(
        _ id: ConveningID, _ input: ConveningInput, ifMatch: EntityTagCondition, _ transaction: Transaction
    ) async throws -> Convening {
        let current = try await self.find(id, transaction)
        let changed = try await transaction.execute(
            """
            update convening
            set kind = \(input.kind), format = \(input.format), title = \(try JSONText(encoding: input.title)),
                summary = \(try JSONText(encoding: input.summary)), venue = \(input.venue),
                zone = \(input.zone.name), starts_on = \(input.startsOn), ends_on = \(input.endsOn),
                places = \(input.places), state = \(input.state), version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        return try await self.find(id, transaction)
    }
}
