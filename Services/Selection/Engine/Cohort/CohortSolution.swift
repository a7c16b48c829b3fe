/// A cohort that keeps every rule, and how much of its optimality is proven.
package struct CohortSolution: Hashable, Sendable {
    /// How far the proof went before the time ran out.
    package struct Proof: Hashable, Sendable {
        /// No cohort that keeps the rules has more merit.
        package let merit: Bool
        /// No cohort of the same merit costs less.
        package let cost: Bool
        /// Among cohorts equal in both, this one is the seed's choice, so any machine finds the same.
        package let tie: Bool

        package init(merit: Bool, cost: Bool, tie: Bool) {
            self.merit = merit
            self.cost = cost
            self.tie = tie
        }

        /// Everything proven: the result is replayable byte for byte.
        package var isComplete: Bool { self.merit && self.cost && self.tie }
    }

    /// Indices into the problem's candidates, ascending.
    package let chosen: [Int]
    /// Total merit in the problem's units.
    package let merit: Int64
    /// Total cost in minor units.
    package let cost: Int64
    package let proof: Proof
    /// Proven upper bound on the total merit of any cohort; equal to ``merit`` when the merit is proven.
    package let meritBound: Int64

    package init(chosen: [Int], merit: Int64, cost: Int64, proof: Proof, meritBound: Int64) {
        self.chosen = chosen
        self.merit = merit
        self.cost = cost
        self.proof = proof
        self.meritBound = meritBound
    }
}
