import Access
import ApplicationsContract
import Primitives
import SchedulingContract
import ServiceClient
import ServiceKit

/// The start page.
struct StartHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.start, self.start)
    }

    @Sendable private func start(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        if let session = visit.session, request.query["zone"] != nil, session.zone != visit.zone {
            // Her own wish about her own session; asking twice changes nothing more.
            try await self.desk.sessions.set(zone: visit.zone, session)
        }
        let calls = try? await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listCalls, for: nil, of: Call.self)
        var kinds: [ConveningID: KindWord] = [:]
        if calls?.isEmpty == false {
            let convenings = try? await self.desk.backends.all(
                .applications, ApplicationsEndpoints.listConvenings, for: nil, of: Convening.self)
            for convening in convenings ?? [] {
                kinds[convening.id] = KindWord(code: convening.kind.rawValue)
            }
        }
        var own: [ApplicationSummary] = []
        if let session = visit.session, session.roles.contains(.applicant) {
            own =
                (try? await self.desk.backends.all(
                    .applications, ApplicationsEndpoints.listApplications, for: session, as: .applicant)) ?? []
        }
        let opening = { (call: Call) in
            StartModel.Opening(
                id: call.id.description, name: call.title.best(for: visit.language).text,
                kind: kinds[call.conveningId] ?? .session, closesAt: call.closesAt,
                draftID: own.first { $0.callId == call.id && $0.state == .draft }?.id.description)
        }
        let recent = visit.now.adding(seconds: -60 * 86_400)
        let model = StartModel(
            open: calls.map { list in
                list.filter { $0.window == .open }.sorted { ($0.closesAt, $0.id) < ($1.closesAt, $1.id) }.map(opening)
            },
            closed: (calls ?? []).filter { $0.window == .closed && $0.closesAt > recent }
                .sorted { ($0.closesAt, $0.id) > ($1.closesAt, $1.id) }.prefix(5).map(opening),
            agendas: await self.agendas(visit), zones: ProgrammeZones.including(visit.zone),
            hasApplications: !own.isEmpty)
        return self.desk.page(StartView(model), visit, .start)
    }

    private func agendas(_ visit: Visit) async -> [StartModel.PublishedAgenda]? {
        let agendas = try? await self.desk.backends.all(
            .scheduling, SchedulingEndpoints.listAgendas, for: nil, of: AgendaSummary.self)
        return agendas?.filter { $0.latestRelease > 0 }.map {
            StartModel.PublishedAgenda(id: $0.id.description, name: $0.title.best(for: visit.language).text)
        }
    }
}
