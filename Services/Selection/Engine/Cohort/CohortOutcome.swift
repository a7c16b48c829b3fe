/// What solving a cohort problem came to.
package enum CohortOutcome: Hashable, Sendable {
    /// A cohort, checked by ``CohortEvaluator``; ``CohortSolution/proof`` says how much is proven.
    case solved(CohortSolution)
    /// No cohort keeps all rules; the conflict names rules that clash.
    case infeasible(CohortConflict)
    /// The time ran out before a cohort or a proof was found. Nothing is known but the bound, when there is one.
    case undecided(meritBound: Int64?)
}
