import Access
import Primitives
import SchedulingContract
import ServiceClient
import ServiceKit

/// The agenda of a convening by room, for staff: one day at a time, with its clashes.
struct GridHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.grid, self.grid)
        table.on(PortalEndpoints.solve, self.solve)
        table.on(PortalEndpoints.release, self.release)
    }

    private func agenda(_ id: ConveningID, _ session: PortalSession) async throws -> Agenda {
        guard self.desk.backends.isAllowed(SchedulingEndpoints.getAgenda, session) else { throw Problem.notFound }
        let list: [AgendaSummary] = try await self.desk.backends.all(
            .scheduling, SchedulingEndpoints.listAgendas,
            query: [(name: "conveningId", value: id.description)], for: session)
        guard let newest = list.max(by: { $0.id < $1.id }) else { throw Problem.notFound }
        return try await self.desk.backends.call(
            .scheduling, SchedulingEndpoints.getAgenda, .init(path: [newest.id.description]), for: session
        ).value
    }

    @Sendable private func grid(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let id: ConveningID = try visit.id("conveningId")
        return try await self.page(visit, session, id, name: "", error: nil)
    }

    private func page(
        _ visit: Visit, _ session: PortalSession, _ id: ConveningID, name: String, error: FieldErrorWord?
    ) async throws -> APIResponse {
        let agenda = try await self.agenda(id, session)
        let path = [agenda.id.description]
        async let listed: [Session] = self.desk.backends.all(
            .scheduling, SchedulingEndpoints.listSessions, path: path, for: session)
        async let reported: ClientResponse<ClashReport> = self.desk.backends.call(
            .scheduling, SchedulingEndpoints.listClashes, .init(path: path), for: session)
        async let working = self.desk.backends.work(
            .scheduling, job: visit.request.query["job"], for: session)
        let sessions = try await listed
        let report = try await reported.value
        let days = Set(agenda.slots.map(\.day)).sorted()
        let asked = visit.request.query["day"].flatMap { LocalDate(iso8601: $0) }
        let day = asked.flatMap { days.contains($0) ? $0 : nil } ?? days.first
        let board = GridBoard(agenda: agenda, sessions: sessions, clashes: report.clashes, day: day)
        let words = Words(visit.language)
        let work = await working
        let state: GridModel.State =
            work == .running
            ? .computing
            : agenda.latestRelease > 0 ? .released(String(agenda.latestRelease)) : .draft(String(agenda.version))
        let model = GridModel(
            convening: id.description, name: agenda.title.best(for: visit.language).text, days: days, day: day,
            rooms: agenda.rooms.map(\.name), slots: board.slots.map(\.start),
            sessions: board.placed(visit.language), unplaced: board.unplaced(visit.language),
            clashes: board.clashes(words), state: state, version: "v\(agenda.version)",
            canEdit: self.desk.backends.isAllowed(SchedulingEndpoints.solveAgenda, session), releaseName: name,
            releaseError: error, failure: work.failure(words))
        return self.desk.page(
            GridView(model), visit, .grid(id.description), query: day.map { [("day", $0.description)] } ?? [])
    }

    @Sendable private func solve(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: ConveningID = try visit.id("conveningId")
        let agenda = try await self.agenda(id, session)
        let ticket: SolveTicket = try await self.desk.backends.call(
            .scheduling, SchedulingEndpoints.solveAgenda,
            .init(path: [agenda.id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "solve")),
            body: SolveInput(seed: 1, staysNearRelease: agenda.latestRelease > 0), for: session
        ).value
        return self.desk.seeOther(.grid(id.description), visit, query: [("job", ticket.jobId.description)])
    }

    @Sendable private func release(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: ConveningID = try visit.id("conveningId")
        let agenda = try await self.agenda(id, session)
        let name = form["name"].isEmpty ? String(agenda.latestRelease + 1) : String(form["name"].prefix(100))
        let reason = String(form["reason"].prefix(500))
        do {
            try await self.desk.backends.act(
                .scheduling, SchedulingEndpoints.publishRelease,
                .init(
                    path: [agenda.id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "release")),
                body: ReleaseInput(name: name, reason: reason.isEmpty ? nil : reason), for: session)
        } catch let problem as ClientProblem where problem.code == SchedulingEndpoints.hardClashes.slug {
            return try await self.page(visit, session, id, name: name, error: .hardClashes)
        }
        return self.desk.seeOther(.grid(id.description), visit)
    }
}
