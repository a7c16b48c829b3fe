/// Assigns reviewers to candidates: never a conflict, never an overload, loads as even as the rules allow.
///
/// Exact: a minimum-cost flow from candidates to reviewers in which the *t*-th review of a reviewer costs in
/// proportion to (2t - 1) / maximum load. The sum of these costs is smallest when the loads, as shares of what each
/// can take, are as even as possible. The seed only decides between assignments that are equally even.
package struct AssignmentSolver: Sendable {
    /// Identifies what computed a result; sealed with every run.
    package static let version = "assignment/1"

    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    package func solve(_ problem: AssignmentProblem) -> AssignmentOutcome {
        let shortages = self.candidatesWithTooFewReviewers(problem)
        guard shortages.isEmpty else { return .impossible(shortages) }
        var network = AssignmentNetwork(problem, seed: self.seed)
        network.send()
        if let shortage = network.shortage() { return .impossible([shortage]) }
        return .assigned((problem.kept + network.pairs()).sorted())
    }

    private func candidatesWithTooFewReviewers(_ problem: AssignmentProblem) -> [AssignmentShortage] {
        problem.candidates.indices.compactMap { index in
            let exclusions = problem.reviewers.indices.map {
                problem.reviewers[$0].exclusion(from: problem.candidates[index], at: $0)
            }
            let possible = exclusions.count { $0 == nil }
            guard possible < problem.reviewsPerCandidate else { return nil }
            let counts = AssignmentExclusion.allCases.compactMap { reason in
                let count = exclusions.count { $0 == reason }
                return count == 0 ? nil : AssignmentShortage.ExclusionCount(reason: reason, count: count)
            }
            return .tooFewReviewers(candidate: index, possible: possible, excluded: counts)
        }
    }
}
