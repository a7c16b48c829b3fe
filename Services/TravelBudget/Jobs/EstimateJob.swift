import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Makes the estimates of a budget's version: one per participant, a simulation, and the planned lines.
struct EstimateJob: Sendable {
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

    struct Input: Codable, Sendable {
        let number: Int
    }

    /// What the job shows when it is done.
    struct Outcome: Codable, Sendable {
        let budgetId: BudgetID
        let number: Int
        let participants: Int
        let planned: Money
    }

    /// What the engine made.
    private struct Made: Sendable {
        let estimates: [TravellerEstimate]
        let draft: BudgetDraft
        let planned: Money
        let forecast: Forecast
        let sealed: String
    }

    func run(_ context: JobContext) async throws -> Outcome {
        let input: Input = try context.input()
        guard let id = BudgetID(context.job.subject) else { throw JobFailure("unknown-budget", "No such budget.") }
        do {
            return try await self.price(id, input.number, context)
        } catch {
            guard context.isFinal(error) else { throw error }
            let failure = Self.failure(error)
            try? await self.journal.step(context) { transaction, _ in
                try await self.budgets.fail(
                    id, number: input.number, job: context.job.id, reason: failure.code, transaction)
            }
            throw failure
        }
    }

    static func failure(_ error: any Error) -> JobFailure {
        switch error {
        case let known as JobFailure: known
        case let refusal as Refusal:
            JobFailure(refusal.code.rawValue, refusal.sentence, parameters: ["subject": refusal.subject])
        case let problem as Problem:
            JobFailure(problem.type.slug, problem.detail, parameters: problem.parameters)
        default: JobFailure("internal-error", "Something went wrong on our side.")
        }
    }

    private func price(_ id: BudgetID, _ number: Int, _ context: JobContext) async throws -> Outcome {
        context.report(0.05, "reading")
        let budget = try await self.budgets.find(id, number: number, self.database)
        let shelf = try await self.library.inForce()
        var planned = budget.input.travellers
        if planned.isEmpty, let convening = budget.input.conveningId {
            planned = try await self.travellers.cohort(convening, self.database)
        }
        guard !planned.isEmpty else {
            throw JobFailure("no-participants", "The convening has no confirmed cohort.")
        }
        let evidence = try await self.travellers.evidence(id, self.database)
        let people = BudgetPricing.travellers(planned, evidence: evidence)
        context.report(0.2, "pricing")
        let made = try await context.compute { _ in try Self.make(budget, people, shelf.tables) }
        context.report(0.9, "keeping")
        let simulation = SimulationID.next()
        return try await self.journal.finish(context) { transaction, record in
            try await self.forecasts.insertSimulation(
                simulation, id, number: number, SimulationInput(seed: budget.input.seed), by: context.job.requestedBy,
                transaction)
            try await self.forecasts.finishSimulation(simulation, made.forecast, sealed: made.sealed, transaction)
            let priced = BudgetStore.Priced(
                tables: PinnedTables(ids: shelf.ids, names: shelf.names), lines: made.draft.lines,
                unpriced: made.draft.unpriced, planned: made.planned, simulation: simulation)
            guard
                try await self.budgets.keep(priced, id, number: number, job: context.job.id, transaction)
            else { throw JobFailure("superseded", "The budget was changed while it was priced.") }
            try await self.travellers.keep(made.estimates, id, number: number, transaction)
            try await record.audit(
                "budget.estimated", "budget/\(id)",
                details: ["number": "\(number)", "participants": "\(people.count)", "engine": Estimator.version])
            try await record.event(
                "budget.estimated", subject: id.description,
                payload: ["budgetId": id.description, "number": "\(number)"])
            return Outcome(budgetId: id, number: number, participants: people.count, planned: made.planned)
        }
    }

    private static func make(
        _ budget: StoredBudget, _ people: [Traveller], _ tables: ReferenceTables
    ) throws -> Made {
        let currency = budget.input.currency
        let estimator = try Estimator(
            tables: tables, plan: BudgetPricing.plan(budget, venue: budget.input.venue), reporting: currency)
        let events = BudgetPricing.eventLines(budget)
        let assessment = try VenueAssessment(estimator, travellers: people, eventLines: events)
        let seed = UInt64(budget.input.seed)
        let first = try assessment.simulate(seed: seed)
        let draft = BudgetDraft(
            estimates: assessment.estimates, eventLines: events, contingency: first.contingency,
            contingencyCategory: BudgetPricing.contingencyCategory,
            catalogue: tables.lineCatalogue.rows(on: budget.pricedOn).map(\.row), currency: currency)
        let planned = draft.total(currency)
        guard planned.isWithinLimits else { throw Refusal(.amountTooLarge, budget.input.venue) }
        // The same draws again, now against what is planned.
        let forecast = Forecast(try assessment.simulate(seed: seed, approved: planned))
        return Made(
            estimates: assessment.estimates, draft: draft, planned: planned, forecast: forecast,
            sealed: try SealedForecast(
                estimates: assessment.estimates, eventLines: events, tables: tables.versions,
                rules: SimulationRules(estimator, seed: seed)
            ).text())
    }
}
