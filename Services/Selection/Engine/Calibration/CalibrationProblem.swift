/// The scores of a round, ready to be calibrated.
package struct CalibrationProblem: Sendable {
    package let candidateCount: Int
    package let reviewerCount: Int
    /// In ascending order of reviewer, candidate and score, so that the order of entry cannot reach the result.
    package let reviews: [Review]

    /// Why a set of reviews was refused.
    package enum Refusal: String, Error, Sendable {
        case noReviews
        case indexOutOfRange
        case scoreNotFinite
    }

    /// - Throws: ``Refusal``.
    package init(candidateCount: Int, reviewerCount: Int, reviews: [Review]) throws(Refusal) {
        guard !reviews.isEmpty else { throw .noReviews }
        for review in reviews {
            guard (0..<candidateCount).contains(review.candidate), (0..<reviewerCount).contains(review.reviewer) else {
                throw .indexOutOfRange
            }
            guard review.score.isFinite, abs(review.score) < 1e9 else { throw .scoreNotFinite }
        }
        self.candidateCount = candidateCount
        self.reviewerCount = reviewerCount
        self.reviews = reviews.sorted {
            ($0.reviewer, $0.candidate, $0.score) < ($1.reviewer, $1.candidate, $1.score)
        }
    }
}
