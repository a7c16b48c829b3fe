import Access
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

@Suite(
    "Travel budget: the same money at once",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct LedgerRaceTests {
    @Test func eightApprovalsAtOnceNeverOverspend() async throws {
        try await RunningService.with(.travelBudget, poolSize: 4, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.approved(try await office.budget(try Office.input()))
            // Eight requests of 5,000 each, and room for four of them.
            var asked: [SpendingRequest] = []
            for index in 0..<8 {
                let request: SpendingRequest = try await service.caller.call(
                    TravelBudgetEndpoints.requestSpending, .init(path: [budget.id.description]),
                    body: SpendingInput(
                        kind: .commitment, line: "interpretation", amount: try Office.usd("5000.00"),
                        document: "PO-\(index)", purpose: "booths"), as: office.logistics
                ).value
                asked.append(request)
            }
            let token = try await TestPlace.shared.token(.finance, subject: "farida")
            let answers = try await withThrowingTaskGroup(of: Wire.Answer.self) { group in
                for request in asked {
                    group.addTask {
                        try await service.wire.json(
                            TravelBudgetEndpoints.decideSpending, path: [request.id.description], token: token,
                            body: #"{"isApproved":true}"#, key: "yes-\(request.id)")
                    }
                }
                var all: [Wire.Answer] = []
                for try await answer in group { all.append(answer) }
                return all
            }
            #expect(answers.allSatisfy { $0.status == 200 || $0.problem == "ledger-refused" || $0.status == 503 })
            let read = try await office.read(budget.id)
            let line = try #require(read.lines.first { $0.code == "interpretation" })
            let approved = answers.filter { $0.status == 200 }.count
            #expect(approved <= 4)
            #expect(line.standing.committed.minorUnits == Int64(approved) * 500_000)
            #expect(line.standing.available.minorUnits >= 0)
        }
    }

    @Test func whoAsksDoesNotApproveAndANoNeedsAReason() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.approved(try await office.budget(try Office.input()))
            let asker = try await service.credential(.finance, subject: "both")
            let request: SpendingRequest = try await service.caller.call(
                TravelBudgetEndpoints.requestSpending, .init(path: [budget.id.description]),
                body: SpendingInput(
                    kind: .commitment, line: "fare", amount: try Office.usd("100.00"), document: "PO", purpose: "t"),
                as: asker
            ).value
            let own = try await office.problem {
                let _: ClientResponse<SpendingRequest> = try await service.caller.call(
                    TravelBudgetEndpoints.decideSpending, .init(path: [request.id.description]),
                    body: ReferenceDecision(isApproved: true), as: asker)
            }
            #expect(own.code == "conflict")
            let mute = try await office.problem {
                let _: ClientResponse<SpendingRequest> = try await service.caller.call(
                    TravelBudgetEndpoints.decideSpending, .init(path: [request.id.description]),
                    body: ReferenceDecision(isApproved: false), as: office.finance)
            }
            #expect(mute.errors.map(\.pointer) == ["/reason"])
            let refused: SpendingRequest = try await service.caller.call(
                TravelBudgetEndpoints.decideSpending, .init(path: [request.id.description]),
                body: ReferenceDecision(isApproved: false, reason: "no offer"), as: office.finance
            ).value
            #expect(refused.state == .refused)
            #expect(refused.entryId == nil)
            let again = try await office.problem {
                let _: ClientResponse<SpendingRequest> = try await service.caller.call(
                    TravelBudgetEndpoints.decideSpending, .init(path: [request.id.description]),
                    body: ReferenceDecision(isApproved: true), as: office.finance)
            }
            #expect(again.parameters["state"] == "refused")
            let lists: Page<SpendingRequest> = try await service.caller.call(
                TravelBudgetEndpoints.listSpending,
                .init(path: [budget.id.description], query: [(name: "state", value: "refused")]), as: office.logistics
            ).value
            #expect(lists.items.map(\.id) == [request.id])
        }
    }
}
