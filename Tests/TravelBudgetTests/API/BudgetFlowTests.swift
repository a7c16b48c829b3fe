import Access
import Durability
import Foundation
import Primitives
import ServiceClient
import TestSupport
import Testing
import TravelBudgetContract
import TravelBudgetService

@Suite(
    "Travel budget: one budget's way",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct BudgetFlowTests {
    @Test func fromDraftToLedger() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.budget(try Office.input())
            #expect(budget.estimate == .done, "\(budget.reason ?? "")")
            #expect(budget.participants == 12)
            try self.checkSums(budget)
            let forecast = try #require(budget.forecast)
            #expect(forecast.total.p50.minorUnits < forecast.total.p80.minorUnits)
            #expect(forecast.seed == 7)
            #expect(budget.lines.first { $0.code == "contingency" }?.standing.planned == forecast.contingency)

            // Every figure of a cost sheet says where it comes from.
            let travellers: Page<TravellerCost> = try await service.caller.call(
                TravelBudgetEndpoints.listTravellers, .init(path: [budget.id.description]), as: office.logistics
            ).value
            #expect(travellers.items.count == 12)
            for line in travellers.items.flatMap(\.lines) where line.amount != nil {
                #expect(!line.sources.isEmpty)
            }

            // Who submits does not approve.
            let submitted: Budget = try await service.caller.call(
                TravelBudgetEndpoints.submitBudget, .init(path: [budget.id.description]),
                body: BudgetSubmission(version: budget.version),
                as: try await service.credential(.finance, subject: "x")
            ).value
            let own = try await office.problem {
                let _: ClientResponse<Budget> = try await service.caller.call(
                    TravelBudgetEndpoints.decideBudget, .init(path: [budget.id.description]),
                    body: BudgetDecision(version: submitted.version, isApproved: true),
                    as: try await service.credential(.finance, subject: "x"))
            }
            #expect(own.code == "conflict")
            let early = try await office.problem {
                _ = try await office.spend(
                    SpendingInput(
                        kind: .commitment, line: "fare", amount: try Office.usd("1.00"), document: "D", purpose: "t"),
                    budget.id)
            }
            #expect(early.code == "conflict")
            let stale = try await office.problem {
                let _: ClientResponse<Budget> = try await service.caller.call(
                    TravelBudgetEndpoints.decideBudget, .init(path: [budget.id.description]),
                    body: BudgetDecision(version: budget.version, isApproved: true), as: office.finance)
            }
            #expect(stale.parameters["currentVersion"] == "\(submitted.version)")
            let approved: Budget = try await service.caller.call(
                TravelBudgetEndpoints.decideBudget, .init(path: [budget.id.description]),
                body: BudgetDecision(version: submitted.version, isApproved: true), as: office.finance
            ).value
            #expect(approved.state == .approved)
            #expect(approved.approvedNumber == 1)
            try await self.spend(office, approved)
            try await self.checkAudit(service)
        }
    }

    private func checkSums(_ budget: Budget) throws {
        let total = try #require(budget.total)
        let lines = budget.lines.reduce(Int64(0)) { $0 + $1.standing.planned.minorUnits }
        let categories = budget.categories.reduce(Int64(0)) { $0 + $1.standing.planned.minorUnits }
        #expect(lines == total.planned.minorUnits)
        #expect(categories == total.planned.minorUnits)
        #expect(budget.categories.map(\.category) == [4, 5, 7])
        #expect(total.available == total.planned)
    }

    private func spend(_ office: Office, _ budget: Budget) async throws {
        let interpretation = { (kind: SpendingKind, amount: String, reference: ID<LedgerLineTag>?) in
            SpendingInput(
                kind: kind, line: "interpretation", amount: try Office.usd(amount), reference: reference,
                document: "PO-1", purpose: "booths")
        }
        let committed = try await office.spend(try interpretation(.commitment, "20000.00", nil), budget.id)
        #expect(committed.state == .approved)
        #expect(!committed.isNearLimit)
        let over = try await office.problem {
            _ = try await office.spend(try interpretation(.commitment, "4000.01", nil), budget.id)
        }
        #expect(over.status == 409)
        #expect(over.code == "ledger-refused")
        #expect(over.errors.map(\.code) == ["over_line"])
        #expect(over.errors.first?.parameters["available"] == "4000.00")
        let paid = try await office.spend(
            try interpretation(.actual, "18500.00", committed.entryId), budget.id)
        #expect(paid.state == .approved)
        _ = try await office.spend(try interpretation(.release, "1500.00", committed.entryId), budget.id)
        let read = try await office.read(budget.id)
        let line = try #require(read.lines.first { $0.code == "interpretation" })
        #expect(line.standing.committed.amount == "0.00")
        #expect(line.standing.actual.amount == "18500.00")
        #expect(line.standing.available.amount == "5500.00")
        #expect(read.categories.first { $0.category == 4 }?.standing == line.standing)
        let entries: Page<LedgerLine> = try await office.service.caller.call(
            TravelBudgetEndpoints.listLedger, .init(path: [budget.id.description]), as: office.logistics
        ).value
        #expect(entries.items.map(\.kind) == [.commitment, .actual, .release])
        #expect(entries.items.allSatisfy { $0.requestedBy == "lena" && $0.approvedBy == "farida" })

        // A revision must cover what is spent.
        let revised: Budget = try await office.service.caller.call(
            TravelBudgetEndpoints.reviseBudget, .init(path: [budget.id.description]),
            body: BudgetSubmission(version: read.version, reason: "another venue"), as: office.logistics
        ).value
        #expect(revised.number == 2)
        let draft = try await office.priced(budget.id)
        let less = BudgetInput(
            title: draft.input.title, venue: "kigali", firstDay: draft.input.firstDay, lastDay: draft.input.lastDay,
            eventLines: [], travellers: draft.input.travellers)
        let _: ClientResponse<Budget> = try await office.service.caller.call(
            TravelBudgetEndpoints.updateBudget,
            .init(path: [budget.id.description], ifMatch: "\"v\(draft.version)\""), body: less, as: office.logistics)
        let short = try await office.priced(budget.id)
        let refused = try await office.problem { _ = try await office.approved(short) }
        #expect(refused.parameters["state"] == "below-spent")
        #expect(refused.parameters["lines"] == "interpretation")
        let versions: Page<BudgetVersionSummary> = try await office.service.caller.call(
            TravelBudgetEndpoints.listBudgetVersions, .init(path: [budget.id.description]), as: office.logistics
        ).value
        #expect(versions.items.map(\.state) == [.approved, .submitted])
    }

    private func checkAudit(_ service: RunningService) async throws {
        for action in [
            "reference.seeded", "budget.drafted", "budget.estimated", "budget.submitted", "budget.approved",
            "spending.requested", "spending.approved", "budget.revised", "budget.changed",
        ] {
            _ = try await service.auditLog(with: action)
        }
    }

    @Test func changingNeedsTheVersionThatWasRead() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.budget(try Office.input())
            let token = try await TestPlace.shared.token(.logistics, subject: "lena")
            let body = String(decoding: try JSONEncoder().encode(try Office.input(venue: "vienna")), as: UTF8.self)
            let path = [budget.id.description]
            let none = try await service.wire.json(
                TravelBudgetEndpoints.updateBudget, path: path, token: token, body: body)
            #expect(none.status == 428)
            let stale = try await service.wire.json(
                TravelBudgetEndpoints.updateBudget, path: path, token: token, body: body, ifMatch: "\"v1\"")
            #expect(stale.status == 412)
            let good = try await service.wire.json(
                TravelBudgetEndpoints.updateBudget, path: path, token: token, body: body,
                ifMatch: "\"v\(budget.version)\"")
            #expect(good.status == 200)
            let priced = try await office.priced(budget.id)
            #expect(priced.input.venue == "vienna")
            #expect(priced.estimate == .done)
            #expect(priced.total?.planned != budget.total?.planned)
        }
    }

    @Test func forecastsCompareAndRepeat() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.budget(try Office.input())
            var forecasts: [Forecast] = []
            for _ in 0..<2 {
                let queued: QueuedSimulation = try await service.caller.call(
                    TravelBudgetEndpoints.simulateBudget, .init(path: [budget.id.description]),
                    body: SimulationInput(seed: 7), as: office.logistics
                ).value
                let run: SimulationRun = try await self.done(office, queued.simulationId)
                #expect(run.inputHash?.count == 64)
                forecasts.append(try #require(run.forecast))
            }
            #expect(forecasts[0] == forecasts[1])
            #expect(forecasts[0] == budget.forecast)

            let queued: QueuedComparison = try await service.caller.call(
                TravelBudgetEndpoints.compareVenues, .init(path: [budget.id.description]),
                body: ComparisonInput(venues: ["nairobi", "vienna"]), as: office.logistics
            ).value
            var comparison: ComparisonRun?
            for _ in 0..<400 {
                let read: ComparisonRun = try await service.caller.call(
                    TravelBudgetEndpoints.getComparison, .init(path: [queued.comparisonId.description]),
                    as: office.logistics
                ).value
                comparison = read
                if read.state != .pending { break }
                try await Task.sleep(for: .milliseconds(50))
            }
            let report = try #require(comparison?.report)
            #expect(report.columns.map(\.venue) == ["nairobi", "vienna"])
            #expect(report.columns[0].consularVisas == 0)
            #expect(report.columns[1].consularVisas > 8)
            #expect(report.columns[1].countriesAtRisk.contains { $0.country.code == "BGD" })
            let unknown = try await office.problem {
                let _: ClientResponse<QueuedComparison> = try await service.caller.call(
                    TravelBudgetEndpoints.compareVenues, .init(path: [budget.id.description]),
                    body: ComparisonInput(venues: ["nairobi", "atlantis"]), as: office.logistics)
            }
            #expect(unknown.errors.map(\.pointer) == ["/venues/1"])
        }
    }

    private func done(_ office: Office, _ id: SimulationID) async throws -> SimulationRun {
        for _ in 0..<400 {
            let run: SimulationRun = try await office.service.caller.call(
                TravelBudgetEndpoints.getSimulation, .init(path: [id.description]), as: office.logistics
            ).value
            if run.state != .pending { return run }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Unexpected(what: "the simulation did not end")
    }

    @Test func aTicketReplacesTheModel() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.budget(try Office.input())
            let ticket = FareEvidenceInput(
                code: "P-101", kind: .ticket, amount: try #require(Money(amount: "640.00", currency: .eur)),
                date: try Office.date("2026-11-01"))
            let _: ClientResponse<Budget> = try await service.caller.call(
                TravelBudgetEndpoints.addFareEvidence, .init(path: [budget.id.description]), body: ticket,
                as: office.logistics)
            _ = try await office.priced(budget.id)
            let travellers: Page<TravellerCost> = try await service.caller.call(
                TravelBudgetEndpoints.listTravellers, .init(path: [budget.id.description]), as: office.logistics
            ).value
            let fare = travellers.items.first { $0.code == "P-101" }?.lines.first { $0.code == "fare" }
            #expect(fare?.basis == "actual")
            #expect(fare?.amount?.amount == "715.01")
            #expect(travellers.items.first { $0.code == "P-102" }?.fareMethod == "model")
            let stranger = try await office.problem {
                let _: ClientResponse<Budget> = try await service.caller.call(
                    TravelBudgetEndpoints.addFareEvidence, .init(path: [budget.id.description]),
                    body: FareEvidenceInput(
                        code: "P-999", kind: .quote, amount: try Office.usd("1.00"),
                        date: try Office.date("2026-11-01")), as: office.logistics)
            }
            #expect(stranger.errors.map(\.code) == ["unknown"])
        }
    }

    @Test func filesOfABudget() async throws {
        try await RunningService.with(.travelBudget, assemble: TravelBudgetService.assemble) { service in
            let office = try await Office(service)
            let budget = try await office.budget(try Office.input(title: "=cmd"))
            let token = try await TestPlace.shared.token(.auditor)
            let lines = try await service.wire.send("GET", "/v1/budgets/\(budget.id)/lines.csv", token: token)
            #expect(lines.headers["content-type"] == "text/csv")
            #expect(String(decoding: lines.body, as: UTF8.self).contains("#value+planned"))
            let people = try await service.wire.send("GET", "/v1/budgets/\(budget.id)/travellers.csv", token: token)
            #expect(String(decoding: people.body, as: UTF8.self).split(separator: "\r\n").count == 14)
            let sheet = try await service.wire.send(
                "GET", "/v1/budgets/\(budget.id)/budget.xlsx?direction=rtl", token: token)
            #expect(sheet.status == 200)
            #expect(sheet.body.prefix(2) == Data([0x50, 0x4B]))
            #expect(sheet.headers["content-disposition"] == "attachment; filename=\"budget.xlsx\"")
            let bad = try await service.wire.send(
                "GET", "/v1/budgets/\(budget.id)/budget.xlsx?direction=up", token: token)
            #expect(bad.faults == ["?direction not_in_list"])
        }
    }
}
