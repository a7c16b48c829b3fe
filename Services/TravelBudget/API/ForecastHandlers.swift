import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Simulations and comparisons over HTTP.
struct ForecastHandlers: Sendable {
    let database: Database
    let journal: Journal
    let library: ReferenceLibrary
    private let budgets: BudgetStore
    private let forecasts = ForecastStore()

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.budgets = BudgetStore(vault)
        self.library = library
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.simulateBudget, self.simulate)
        table.on(TravelBudgetEndpoints.getSimulation, self.simulation)
        table.on(TravelBudgetEndpoints.compareVenues, self.compare)
        table.on(TravelBudgetEndpoints.getComparison, self.comparison)
    }

    /// A budget whose estimates are there.
    private func priced(_ id: BudgetID, _ runner: some QueryRunner) async throws -> StoredBudget {
        let budget = try await self.budgets.find(id, runner)
        guard budget.estimate == .done else {
            throw Problem.conflict("The estimates are not there yet.", state: budget.estimate.rawValue)
        }
        return budget
    }

    @Sendable private func simulate(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: SimulationInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let budget = try await self.priced(id, transaction)
            let made = SimulationID.next()
            try await self.forecasts.insertSimulation(
                made, id, number: budget.number, input, by: request.principal.subject, transaction)
            let job = try await record.job(TravelBudgetJobs.simulation, subject: made.description, input: input)
            try await record.audit(
                "simulation.requested", "simulation/\(made)", details: ["budget": "\(id)", "seed": "\(input.seed)"])
            return try .accepted(
                QueuedSimulation(simulationId: made, jobId: job), location: "/v1/simulations/\(made)")
        }
    }

    @Sendable private func simulation(_ request: APIRequest) async throws -> APIResponse {
        try .ok(try await self.forecasts.simulation(request.id("simulationId"), self.database).run)
    }

    @Sendable private func compare(_ request: APIRequest) async throws -> APIResponse {
        let id: BudgetID = try request.id("budgetId")
        let input: ComparisonInput = try request.body()
        let today = Zone.utc.local(request.receivedAt).date
        try PlanCheck(try await self.library.inForce().tables, on: today).check(venues: input.venues)
        return try await self.journal.once(request) { transaction, record in
            _ = try await self.priced(id, transaction)
            let made = ComparisonID.next()
            try await self.forecasts.insertComparison(
                made, id, input, by: request.principal.subject, transaction)
            let job = try await record.job(TravelBudgetJobs.comparison, subject: made.description, input: input)
            try await record.audit(
                "comparison.requested", "comparison/\(made)",
                details: ["budget": "\(id)", "venues": input.venues.joined(separator: ",")])
            return try .accepted(
                QueuedComparison(comparisonId: made, jobId: job), location: "/v1/comparisons/\(made)")
        }
    }

    @Sendable private func comparison(_ request: APIRequest) async throws -> APIResponse {
        try .ok(try await self.forecasts.comparison(request.id("comparisonId"), self.database))
    }
}
