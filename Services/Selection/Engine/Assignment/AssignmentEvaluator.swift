/// Checks an assignment against its problem without the solver's network.
package struct AssignmentEvaluator: Sendable {
    /// One broken rule.
    package enum Fault: Hashable, Sendable {
        case wrongNumberOfReviews(candidate: Int, found: Int)
        case sameReviewerTwice(AssignmentProblem.Pair)
        case notAllowed(AssignmentProblem.Pair, AssignmentExclusion)
        case overload(reviewer: Int, found: Int)
        case keptPairLost(AssignmentProblem.Pair)
    }

    private let problem: AssignmentProblem

    package init(_ problem: AssignmentProblem) {
        self.problem = problem
    }

    package func faults(in pairs: [AssignmentProblem.Pair]) -> [Fault] {
        var faults: [Fault] = []
        var reviews = [Int](repeating: 0, count: self.problem.candidates.count)
        var seen: Set<AssignmentProblem.Pair> = []
        let loads = self.loads(of: pairs)
        for pair in pairs {
            reviews[pair.candidate] += 1
            if !seen.insert(pair).inserted { faults.append(.sameReviewerTwice(pair)) }
            let candidate = self.problem.candidates[pair.candidate]
            let reviewer = self.problem.reviewers[pair.reviewer]
            if let exclusion = reviewer.exclusion(from: candidate, at: pair.reviewer) {
                faults.append(.notAllowed(pair, exclusion))
            }
        }
        for (candidate, count) in reviews.enumerated() where count != self.problem.reviewsPerCandidate {
            faults.append(.wrongNumberOfReviews(candidate: candidate, found: count))
        }
        for (reviewer, load) in loads.enumerated() where load > self.problem.reviewers[reviewer].maximumLoad {
            faults.append(.overload(reviewer: reviewer, found: load))
        }
        for pair in self.problem.kept where !seen.contains(pair) { faults.append(.keptPairLost(pair)) }
        return faults
    }

    /// Reviews per reviewer.
    package func loads(of pairs: [AssignmentProblem.Pair]) -> [Int] {
        var loads = [Int](repeating: 0, count: self.problem.reviewers.count)
        for pair in pairs { loads[pair.reviewer] += 1 }
        return loads
    }
}
