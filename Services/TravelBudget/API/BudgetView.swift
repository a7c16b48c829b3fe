import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Puts together what a budget shows: its version, its ledger and its forecast.
struct BudgetView: Sendable {
    let library: ReferenceLibrary
    private let travellers: TravellerStore
    private let forecasts = ForecastStore()
    private let ledgers = LedgerStore()

    init(_ vault: FieldVault, library: ReferenceLibrary) {
        self.travellers = TravellerStore(vault)
        self.library = library
    }

    /// The ledger of the approved version, or of this one where none is approved, with all entries taken in.
    func ledger(
        _ budget: StoredBudget, lines: [BudgetLine], limits: LedgerLimits, _ runner: some QueryRunner
    ) async throws -> Ledger {
        var ledger = Ledger(
            lines: lines, currency: budget.input.currency,
            status: BudgetStatus(rawValue: budget.state.rawValue) ?? .draft, limits: limits)
        for entry in try await self.ledgers.entries(budget.id, runner) { ledger.restore(entry) }
        return ledger
    }

    /// Thresholds where nothing is posted.
    static func noLimits(_ currency: Currency) -> LedgerLimits {
        LedgerLimits(warnShare: 1, toleranceShare: .zero, toleranceAmount: .zero(currency))
    }

    /// The lines of a version with what is reserved and spent on each.
    func report(_ budget: StoredBudget, _ runner: some QueryRunner) async throws -> [BudgetReport.Line] {
        let ledger = try await self.ledger(
            budget, lines: budget.lines, limits: Self.noLimits(budget.input.currency), runner)
        return budget.lines.map { line in
            let used = ledger.used(line.code)
            return BudgetReport.Line(
                line: line,
                position: LedgerPosition(planned: line.planned, committed: used.committed, actual: used.actual))
        }
    }

    func budget(_ stored: StoredBudget, _ runner: some QueryRunner) async throws -> Budget {
        let lines = try await self.report(stored, runner)
        let categories = try await self.categories(lines, stored, runner)
        var forecast: Forecast?
        if let id = stored.simulationID { forecast = try await self.forecasts.simulation(id, runner).run.forecast }
        let total = lines.reduce(LedgerPosition.zero(stored.input.currency)) { $0 + $1.position }
        let participants = try await self.travellers.count(stored.id, number: stored.number, runner)
        return Budget(
            id: stored.id, number: stored.number, state: stored.state, approvedNumber: stored.approvedNumber,
            input: stored.input, pricedOn: stored.pricedOn, participants: participants, estimate: stored.estimate,
            jobId: stored.jobID, reason: stored.estimateReason,
            lines: lines.map { entry in
                LineStanding(
                    code: entry.line.code, category: entry.line.category, basis: entry.line.basis.rawValue,
                    quantity: entry.line.quantity, standing: MoneyStanding(entry.position))
            },
            categories: categories, total: lines.isEmpty ? nil : MoneyStanding(total), unpriced: stored.unpriced,
            forecast: forecast, simulationId: stored.simulationID, tables: stored.tables.names, trail: stored.trail,
            version: stored.version)
    }

    private func categories(
        _ lines: [BudgetReport.Line], _ stored: StoredBudget, _ runner: some QueryRunner
    ) async throws -> [CategoryStanding] {
        guard !stored.tables.ids.isEmpty else { return [] }
        let tables = try await self.library.shelf(stored.tables.ids, runner).tables
        return tables.budgetCategories.rows(on: stored.pricedOn).compactMap { category in
            let own = lines.filter { $0.line.category == category.row.category }
            guard !own.isEmpty else { return nil }
            return CategoryStanding(
                category: category.row.category, name: category.row.name,
                standing: MoneyStanding(
                    own.reduce(LedgerPosition.zero(stored.input.currency)) { $0 + $1.position }))
        }
    }
}
