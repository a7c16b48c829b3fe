/// A reviewer's habits, measured against the average of the committee.
package struct CalibratedReviewer: Hashable, Sendable {
    /// Score points above (lenient) or below (severe) the committee's average, for the same work.
    package let leniency: CalibrationEstimate
    /// How strongly the reviewer spreads scores, 1 being the committee's average; shrunk towards 1.
    package let steepness: Double
    package let reviewCount: Int
}
