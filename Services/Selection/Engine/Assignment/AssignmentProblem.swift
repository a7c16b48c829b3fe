/// Who is to be reviewed by whom: every candidate by the same number of different reviewers.
package struct AssignmentProblem: Hashable, Sendable {
    /// A candidate and a reviewer, by index.
    package struct Pair: Hashable, Sendable, Comparable {
        package let candidate: Int
        package let reviewer: Int

        package init(candidate: Int, reviewer: Int) {
            self.candidate = candidate
            self.reviewer = reviewer
        }

        package static func < (left: Pair, right: Pair) -> Bool {
            (left.candidate, left.reviewer) < (right.candidate, right.reviewer)
        }
    }

    package let candidates: [AssignmentCandidate]
    package let reviewers: [AssignmentReviewer]
    package let reviewsPerCandidate: Int
    /// Pairs that stay as they are; they count towards the reviews and the loads. One that is not allowed any more
    /// must not be given.
    package let kept: [Pair]

    package init(
        candidates: [AssignmentCandidate], reviewers: [AssignmentReviewer], reviewsPerCandidate: Int, kept: [Pair] = []
    ) {
        self.candidates = candidates
        self.reviewers = reviewers
        self.reviewsPerCandidate = reviewsPerCandidate
        self.kept = Set(kept).sorted()
    }

    /// Indices of the reviewers who may review a candidate, ascending.
    package func possibleReviewers(of candidate: Int) -> [Int] {
        self.reviewers.indices.filter {
            self.reviewers[$0].exclusion(from: self.candidates[candidate], at: $0) == nil
        }
    }
}
