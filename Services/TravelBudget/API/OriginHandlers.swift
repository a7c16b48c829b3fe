import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// What a place costs by country of origin, over HTTP.
struct OriginHandlers: Sendable {
    let database: Database
    let journal: Journal
    let library: ReferenceLibrary
    private let store = OriginStore()

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.library = library
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.createOriginEstimate, self.create)
        table.on(TravelBudgetEndpoints.getOriginEstimate, isLight: true, self.get)
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: OriginEstimateInput = try request.body()
        let shelf = try await self.library.inForce()
        let today = Zone.utc.local(request.receivedAt).date
        try PlanCheck(shelf.tables, on: today).check(venue: input.venue, currency: input.currency)
        // 29 estimates are a few milliseconds, so they are made at once and no job is needed.
        let costs: [OriginCost]
        do {
            costs = try Estimator(
                tables: shelf.tables,
                plan: EventPlan(
                    venue: input.venue, firstDay: input.firstDay, lastDay: input.lastDay, pricedOn: today),
                reporting: input.currency
            ).originCosts()
        } catch {
            throw Problem.cannotPrice(error)
        }
        let estimate = OriginEstimate(
            id: .next(), venue: input.venue, firstDay: input.firstDay, lastDay: input.lastDay,
            currency: input.currency, computedAt: request.receivedAt, engine: Estimator.version, tables: shelf.names,
            costs: costs.map { OriginCostLine($0) })
        return try await self.journal.once(request) { transaction, record in
            try await self.store.insert(estimate, by: request.principal.subject, transaction)
            try await record.audit(
                "origin-estimate.computed", "origin-estimate/\(estimate.id)",
                details: ["venue": input.venue, "currency": input.currency.code, "engine": Estimator.version])
            try await record.event(
                "origin-estimate.computed", subject: estimate.id.description, payload: ["venue": input.venue])
            return try .created(estimate, location: "/v1/origin-estimates/\(estimate.id)")
        }
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        try .ok(try await self.store.find(request.id("originEstimateId"), self.database))
    }
}
