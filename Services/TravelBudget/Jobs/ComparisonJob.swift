import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Prices the participants of a budget at several venues and puts them side by side. The same seed and the same
/// people everywhere, so that the venues differ by nothing but themselves.
struct ComparisonJob: Sendable {
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
        let comparisonId: ComparisonID
    }

    func run(_ context: JobContext) async throws -> Outcome {
        guard let id = ComparisonID(context.job.subject) else {
            throw JobFailure("unknown-comparison", "No such comparison.")
        }
        do {
            return try await self.compare(id, context)
        } catch {
            guard context.isFinal(error) else { throw error }
            let failure = EstimateJob.failure(error)
            try? await self.journal.step(context) { transaction, _ in
                try await self.forecasts.finishComparison(id, nil, reason: failure.code, transaction)
            }
            throw failure
        }
    }

    private func compare(_ id: ComparisonID, _ context: JobContext) async throws -> Outcome {
        let (comparison, budget, known) = try await self.database.withTransaction(.readOnly) { transaction in
            let comparison = try await self.forecasts.comparison(id, transaction)
            let budget = try await self.budgets.find(comparison.budgetId, transaction)
            let known = try await self.travellers.estimates(budget.id, number: budget.number, transaction)
            return (comparison, budget, known)
        }
        let tables = try await self.library.shelf(budget.tables.ids, self.database).tables
        // Fares known for the budget's own venue say nothing about another one, so all are the model's.
        let people = known.map { Traveller(id: $0.id, origin: $0.origin, passport: $0.passport, airport: $0.airport) }
        let report = try await context.compute { context -> ComparisonReport in
            var outcomes: [VenueOutcome] = []
            var margin = 0.0
            for (index, venue) in comparison.venues.enumerated() {
                guard !context.isCancelled else { throw JobFailure("cancelled", "The comparison was stopped.") }
                context.report(Double(index) / Double(comparison.venues.count), "comparing")
                let estimator = try Estimator(
                    tables: tables, plan: BudgetPricing.plan(budget, venue: venue), reporting: budget.input.currency)
                let assessment = try VenueAssessment(
                    estimator, travellers: people, eventLines: BudgetPricing.eventLines(budget))
                outcomes.append(assessment.outcome(try assessment.simulate(seed: UInt64(comparison.seed))))
                margin = estimator.settings.number(.tieMargin)
            }
            let made = VenueComparison(outcomes: outcomes, tieMargin: margin)
            return ComparisonReport(
                columns: made.outcomes.map { VenueColumn($0) }, nonDominated: made.nonDominated,
                ties: made.ties.map { VenuePair(first: $0.first, second: $0.second) })
        }
        return try await self.journal.finish(context) { transaction, record in
            try await self.forecasts.finishComparison(id, report, reason: nil, transaction)
            try await record.audit("comparison.done", "comparison/\(id)", details: ["engine": Estimator.version])
            return Outcome(comparisonId: id)
        }
    }
}
