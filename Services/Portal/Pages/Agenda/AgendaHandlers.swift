import Access
import Primitives
import SchedulingContract
import ServiceClient
import ServiceKit

/// The published agenda, for everybody.
struct AgendaHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.agenda, self.agenda)
    }

    @Sendable private func agenda(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let id: AgendaID = try visit.id("agendaId")
        let release: Release = try await self.desk.backends.call(
            .scheduling, SchedulingEndpoints.getRelease, .init(path: [id.description, "latest"]), for: nil
        ).value
        // Who has not chosen a zone reads the times of the place.
        let zone = request.query["zone"].flatMap { Zone($0) } ?? visit.session?.zone ?? release.zone
        let chosen = visit.reading(in: zone)
        let days = Set(release.sessions.map { zone.local($0.startsAt).date }).sorted()
        let asked = request.query["day"].flatMap { LocalDate(iso8601: $0) }
        let day = asked.flatMap { days.contains($0) ? $0 : nil } ?? days.first
        let rooms = Dictionary(release.rooms.map { ($0.id, $0.name) }) { first, _ in first }
        let sessions = release.sessions.filter { zone.local($0.startsAt).date == day }
            .sorted { ($0.startsAt, $0.number) < ($1.startsAt, $1.number) }
        let model = AgendaModel(
            id: id.description, name: release.title.best(for: visit.language).text, place: release.zone,
            zones: ([release.zone] + ProgrammeZones.including(zone)).reduce(into: [Zone]()) { list, next in
                if !list.contains(next) { list.append(next) }
            }, days: days, day: day,
            sessions: sessions.map { session in
                AgendaModel.Session(
                    title: session.title.best(for: visit.language).text,
                    kind: KindWord(code: session.kind) ?? .session, start: session.startsAt, end: session.endsAt,
                    room: rooms[session.roomId], interpretation: Self.languages(session))
            }, version: release.name, publishedOn: zone.local(release.publishedAt).date)
        var query: [(String, String)] = day.map { [("day", $0.description)] } ?? []
        query.append(("zone", zone.name))
        return self.desk.page(AgendaView(model), chosen, .agenda(id.description), query: query)
    }

    /// The languages into which a session is interpreted: the other one of each pair with the floor's.
    private static func languages(_ session: ReleasedSession) -> [String] {
        session.interpretation.flatMap { $0.split(separator: "-").map(String.init) }
            .filter { $0 != session.language }
            .reduce(into: [String]()) { list, next in if !list.contains(next) { list.append(next) } }
    }
}
