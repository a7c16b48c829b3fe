import Access
import ApplicationsContract
import Primitives
import SchedulingContract
import SelectionContract
import ServiceClient
import ServiceKit

/// The staff's home: what needs doing, gathered from the services that the person may ask.
struct StaffHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.staff, self.home)
    }

    /// What the page is made of. A service that does not answer leaves its part empty and is said so.
    private struct Findings: Sendable {
        var convenings: [Convening] = []
        var calls: [Call] = []
        var rounds: [Round] = []
        var agendas: [AgendaSummary] = []
        var isIncomplete = false
    }

    @Sendable private func home(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        var findings = Findings()
        do {
            findings.convenings = try await self.desk.backends.all(
                .applications, ApplicationsEndpoints.listConvenings, for: nil)
            findings.calls = try await self.desk.backends.all(
                .applications, ApplicationsEndpoints.listCalls, for: nil)
            findings.convenings.removeAll { !session.reaches($0.id) }
            findings.calls.removeAll { !session.reaches($0.conveningId) }
        } catch is ClientProblem {
            findings.isIncomplete = true
        }
        var tasks: [StaffModel.Task] = []
        tasks += await self.selectionTasks(session, &findings)
        tasks += await self.poolTasks(session, &findings)
        tasks += await self.agendaTasks(session, &findings)
        let deadlines =
            findings.calls.filter { $0.window == .open }.map(\.closesAt)
            + findings.rounds.filter { $0.state == .scoring }.map(\.closesAt)
        let model = StaffModel(
            tasks: tasks, nextDeadline: deadlines.filter { $0 > visit.now }.min(),
            convenings: self.links(findings, session, visit.language), isIncomplete: findings.isIncomplete)
        return self.desk.page(StaffView(model), visit, .staff)
    }

    private func selectionTasks(_ session: PortalSession, _ findings: inout Findings) async -> [StaffModel.Task] {
        guard self.desk.backends.isAllowed(SelectionEndpoints.listRounds, session) else { return [] }
        var tasks: [StaffModel.Task] = []
        do {
            findings.rounds = try await self.desk.backends.all(
                .selection, SelectionEndpoints.listRounds, for: session)
            var open = 0
            for round in findings.rounds where round.state == .scoring {
                guard self.desk.backends.isAllowed(SelectionEndpoints.listAssignments, session) else { break }
                let list: [AssignmentSummary]? = try? await self.desk.backends.all(
                    .selection, SelectionEndpoints.listAssignments, path: [round.id.description], for: session)
                open += (list ?? []).count { $0.state == .open || $0.state == .begun }
            }
            if open > 0 { tasks.append(.score(count: open)) }
            guard self.desk.backends.isAllowed(SelectionEndpoints.confirmCohort, session) else { return tasks }
            for round in findings.rounds {
                let cohorts: [CohortSummary] = try await self.desk.backends.all(
                    .selection, SelectionEndpoints.listCohorts, path: [round.id.description], for: session)
                if cohorts.contains(where: { $0.state == .signed }) {
                    tasks.append(.confirm(round: round.id.description))
                } else if session.roles.contains(.chair), cohorts.contains(where: { $0.state == .proposed }),
                    !cohorts.contains(where: { $0.state == .confirmed })
                {
                    tasks.append(.sign(round: round.id.description))
                }
            }
        } catch {
            findings.isIncomplete = true
        }
        return tasks
    }

    private func poolTasks(_ session: PortalSession, _ findings: inout Findings) async -> [StaffModel.Task] {
        guard session.roles.contains(.administrator) else { return [] }
        var tasks: [StaffModel.Task] = []
        for call in findings.calls where call.window == .closed {
            do {
                let waiting: [ApplicationSummary] = try await self.desk.backends.all(
                    .applications, ApplicationsEndpoints.listApplications,
                    query: [
                        (name: "callId", value: call.id.description),
                        (name: "state", value: ApplicationState.submitted.rawValue),
                    ], for: session, as: .administrator)
                if !waiting.isEmpty { tasks.append(.check(count: waiting.count, call: call.id.description)) }
            } catch {
                findings.isIncomplete = true
            }
        }
        return tasks
    }

    private func agendaTasks(_ session: PortalSession, _ findings: inout Findings) async -> [StaffModel.Task] {
        guard self.desk.backends.isAllowed(SchedulingEndpoints.listAgendas, session) else { return [] }
        var tasks: [StaffModel.Task] = []
        do {
            findings.agendas = try await self.desk.backends.all(
                .scheduling, SchedulingEndpoints.listAgendas, for: session)
            for agenda in findings.agendas {
                let report: ClashReport = try await self.desk.backends.call(
                    .scheduling, SchedulingEndpoints.listClashes, .init(path: [agenda.id.description]), for: session
                ).value
                let convening = agenda.conveningId.description
                if report.hard > 0 { tasks.append(.clashes(count: report.hard, convening: convening)) }
                if agenda.latestRelease == 0 { tasks.append(.release(convening: convening)) }
            }
        } catch {
            findings.isIncomplete = true
        }
        return tasks
    }

    /// The pages of each convening that the person may open.
    private func links(
        _ findings: Findings, _ session: PortalSession, _ language: Language
    ) -> [StaffModel.Convening] {
        let backends = self.desk.backends
        let seesPool = session.roles.contains(.administrator) || session.roles.contains(.logistics)
        return findings.convenings.sorted { ($0.startsOn, $0.id) < ($1.startsOn, $1.id) }.compactMap { convening in
            var links: [PageContext.StaffLink] = []
            let calls = findings.calls.filter { $0.conveningId == convening.id }
            if seesPool {
                let format = LocaleFormat(language)
                links += calls.sorted { ($0.closesAt, $0.id) < ($1.closesAt, $1.id) }.map { call in
                    let date = Prose(verbatim: format.date(Zone.utc.local(call.closesAt).date))
                    return .init(.pool, .pool(call.id.description), detail: calls.count > 1 ? date : nil)
                }
            }
            for round in findings.rounds where calls.contains(where: { $0.id == round.callId }) {
                if backends.isAllowed(SelectionEndpoints.getRanking, session) {
                    links.append(.init(.ranking, .ranking(round.id.description)))
                }
                if backends.isAllowed(SelectionEndpoints.listCohorts, session) {
                    links.append(.init(.cohort, .cohort(round.id.description)))
                }
            }
            if session.roles.contains(where: { BudgetHandlers.roles.contains($0) }) {
                links.append(.init(.budget, .budget(convening.id.description)))
            }
            if findings.agendas.contains(where: { $0.conveningId == convening.id }) {
                links.append(.init(.agenda, .grid(convening.id.description)))
            }
            return links.isEmpty ? nil : .init(name: convening.title.best(for: language).text, links: links)
        }
    }
}
