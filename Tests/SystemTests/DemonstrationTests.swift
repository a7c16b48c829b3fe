import Access
import ConveneCommands
import Foundation
import Primitives
import SchedulingContract
import SelectionContract
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract

/// The main job end to end: what `convene up --demo` leaves must be true.
@Suite(
    "The demonstration", .serialized, .enabled(if: Demonstration.isPossible, Demonstration.absence), .demonstration)
struct DemonstrationTests {
    @Test func everythingIsUp() throws {
        let demonstration = try Demonstration.running
        #expect(demonstration.said.contains("the portal is at https://127.0.0.1:\(demonstration.ports.base)/"))
        let check = try demonstration.convene.run(["check", "--home", demonstration.home.path])
        #expect(check.status == 0 && check.lastLine == "All is well.", "\(check.text)")
    }

    @Test func theCohortKeepsEveryRuleAndNoneIsBetter() async throws {
        let demonstration = try Demonstration.running
        let chair = try demonstration.token(.chair)
        let rounds = try await demonstration.all(
            .selection, SelectionEndpoints.listRounds, token: chair, of: Round.self)
        let round = try #require(rounds.first)
        let cohorts = try await demonstration.all(
            .selection, SelectionEndpoints.listCohorts, path: [round.id.description], token: chair,
            of: CohortSummary.self)
        let id = try #require(cohorts.first?.id)
        let cohort: Cohort = try await demonstration.caller(.selection).call(
            SelectionEndpoints.getCohort, .init(path: [id.description]), as: .bearer(chair)
        ).value
        let result = try #require(cohort.result)
        #expect(cohort.state == .confirmed)
        #expect(cohort.signedBy != cohort.confirmedBy)
        #expect(Set(result.members.map(\.code)).count == 60)
        #expect(result.waitlist.count == 540)
        #expect(result.isOptimal && result.isCheapest)
        let ceiling = try #require(cohort.policy.costCeiling)
        #expect(try #require(result.cost).minorUnits <= ceiling.minorUnits)
        #expect(result.members.compactMap(\.cost?.minorUnits).reduce(0, +) == result.cost?.minorUnits)

        // The rules counted anew from the published instance, not from what the service says of itself.
        let instance = try JSONDecoder().decode(
            PublishedInstance.self, from: demonstration.exported("cohort-instance.json"))
        #expect(instance.applicants.count == 600 && instance.select == 60)
        #expect(instance.quotas.count == result.quotas.count)
        let answer = try #require(OutsideProgram.python, "no Python: run make test")
            .run([Clients.path("cohort_optimum.py"), "\(demonstration.home.exportFolder)/cohort-instance.json"])
        let optimum = try JSONDecoder().decode(Optimum.self, from: Data(answer.lastLine.utf8))
        #expect(optimum.status == "optimal", "\(answer.text)")
        #expect(optimum.cost == result.cost?.minorUnits)
        let total = result.members.map { ($0.score * Double(optimum.unit ?? 0)).rounded() }.reduce(0, +)
        #expect(optimum.score.map(Double.init) == total)
        let countries = Dictionary(grouping: result.members, by: \.country).mapValues(\.count)
        for standing in result.quotas {
            #expect((standing.minimum...standing.maximum).contains(standing.have), "\(standing.name)")
            if standing.name.hasPrefix("country:"), let country = Country(String(standing.name.dropFirst(8))) {
                #expect(countries[country, default: 0] == standing.have, "\(standing.name)")
            }
        }
    }

    @Test func theAgendaHasNoHardClash() async throws {
        let demonstration = try Demonstration.running
        let token = try demonstration.token(.logistics)
        let agendas = try await demonstration.all(
            .scheduling, SchedulingEndpoints.listAgendas, token: token, of: AgendaSummary.self)
        let agenda = try #require(agendas.first)
        let report: ClashReport = try await demonstration.caller(.scheduling).call(
            SchedulingEndpoints.listClashes, .init(path: [agenda.id.description]), as: .bearer(token)
        ).value
        #expect(report.hard == 0, "\(report.clashes.map(\.sentence))")
        let releases = try await demonstration.all(
            .scheduling, SchedulingEndpoints.listReleases, path: [agenda.id.description], token: token,
            of: ReleaseSummary.self)
        #expect(releases.count == 1)
        let online = try await demonstration.all(
            .scheduling, SchedulingEndpoints.listOnlineSessions, token: token, of: OnlineSession.self)
        #expect(Set(online.map(\.details.kind)).count == 2)
    }

    @Test func theMoneyAddsUp() async throws {
        let demonstration = try Demonstration.running
        let token = try demonstration.token(.finance)
        let budgets = try await demonstration.all(
            .travelBudget, TravelBudgetEndpoints.listBudgets, token: token, of: BudgetSummary.self)
        let id = try #require(budgets.first?.id)
        let budget: Budget = try await demonstration.caller(.travelBudget).call(
            TravelBudgetEndpoints.getBudget, .init(path: [id.description]), as: .bearer(token)
        ).value
        let total = try #require(budget.total)
        #expect(budget.state == .approved)
        for standing in budget.lines.map(\.standing) + budget.categories.map(\.standing) + [total] {
            #expect(
                standing.planned.minorUnits - standing.committed.minorUnits - standing.actual.minorUnits
                    == standing.available.minorUnits)
        }
        #expect(budget.lines.map(\.standing.planned.minorUnits).reduce(0, +) == total.planned.minorUnits)
        for category in budget.categories {
            let lines = budget.lines.filter { $0.category == category.category }
            #expect(
                lines.map(\.standing.planned.minorUnits).reduce(0, +) == category.standing.planned.minorUnits,
                "category \(category.category)")
        }
        // What was committed is what the ledger says.
        let ledger = try await demonstration.all(
            .travelBudget, TravelBudgetEndpoints.listLedger, path: [id.description], token: token, of: LedgerLine.self)
        #expect(!ledger.isEmpty)
        let committed = ledger.filter { $0.kind == .commitment }.map(\.amount.minorUnits).reduce(0, +)
        #expect(committed == total.committed.minorUnits)
        let forecast = try #require(budget.forecast)
        #expect(
            forecast.total.p50.minorUnits < forecast.total.p80.minorUnits
                && forecast.total.p80.minorUnits < forecast.total.p95.minorUnits)
    }
}

/// The parts of an exported instance that are compared.
private struct PublishedInstance: Decodable {
    struct Applicant: Decodable { let id: Int }
    struct Quota: Decodable { let name: String }
    let applicants: [Applicant]
    let quotas: [Quota]
    let select: Int
}

/// What `Clients/cohort_optimum.py` prints.
private struct Optimum: Decodable {
    let status: String
    let score: Int?
    let unit: Int?
    let cost: Int64?
}

/// The foreign clients of this suite.
enum Clients {
    static func path(_ name: String) -> String { "\(Repository.root)/Tests/SystemTests/Clients/\(name)" }
}
