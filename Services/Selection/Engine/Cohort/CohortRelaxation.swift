/// A smallest change of one kind of rule that makes a problem solvable while every other rule stays.
package enum CohortRelaxation: Hashable, Sendable {
    /// Loosen these quotas by this many places each; no choice of quotas needs fewer places in total.
    case quotas([QuotaChange])
    /// Raise the cost ceiling to this many minor units; less is not enough.
    case costCeiling(Int64)
    /// Choose this many instead; it is the nearest number that works.
    case size(Int)

    /// One bound of one quota, and by how many places it gives way.
    package struct QuotaChange: Hashable, Sendable {
        package let rule: CohortRule
        package let places: Int

        package init(rule: CohortRule, places: Int) {
            self.rule = rule
            self.places = places
        }
    }
}
