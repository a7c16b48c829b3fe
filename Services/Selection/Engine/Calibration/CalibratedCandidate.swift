/// What the reviews say about one candidate once the reviewers' habits are taken out.
package struct CalibratedCandidate: Hashable, Sendable {
    /// The score the average reviewer of this committee would give, in score points.
    package let quality: CalibrationEstimate
    package let reviewCount: Int
    /// Plain mean of the scores; nil without a review.
    package let rawMean: Double?
    /// Greatest minus smallest score; nil with fewer than two reviews.
    package let spread: Double?
}
