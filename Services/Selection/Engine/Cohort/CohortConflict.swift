/// Why no cohort exists: rules that cannot hold together, and what would have to give.
package struct CohortConflict: Hashable, Sendable {
    /// Rules that clash. When ``isIrreducible`` is true, dropping any one of them lets the others be met.
    package let rules: [CohortRule]
    /// False only when the time ran out during the search for a smaller set.
    package let isIrreducible: Bool
    /// Ways to make the whole problem solvable, each by changing one kind of rule; empty when none was found in time.
    package let relaxations: [CohortRelaxation]

    package init(rules: [CohortRule], isIrreducible: Bool, relaxations: [CohortRelaxation]) {
        self.rules = rules
        self.isIrreducible = isIrreducible
        self.relaxations = relaxations
    }
}
