/// Which reviewers and candidates hang together through reviews.
///
/// Offsets of reviewers are comparable only within one part: when there are several, a difference between candidates
/// of two parts cannot be told from a difference between their reviewers, and whoever reads a ranking must be told.
package struct ReviewGraph: Hashable, Sendable {
    /// One connected part, by ascending indices.
    package struct Part: Hashable, Sendable {
        package let candidates: [Int]
        package let reviewers: [Int]
    }

    /// Parts with at least one review, ordered by their first reviewer.
    package let parts: [Part]
    /// Candidates without a review.
    package let candidatesWithoutReview: [Int]
    /// Reviewers without a review.
    package let reviewersWithoutReview: [Int]

    /// All reviewed candidates can be compared with each other.
    package var isConnected: Bool { self.parts.count <= 1 }

    package init(_ problem: CalibrationProblem) {
        let reviewers = problem.reviewerCount
        var parent = Array(0..<(reviewers + problem.candidateCount))
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        var hasReview = [Bool](repeating: false, count: parent.count)
        for review in problem.reviews {
            hasReview[review.reviewer] = true
            hasReview[reviewers + review.candidate] = true
            let (left, right) = (root(review.reviewer), root(reviewers + review.candidate))
            parent[max(left, right)] = min(left, right)
        }
        var members: [Int: (candidates: [Int], reviewers: [Int])] = [:]
        var order: [Int] = []
        for node in parent.indices where hasReview[node] {
            let key = root(node)
            if members[key] == nil { order.append(key) }
            if node < reviewers {
                members[key, default: ([], [])].reviewers.append(node)
            } else {
                members[key, default: ([], [])].candidates.append(node - reviewers)
            }
        }
        self.parts = order.compactMap { key in
            members[key].map { Part(candidates: $0.candidates, reviewers: $0.reviewers) }
        }
        self.candidatesWithoutReview = (0..<problem.candidateCount).filter { !hasReview[reviewers + $0] }
        self.reviewersWithoutReview = (0..<reviewers).filter { !hasReview[$0] }
    }
}
