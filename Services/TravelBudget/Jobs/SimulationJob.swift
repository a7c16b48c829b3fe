import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Simulates a budget's version anew, with another seed or more draws, from the tables that it was priced with.
struct SimulationJob: Sendable {
    private let database: Database
    private let journal: Journal
    private let library: ReferenceLibrary
    private let budgets: BudgetStore
    private let travellers: TravellerStore
    private let forecasts = ForecastStore()

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.budgets = BudgetStore(vault)
        self.travellers = TravellerStore(vault)
        self.library = library
    }

    struct Outcome: Codable, Sendable {
        let simulationId: SimulationID
        let budgetId: BudgetID
    }

    func run(_ context: JobContext) async throws -> Outcome {
        guard let id = SimulationID(context.job.subject) else {
            throw JobFailure("unknown-simulation", "No such simulation.")
        }
        do {
            return try await self.simulate(id, context)
        } catch {
            guard context.isFinal(error) else { throw error }
            try? await self.journal.step(context) { transaction, _ in
                try await self.forecasts.failSimulation(id, transaction)
            }
            throw EstimateJob.failure(error)
        }
    }

    private func simulate(_ id: SimulationID, _ context: JobContext) async throws -> Outcome {
        let (row, budget, estimates) = try await self.database.withTransaction(.readOnly) { transaction in
            let row = try await self.forecasts.simulation(id, transaction)
            let budget = try await self.budgets.find(row.run.budgetId, number: row.run.number, transaction)
            let estimates = try await self.travellers.estimates(budget.id, number: budget.number, transaction)
            return (row, budget, estimates)
        }
        let tables = try await self.library.shelf(budget.tables.ids, self.database).tables
        context.report(0.2, "simulating")
        let made = try await context.compute { _ -> (Forecast, String) in
            let estimator = try Estimator(
                tables: tables, plan: BudgetPricing.plan(budget, venue: budget.input.venue),
                reporting: budget.input.currency)
            let events = BudgetPricing.eventLines(budget)
            let assessment = VenueAssessment(estimator, estimates: estimates, eventLines: events)
            let result = try assessment.simulate(
                seed: UInt64(row.seed), draws: row.draws, approved: budget.planned)
            let sealed = try SealedForecast(
                estimates: estimates, eventLines: events, tables: tables.versions, rules: result.rules
            ).text()
            return (Forecast(result), sealed)
        }
        return try await self.journal.finish(context) { transaction, record in
            try await self.forecasts.finishSimulation(id, made.0, sealed: made.1, transaction)
            try await record.audit("simulation.done", "simulation/\(id)", details: ["engine": Estimator.version])
            return Outcome(simulationId: id, budgetId: budget.id)
        }
    }
}
