import Primitives

/// The budget of a convening: by category, and venues side by side.
package struct BudgetModel: Sendable {
    package struct Line: Sendable {
        package let category: BudgetCategoryWord
        package let planned: Money
        package let committed: Money
        package let actual: Money
        /// What may still be spent.
        package let left: Money

        package init(category: BudgetCategoryWord, planned: Money, committed: Money, actual: Money, left: Money) {
            self.category = category
            self.planned = planned
            self.committed = committed
            self.actual = actual
            self.left = left
        }
    }

    package struct Venue: Sendable {
        package let name: String
        package let p50: Money
        package let p80: Money
        package let p95: Money
        package let isChosen: Bool

        package init(name: String, p50: Money, p80: Money, p95: Money, isChosen: Bool) {
            self.name = name
            self.p50 = p50
            self.p80 = p80
            self.p95 = p95
            self.isChosen = isChosen
        }
    }

    package let convening: String
    package let place: String
    package let lines: [Line]
    package let venues: [Venue]
    package let ceiling: Money?
    package let travellers: Int
    /// Venues that can be compared, by their short name and city.
    package let choices: [FormField.Choice]
    /// Whether estimates or a comparison are being worked out.
    package let isComputing: Bool
    package let seed: String?
    package let simulations: Int?
    package let exists: Bool

    package init(
        convening: String, place: String, lines: [Line], venues: [Venue], ceiling: Money?, travellers: Int,
        choices: [FormField.Choice], isComputing: Bool,
        seed: String?, simulations: Int?, exists: Bool
    ) {
        self.convening = convening
        self.place = place
        self.lines = lines
        self.venues = venues
        self.ceiling = ceiling
        self.travellers = travellers
        self.choices = choices
        self.isComputing = isComputing
        self.seed = seed
        self.simulations = simulations
        self.exists = exists
    }
}
