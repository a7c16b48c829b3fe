/// Why one candidate has a place or has none, in facts that can be put into words of any language.
package struct CohortExplanation: Hashable, Sendable {
    /// How a quota that the candidate counts in stands in the cohort.
    package struct QuotaStanding: Hashable, Sendable {
        package let quota: String
        package let count: Int
        package let minimum: Int
        package let maximum: Int

        /// Without one of its members the quota would not be met.
        package var isAtMinimum: Bool { self.minimum > 0 && self.count == self.minimum }
        /// There is no room for another member.
        package var isFull: Bool { self.count == self.maximum }
    }

    /// The best single exchange that would let the candidate in: who would go, and what it costs the cohort.
    package struct Exchange: Hashable, Sendable {
        /// Index of the candidate who would lose the place.
        package let leaving: Int
        /// Merit lost by the exchange, in units; never negative while the cohort is optimal.
        package let meritLost: Int64
        /// Cost added by the exchange, in minor units; negative when it saves.
        package let costAdded: Int64
    }

    /// Index of the candidate.
    package let candidate: Int
    package let isChosen: Bool
    /// Place by merit among all candidates, from 1; equal merit, equal rank.
    package let rank: Int
    /// Every quota that the candidate counts in.
    package let quotas: [QuotaStanding]
    /// For one outside: the exchange that loses the least merit and keeps every rule; nil when there is none.
    package let bestExchange: Exchange?
    /// For one outside without a possible exchange: the rules that stand in the way of the least harmful one.
    package let obstacles: [CohortRule]
}
