import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Budgets over HTTP: making, reading, changing. Decisions are in `BudgetDecisionHandlers`.
struct BudgetHandlers: Sendable {
    let database: Database
    let journal: Journal
    let library: ReferenceLibrary
    private let budgets: BudgetStore
    private let travellers: TravellerStore
    private let view: BudgetView

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.budgets = BudgetStore(vault)
        self.travellers = TravellerStore(vault)
        self.library = library
        self.view = BudgetView(vault, library: library)
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.createBudget, self.create)
        table.on(TravelBudgetEndpoints.listBudgets, self.list)
        table.on(TravelBudgetEndpoints.getBudget, self.get)
        table.on(TravelBudgetEndpoints.updateBudget, self.update)
        table.on(TravelBudgetEndpoints.listBudgetVersions, self.versions)
        table.on(TravelBudgetEndpoints.listTravellers, self.listTravellers)
        table.on(TravelBudgetEndpoints.addFareEvidence, self.addEvidence)
    }

    /// The checks of an input that need the tables and the cohort.
    private func check(_ input: BudgetInput, _ request: APIRequest, on today: LocalDate) async throws {
        var faults = PlanCheck(try await self.library.inForce().tables, on: today).faults(of: input)
        if let convening = input.conveningId {
            let isKnown = try await self.travellers.hasConvening(convening, self.database)
            if !isKnown || !request.principal.scope.reaches(convening) {
                faults.append(
                    FieldError(pointer: "/conveningId", code: "unknown", detail: "There is no such convening."))
            }
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
        guard let convening = input.conveningId, input.travellers.isEmpty else { return }
        guard try await !self.travellers.cohort(convening, self.database).isEmpty else {
            throw Problem.conflict("The convening has no confirmed cohort yet.", state: "no-cohort")
        }
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: BudgetInput = try request.body()
        let today = Zone.utc.local(request.receivedAt).date
        try await self.check(input, request, on: today)
        return try await self.journal.once(request) { transaction, record in
            let id = try await self.budgets.insert(
                input, pricedOn: today, by: request.principal.subject, transaction)
            let job = try await record.job(
                TravelBudgetJobs.estimate, subject: id.description, input: EstimateJob.Input(number: 1))
            try await self.budgets.await(job, id, number: 1, transaction)
            try await record.audit(
                "budget.drafted", "budget/\(id)", details: ["venue": input.venue, "currency": input.currency.code])
            let made = try await self.view.budget(try await self.budgets.find(id, transaction), transaction)
            return try .created(made, location: "/v1/budgets/\(id)", version: made.version)
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.budgets.list(
            convening: try request.queryID("conveningId"), within: request.principal.scope.list, limit: page.limit,
            after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let found = try await self.database.withTransaction(.readOnly) { transaction in
            try await self.view.budget(try await self.budgets.find(id, transaction), transaction)
        }
        return try .ok(found, version: found.version)
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: BudgetInput = try request.body()
        let today = Zone.utc.local(request.receivedAt).date
        try await self.check(input, request, on: today)
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.budgets.find(id, lock: true, transaction)
            guard request.ifMatch.matches(version: current.version) else { throw Problem.stale(current.version) }
            guard current.state == .draft else {
                throw Problem.conflict("Only a draft is changed; make a revision.", state: current.state.rawValue)
            }
            if current.approvedNumber != nil, input.currency != current.input.currency {
                throw Problem.invalid(
                    "/currency", "other_currency", "The ledger of this budget is kept in its first currency.")
            }
            try await self.budgets.replace(current, input, pricedOn: today, transaction)
            let job = try await record.job(
                TravelBudgetJobs.estimate, subject: id.description, input: EstimateJob.Input(number: current.number))
            try await self.budgets.await(job, id, number: current.number, transaction)
            try await record.audit(
                "budget.changed", "budget/\(id)", details: ["number": "\(current.number)", "venue": input.venue])
            let changed = try await self.view.budget(try await self.budgets.find(id, transaction), transaction)
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func versions(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.budgets.versions(request.id("budgetId"), self.database)
        guard !found.isEmpty else { throw Problem.notFound }
        let items = found.map { row in
            BudgetVersionSummary(
                number: row.number, state: row.state, planned: row.planned, createdAt: row.createdAt, trail: row.trail)
        }
        return try .ok(Page(items: items, next: nil))
    }

    @Sendable private func listTravellers(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let budget = try await self.budgets.find(request.id("budgetId"), self.database)
        let found = try await self.travellers.page(
            budget.id, number: budget.number, limit: page.limit, after: page.after?.first, self.database)
        return try .page(Page(items: found.items.map { TravellerCost($0) }, next: found.next), of: request)
    }

    @Sendable private func addEvidence(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: FareEvidenceInput = try request.body()
        let today = Zone.utc.local(request.receivedAt).date
        let tables = try await self.library.inForce().tables
        return try await self.journal.once(request) { transaction, record in
            let budget = try await self.budgets.find(id, lock: true, transaction)
            var faults: [FieldError] = []
            if try await !self.travellers.has(input.code, id, number: budget.number, transaction) {
                faults.append(
                    FieldError(
                        pointer: "/code", code: "unknown", detail: "There is no such participant in this budget."))
            }
            faults += Self.fault(of: input.amount, in: budget.input.currency, tables, on: today).map { [$0] } ?? []
            guard faults.isEmpty else { throw Problem.invalid(faults) }
            try await self.travellers.addEvidence(input, budget: id, by: request.principal.subject, transaction)
            // The price itself stays out of the log: with the code it would tell where somebody flies from.
            try await record.audit("fare-evidence.recorded", "budget/\(id)", details: ["kind": input.kind.rawValue])
            if budget.state == .draft {
                let job = try await record.job(
                    TravelBudgetJobs.estimate, subject: id.description,
                    input: EstimateJob.Input(number: budget.number))
                try await self.budgets.await(job, id, number: budget.number, transaction)
                try await self.budgets.touch(id, transaction)
            }
            let changed = try await self.view.budget(try await self.budgets.find(id, transaction), transaction)
            return try .ok(changed, version: changed.version)
        }
    }

    /// Why an amount is of no use in a budget of some currency; nil when it is.
    private static func fault(
        of amount: Money, in currency: Currency, _ tables: ReferenceTables, on today: LocalDate
    ) -> FieldError? {
        let tooLarge = FieldError(
            pointer: "/amount/amount", code: "out_of_range",
            detail: "In \(currency) this is more than a budget can hold.")
        do throws(Refusal) {
            let settings = try Settings(tables.settings, on: today)
            let converted = try ExchangeTable(
                tables.exchangeRates, lookbackDays: settings.integer(.planningLookbackDays)
            ).convert(amount, to: currency, on: today)
            return amount.isWithinLimits && converted.amount.isWithinLimits ? nil : tooLarge
        } catch {
            guard error.code != .amountTooLarge else { return tooLarge }
            return FieldError(
                pointer: "/amount/currency", code: "no_exchange_rate",
                detail: "The tables have no exchange rate for this currency.")
        }
    }
}
