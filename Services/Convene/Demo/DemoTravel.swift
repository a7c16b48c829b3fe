import Access
import ApplicationsContract
import Foundation
import Primitives
import ServiceClient
import TravelBudgetContract

/// Third act: the journey of the confirmed cohort is budgeted, approved by another person, forecast, and compared
/// with a second venue.
struct DemoTravel: Sendable {
    let stage: DemoStage
    let seed: UInt64

    struct Outcome: Sendable {
        let budget: Budget
        let comparison: ComparisonReport?
    }

    func play(_ convening: Convening) async throws -> Outcome {
        let logistics = try await self.stage.person(.logistics, "logistics-1")
        let finance = try await self.stage.person(.finance, "finance-1")
        let caller = self.stage.caller(.travelBudget)
        let act = DemoAct("Travel budget", self.stage.terminal)
        let made: Budget = try await self.create(convening, caller, logistics)
        if let job = made.jobId { try await self.stage.wait(job, at: .travelBudget, as: logistics, act) }
        let path = [made.id.description]
        let estimated: Budget = try await caller.call(
            TravelBudgetEndpoints.getBudget, .init(path: path), as: logistics
        ).value
        guard estimated.estimate == .done else {
            throw CommandFailure("the travel could not be estimated: \(estimated.reason ?? "")")
        }
        let submitted: Budget = try await caller.call(
            TravelBudgetEndpoints.submitBudget, .init(path: path),
            body: BudgetSubmission(version: estimated.version), as: logistics
        ).value
        let approved: Budget = try await caller.call(
            TravelBudgetEndpoints.decideBudget, .init(path: path),
            body: BudgetDecision(version: submitted.version, isApproved: true), as: finance
        ).value
        try await self.spend(approved, caller, logistics, finance)
        let budget: Budget = try await caller.call(
            TravelBudgetEndpoints.getBudget, .init(path: path), as: logistics
        ).value
        act.end(
            "\(budget.participants) travellers, planned \(budget.total?.planned.description ?? "–"), "
                + "8 in 10 chance of at most \(budget.forecast?.total.p80.description ?? "–")")
        let comparison = try await self.compare(budget, caller, logistics)
        try await self.export(budget, caller, logistics)
        return Outcome(budget: budget, comparison: comparison)
    }

    private func create(
        _ convening: Convening, _ caller: ServiceCaller, _ logistics: Credential
    ) async throws -> Budget {
        let lines = [
            ("interpretation", 4, 38_400_00, "Eight interpreters, four days, two booths"),
            ("venue-hire", 4, 21_000_00, "Five rooms, four days"),
            ("accessibility", 4, 6_500_00, "Step-free transfers and sign language"),
        ].map { code, category, amount, source in
            EventLine(
                code: code, category: category, amount: Money(minorUnits: Int64(amount), currency: .usd),
                basis: "judgement", source: source)
        }
        // The cohort reaches the travel budget as an event; it is there within a moment of its confirmation.
        var attempt = 0
        while true {
            attempt += 1
            do {
                return try await caller.call(
                    TravelBudgetEndpoints.createBudget,
                    body: BudgetInput(
                        title: "Global Convening 2027", conveningId: convening.id, venue: "nairobi",
                        firstDay: convening.startsOn, lastDay: convening.endsOn, eventLines: lines,
                        seed: Int(self.seed % 1_000_000)), as: logistics
                ).value
            } catch let problem as ClientProblem where problem.status == 409 && attempt < 20 {
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    /// One commitment asked for by logistics and approved by finance: two people for every dollar.
    private func spend(
        _ budget: Budget, _ caller: ServiceCaller, _ logistics: Credential, _ finance: Credential
    ) async throws {
        let request: SpendingRequest = try await caller.call(
            TravelBudgetEndpoints.requestSpending, .init(path: [budget.id.description]),
            body: SpendingInput(
                kind: .commitment, line: "venue-hire", amount: Money(minorUnits: 12_000_00, currency: .usd),
                document: "CONTRACT-2027-01", purpose: "Deposit for the rooms"), as: logistics
        ).value
        let _: ClientResponse<SpendingRequest> = try await caller.call(
            TravelBudgetEndpoints.decideSpending, .init(path: [request.id.description]),
            body: ReferenceDecision(isApproved: true), as: finance)
    }

    private func compare(
        _ budget: Budget, _ caller: ServiceCaller, _ logistics: Credential
    ) async throws -> ComparisonReport? {
        let act = DemoAct("Venues", self.stage.terminal)
        let queued: QueuedComparison = try await caller.call(
            TravelBudgetEndpoints.compareVenues, .init(path: [budget.id.description]),
            body: ComparisonInput(venues: ["nairobi", "vienna"], seed: Int(self.seed % 1_000_000)), as: logistics
        ).value
        try await self.stage.wait(queued.jobId, at: .travelBudget, as: logistics, act)
        let run: ComparisonRun = try await caller.call(
            TravelBudgetEndpoints.getComparison, .init(path: [queued.comparisonId.description]), as: logistics
        ).value
        let words = run.report?.columns.map { column in
            "\(column.venue) P80 \(column.total.p80), \(Int(column.expectedAttendance.rounded())) of \(column.invited) come"
        }
        act.end(words?.joined(separator: "; ") ?? "no comparison")
        return run.report
    }

    private func export(_ budget: Budget, _ caller: ServiceCaller, _ logistics: Credential) async throws {
        let path = ServiceCaller.Options(path: [budget.id.description])
        for (endpoint, name) in [
            (TravelBudgetEndpoints.exportLines, "budget-lines.csv"),
            (TravelBudgetEndpoints.exportTravellers, "budget-travellers.csv"),
            (TravelBudgetEndpoints.exportSpreadsheet, "budget.xlsx"),
        ] {
            try self.stage.keep(name, try await caller.send(endpoint, path, as: logistics).value)
        }
    }
}
