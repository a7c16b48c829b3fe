import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetDomain
import TravelBudgetEngine

/// Requests for spending and the ledger over HTTP. One person asks, another decides; the check and the entry are one
/// serializable transaction, so that two decisions at once cannot spend the same money.
struct LedgerHandlers: Sendable {
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
        table.on(TravelBudgetEndpoints.requestSpending, self.request)
        table.on(TravelBudgetEndpoints.listSpending, self.requests)
        table.on(TravelBudgetEndpoints.decideSpending, self.decide)
        table.on(TravelBudgetEndpoints.listLedger, self.list)
    }

    /// The version whose money may be spent, with its ledger.
    /// - Throws: `Problem` conflict when no version is approved.
    private func approved(
        _ id: BudgetID, lock: Bool, _ transaction: Transaction
    ) async throws -> (budget: StoredBudget, ledger: Ledger) {
        let current = try await self.budgets.find(id, lock: lock, transaction)
        guard let number = current.approvedNumber else {
            throw Problem.conflict("No version of this budget is approved.", state: current.state.rawValue)
        }
        let budget = try await self.budgets.find(id, number: number, transaction)
        let tables = try await self.library.shelf(budget.tables.ids, transaction).tables
        let settings: Settings
        do throws(Refusal) {
            settings = try Settings(tables.settings, on: budget.pricedOn)
        } catch {
            throw Problem.cannotPrice(error)
        }
        let limits = LedgerLimits(settings, currency: budget.input.currency)
        return (budget, try await self.view.ledger(budget, lines: budget.lines, limits: limits, transaction))
    }

    private func entry(
        _ input: SpendingInput, number: Int, requestedBy: String, approvedBy: String, at moment: Instant
    ) throws -> LedgerEntry {
        guard let kind = LedgerEntry.Kind(rawValue: input.kind.rawValue) else { throw Problem.notFound }
        return LedgerEntry(
            id: .next(), kind: kind, line: input.line, amount: input.amount,
            reference: input.reference.map { ID($0.uuid) }, document: input.document, requestedBy: requestedBy,
            approvedBy: approvedBy, at: moment, budgetVersion: number)
    }

    @Sendable private func request(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: SpendingInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            var (budget, ledger) = try await self.approved(id, lock: false, transaction)
            // What would be refused anyway is said now; the decision asks again.
            let entry = try self.entry(
                input, number: budget.number, requestedBy: request.principal.subject, approvedBy: "-",
                at: request.receivedAt)
            do throws(LedgerRefusal) {
                try ledger.post(entry)
            } catch {
                throw Problem.refused(error, of: input, currency: budget.input.currency)
            }
            let made = try await self.ledgers.insert(
                input, budget: id, by: request.principal.subject, at: request.receivedAt, transaction)
            try await record.audit(
                "spending.requested", "spending-request/\(made.id)",
                details: [
                    "budget": "\(id)", "kind": input.kind.rawValue, "line": input.line,
                    "amount": input.amount.amount, "currency": input.amount.currency.code,
                ])
            return try .created(made, location: "/v1/budgets/\(id)/spending-requests")
        }
    }

    @Sendable private func requests(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let budget = try await self.budgets.find(request.id("budgetId"), self.database)
        let found = try await self.ledgers.requests(
            budget.id, state: try request.queryChoice("state"), limit: page.limit,
            after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: SpendingRequestID = try request.id("spendingRequestId")
        let decision: ReferenceDecision = try request.body()
        return try await self.journal.once(request, isolation: .serializable) { transaction, record in
            let asked = try await self.ledgers.request(id, lock: true, transaction)
            guard asked.state == .requested else {
                throw Problem.conflict("This request is decided already.", state: asked.state.rawValue)
            }
            guard SecondPersonRule.allows(asked: asked.requestedBy, decides: request.principal.subject) else {
                throw Problem.conflict("Somebody else decides about what you asked for.", state: "same-hands")
            }
            var entry: LedgerEntry?
            var isNearLimit = false
            if decision.isApproved {
                // The budget's row is locked, so entries are posted one after the other.
                var (budget, ledger) = try await self.approved(asked.budgetId, lock: true, transaction)
                let next = try self.entry(
                    asked.input, number: budget.number, requestedBy: asked.requestedBy,
                    approvedBy: request.principal.subject, at: request.receivedAt)
                do throws(LedgerRefusal) {
                    isNearLimit = try ledger.post(next).isNearLimit
                } catch {
                    throw Problem.refused(error, currency: budget.input.currency)
                }
                try await self.ledgers.append(next, budget: asked.budgetId, transaction)
                try await self.budgets.touch(asked.budgetId, transaction)
                entry = next
            }
            let state = decision.isApproved ? SpendingState.approved : .refused
            try await self.ledgers.decide(
                asked, state, by: request.principal.subject, at: request.receivedAt, reason: decision.reason,
                entry: entry?.id, isNearLimit: isNearLimit, transaction)
            try await record.audit(
                "spending.\(state.rawValue)", "spending-request/\(id)", reason: decision.reason,
                details: ["budget": "\(asked.budgetId)", "kind": asked.input.kind.rawValue, "line": asked.input.line])
            try await record.event(
                "spending.\(state.rawValue)", subject: asked.budgetId.description,
                payload: ["budgetId": "\(asked.budgetId)", "line": asked.input.line])
            return try .ok(try await self.ledgers.request(id, transaction))
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let budget = try await self.budgets.find(request.id("budgetId"), self.database)
        var after: Int?
        if let text = page.after?.first {
            guard let number = Int(text) else {
                throw Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
            }
            after = number
        }
        let found = try await self.ledgers.page(budget.id, limit: page.limit, after: after, self.database)
        return try .page(found, of: request)
    }
}
