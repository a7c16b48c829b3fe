import Durability
import Postgres
import Primitives
import SchedulingContract
import ServiceKit

/// SQL of agendas: the frame without its sessions.
struct AgendaStore: Sendable {
    private let frames: FrameStore

    init(_ vault: FieldVault) {
        self.frames = FrameStore(vault)
    }

    private struct Head: RowDecodable {
        let id: AgendaID
        let conveningID: ConveningID
        let acronym: String
        let title: LocalizedText
        let zone: Zone
        let rules: ScheduleRules
        let latestRelease: Int
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.conveningID = try row.next()
            self.acronym = try row.next()
            self.title = try row.next(JSONText.self).stored()
            self.zone = try storedZone(row.next())
            self.rules = try row.next(JSONText.self).stored()
            self.latestRelease = try row.next()
            self.version = try row.next()
        }
    }

    private static let columns: SQL = "id, convening_id, acronym, title, zone, rules, latest_release, version"

    func insert(_ input: AgendaInput, createdBy: String, _ transaction: Transaction) async throws -> Agenda {
        let id = AgendaID.next()
        _ = try await transaction.execute(
            """
            insert into agenda (id, convening_id, acronym, title, zone, rules, created_by)
            values (\(id), \(input.conveningId), \(input.acronym), \(try JSONText(encoding: input.title)),
                \(input.zone.name), \(try JSONText(encoding: input.rules)), \(createdBy))
            """)
        try await self.frames.replace(id, input, transaction)
        return try await self.find(id, transaction)
    }

    /// - Parameter lock: keeps others from changing the agenda, its sessions or its releases until the end.
    func find(_ id: AgendaID, lock: Bool = false, _ runner: some QueryRunner) async throws -> Agenda {
        let suffix: SQL = lock ? "for update" : ""
        let head = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from agenda where id = \(id) \(fragment: suffix)", as: Head.self)
        guard let head else { throw Problem.notFound }
        let frame = try await self.frames.find(id, runner)
        let input = AgendaInput(
            conveningId: head.conveningID, acronym: head.acronym, title: head.title, zone: head.zone,
            rooms: frame.rooms, slots: frame.slots, participants: frame.participants,
            interpreters: frame.interpreters, rules: head.rules)
        return Agenda(id: id, input: input, latestRelease: head.latestRelease, version: head.version)
    }

    func update(
        _ id: AgendaID, _ input: AgendaInput, ifMatch: EntityTagCondition, _ transaction: Transaction
    ) async throws -> Agenda {
        let current = try await self.find(id, lock: true, transaction)
        guard ifMatch.matches(version: current.version) else { throw Problem.stale(current.version) }
        _ = try await transaction.execute(
            """
            update agenda
            set convening_id = \(input.conveningId), acronym = \(input.acronym),
                title = \(try JSONText(encoding: input.title)), zone = \(input.zone.name),
                rules = \(try JSONText(encoding: input.rules)), version = version + 1
            where id = \(id)
            """)
        try await self.frames.replace(id, input, transaction)
        return try await self.find(id, transaction)
    }

    private struct SummaryRow: RowDecodable {
        let summary: AgendaSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.summary = AgendaSummary(
                id: try row.next(), conveningId: try row.next(), acronym: try row.next(),
                title: try row.next(JSONText.self).stored(), zone: try storedZone(row.next()),
                sessions: try row.next(), latestRelease: try row.next())
        }
    }

    func list(
        convening: ConveningID?, within convenings: [ConveningID]?, limit: Int, after: AgendaID?,
        _ runner: some QueryRunner
    ) async throws -> Page<AgendaSummary> {
        let rows = try await runner.fetchAll(
            """
            select id, convening_id, acronym, title, zone,
                (select count(*) from session where session.agenda_id = agenda.id), latest_release
            from agenda
            where (\(convening)::uuid is null or convening_id = \(convening))
                and (\(convenings)::uuid[] is null or convening_id = any(\(convenings)))
                and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: SummaryRow.self)
        return Page(rows.map(\.summary), limit: limit) { [$0.id.description] }
    }

    func hasConvening(_ id: ConveningID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from applications_pub.convening where convening_id = \(id))", as: Bool.self)
    }

    /// The number of the next session.
    func nextNumber(_ id: AgendaID, _ transaction: Transaction) async throws -> Int {
        let number = try await transaction.fetchOptionalValue(
            "update agenda set session_count = session_count + 1 where id = \(id) returning session_count",
            as: Int.self)
        guard let number else { throw Problem.notFound }
        return number
    }

    func noteRelease(_ id: AgendaID, _ number: Int, _ transaction: Transaction) async throws {
        _ = try await transaction.execute("update agenda set latest_release = \(number) where id = \(id)")
    }
}

/// A zone that was checked before it was kept.
func storedZone(_ name: String) throws(RowDecodingError) -> Zone {
    guard let zone = Zone(name) else { throw .inconsistent("the zone is no IANA name") }
    return zone
}
