import Primitives

/// A budget ready to be printed: what the exports and the pages show. It holds codes, never identities.
package struct BudgetReport: Sendable {
    package struct Line: Sendable {
        package let line: BudgetLine
        package let position: LedgerPosition

        package init(line: BudgetLine, position: LedgerPosition) {
            self.line = line
            self.position = position
        }
    }

    /// The points of a simulation that are printed.
    package struct Forecast: Sendable {
        package let mean: Money
        package let p50: Money
        package let p80: Money
        package let p95: Money
        package let contingency: Money
        package let chanceOfExceeding: Double?
        package let draws: Int
        package let seed: UInt64

        package init(
            mean: Money, p50: Money, p80: Money, p95: Money, contingency: Money, chanceOfExceeding: Double?,
            draws: Int, seed: UInt64
        ) {
            self.mean = mean
            self.p50 = p50
            self.p80 = p80
            self.p95 = p95
            self.contingency = contingency
            self.chanceOfExceeding = chanceOfExceeding
            self.draws = draws
            self.seed = seed
        }

        package init(_ result: SimulationResult) {
            self.init(
                mean: result.total.mean, p50: result.total.p50, p80: result.total.p80, p95: result.total.p95,
                contingency: result.contingency, chanceOfExceeding: result.chanceOfExceeding,
                draws: result.rules.draws, seed: result.rules.seed)
        }
    }

    /// Name or code of the budget.
    package let title: String
    package let version: Int
    package let status: BudgetStatus
    package let currency: Currency
    package let plan: EventPlan
    package let createdAt: Instant
    package let lines: [Line]
    package let estimates: [TravellerEstimate]
    package let forecast: Forecast?
    package let categories: [BudgetCategoryRow]
    package let versions: [TableVersion]
    package let unpriced: [String]
    package let isRightToLeft: Bool

    package init(
        title: String, version: Int, status: BudgetStatus, currency: Currency, plan: EventPlan, createdAt: Instant,
        lines: [Line], estimates: [TravellerEstimate], forecast: Forecast?,
        categories: [BudgetCategoryRow], versions: [TableVersion], unpriced: [String], isRightToLeft: Bool = false
    ) {
        self.title = title
        self.version = version
        self.status = status
        self.currency = currency
        self.plan = plan
        self.createdAt = createdAt
        self.lines = lines
        self.estimates = estimates
        self.forecast = forecast
        self.categories = categories
        self.versions = versions
        self.unpriced = unpriced
        self.isRightToLeft = isRightToLeft
    }

    /// Position of each category that has a line, in the order of the categories.
    package var byCategory: [(category: BudgetCategoryRow, position: LedgerPosition)] {
        self.categories.compactMap { category in
            let lines = self.lines.filter { $0.line.category == category.category }
            guard !lines.isEmpty else { return nil }
            return (category, lines.reduce(.zero(self.currency)) { $0 + $1.position })
        }
    }

    package var total: LedgerPosition { self.lines.reduce(.zero(self.currency)) { $0 + $1.position } }
}
