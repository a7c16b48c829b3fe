import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetDomain
import TravelBudgetEngine

/// The way of a budget's version over HTTP: submission, decision, revision.
struct BudgetDecisionHandlers: Sendable {
    let database: Database
    let journal: Journal
    let library: ReferenceLibrary
    private let budgets: BudgetStore
    private let ledgers = LedgerStore()
    private let view: BudgetView

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.budgets = BudgetStore(vault)
        self.library = library
        self.view = BudgetView(vault, library: library)
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.submitBudget, self.submit)
        table.on(TravelBudgetEndpoints.decideBudget, self.decide)
        table.on(TravelBudgetEndpoints.reviseBudget, self.revise)
    }

    /// A budget that is locked, of the version that was read, and in a state that allows the next one.
    private func locked(
        _ id: BudgetID, version: Int, to next: BudgetStatus?, _ transaction: Transaction
    ) async throws -> StoredBudget {
        let budget = try await self.budgets.find(id, lock: true, transaction)
        guard budget.version == version else {
            throw Problem(
                .conflict, "The budget has changed since it was read.",
                parameters: ["state": budget.state.rawValue, "currentVersion": "\(budget.version)"])
        }
        if let next {
            let status = BudgetStatus(rawValue: budget.state.rawValue) ?? .withdrawn
            guard status.canBecome(next) else {
                throw Problem.conflict("The budget is \(budget.state.rawValue).", state: budget.state.rawValue)
            }
        }
        return budget
    }

    private func answer(_ id: BudgetID, _ transaction: Transaction) async throws -> APIResponse {
        let budget = try await self.view.budget(try await self.budgets.find(id, transaction), transaction)
        return try .ok(budget, version: budget.version)
    }

    @Sendable private func submit(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: BudgetSubmission = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let budget = try await self.locked(id, version: input.version, to: .submitted, transaction)
            guard budget.estimate == .done, !budget.lines.isEmpty else {
                throw Problem.conflict("The estimates are not there yet.", state: budget.estimate.rawValue)
            }
            try await self.budgets.submit(
                budget, by: request.principal.subject, at: request.receivedAt, transaction)
            try await record.audit(
                "budget.submitted", "budget/\(id)", reason: input.reason, details: ["number": "\(budget.number)"])
            return try await self.answer(id, transaction)
        }
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: BudgetDecision = try request.body()
        return try await self.journal.once(request, isolation: .serializable) { transaction, record in
            let budget = try await self.locked(
                id, version: input.version, to: input.isApproved ? .approved : .draft, transaction)
            guard budget.state == .submitted else {
                throw Problem.conflict("The budget is \(budget.state.rawValue).", state: budget.state.rawValue)
            }
            guard
                SecondPersonRule.allows(
                    asked: budget.trail.submittedBy ?? "", decides: request.principal.subject)
            else { throw Problem.conflict("Somebody else decides about what you submitted.", state: "same-hands") }
            if input.isApproved { try await self.requireCover(budget, transaction) }
            try await self.budgets.decide(
                budget, isApproved: input.isApproved, by: request.principal.subject, at: request.receivedAt,
                reason: input.reason, transaction)
            let verb = input.isApproved ? "approved" : "returned"
            try await record.audit(
                "budget.\(verb)", "budget/\(id)", reason: input.reason,
                details: [
                    "number": "\(budget.number)", "planned": budget.planned?.amount ?? "",
                    "submittedBy": budget.trail.submittedBy ?? "",
                ])
            try await record.event(
                "budget.\(verb)", subject: id.description,
                payload: ["budgetId": id.description, "number": "\(budget.number)"])
            return try await self.answer(id, transaction)
        }
    }

    /// A revision may not leave short what is reserved or spent already.
    private func requireCover(_ budget: StoredBudget, _ transaction: Transaction) async throws {
        let ledger = try await self.view.ledger(
            budget, lines: budget.lines, limits: BudgetView.noLimits(budget.input.currency), transaction)
        var planned: [String: Money] = [:]
        for line in budget.lines { planned[line.code] = line.planned }
        let short = SpendingCover.shortLines(used: ledger.usedLines, planned: planned)
        guard short.isEmpty else {
            throw Problem(
                .conflict, "Some lines are below what is reserved or spent.",
                parameters: ["state": "below-spent", "lines": short.joined(separator: " ")])
        }
    }

    @Sendable private func revise(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: BudgetSubmission = try request.body()
        guard let reason = input.reason else {
            throw Problem.invalid("/reason", "missing", "A revision needs its reason.")
        }
        let today = Zone.utc.local(request.receivedAt).date
        return try await self.journal.once(request) { transaction, record in
            let budget = try await self.locked(id, version: input.version, to: nil, transaction)
            guard budget.state == .approved else {
                throw Problem.conflict(
                    "Only an approved budget is revised; change the draft.", state: budget.state.rawValue)
            }
            let number = budget.number + 1
            try await self.budgets.insertVersion(
                id, number: number, budget.input, pricedOn: today, by: request.principal.subject, transaction)
            let job = try await record.job(
                TravelBudgetJobs.estimate, subject: id.description, input: EstimateJob.Input(number: number))
            try await self.budgets.await(job, id, number: number, transaction)
            try await record.audit(
                "budget.revised", "budget/\(id)", reason: reason, details: ["number": "\(number)"])
            return try await self.answer(id, transaction)
        }
    }
}
