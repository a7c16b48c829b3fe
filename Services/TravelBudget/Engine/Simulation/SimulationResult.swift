import Primitives

/// Points of a simulated distribution of cost.
package struct CostDistribution: Hashable, Sendable, Codable {
    package let mean: Money
    package let p10: Money
    package let p50: Money
    package let p80: Money
    package let p90: Money
    package let p95: Money
}

/// What a simulation found. It is a forecast: nothing of it is posted to a ledger.
package struct SimulationResult: Hashable, Sendable, Codable {
    package struct Section: Hashable, Sendable, Codable {
        package let section: String
        package let cost: CostDistribution
    }

    /// A source of uncertainty and how much it moves the total.
    package struct Driver: Hashable, Sendable, Codable {
        /// `fare-level`, `venue-fares`, `origin-fares:XXX`, `rates`, `price:LINE`, `exchange:XXX`, `attendance`.
        package let name: String
        /// Squared correlation with the total: the share of the variance that goes along with this source.
        package let varianceShare: Double
        /// Mean total in the tenth of the draws where the source is lowest, and where it is highest.
        package let totalWhenLow: Money
        package let totalWhenHigh: Money
    }

    package struct Attendance: Hashable, Sendable, Codable {
        package let invited: Int
        package let mean: Double
        package let p05: Int
        package let p50: Int
        package let p95: Int
    }

    package let rules: SimulationRules
    package let total: CostDistribution
    /// In the order of the sections' names.
    package let sections: [Section]
    package let attendance: Attendance
    /// Mean total divided by mean attendance; nil when nobody is expected.
    package let costPerPersonAttending: Money?
    /// Contingency percentile less the median, never below 0.
    package let contingency: Money
    /// Probability of costing more than the approved amount; nil without one.
    package let chanceOfExceeding: Double?
    /// The largest sources first.
    package let drivers: [Driver]
}
