/// Where the differences between scores come from, as standard deviations in score points.
package struct CalibrationComponents: Hashable, Sendable {
    /// Between candidates, in the quality itself.
    package let quality: Double
    /// Between reviewers, in how lenient they are.
    package let leniency: Double
    /// Between reviewers, in how strongly they spread their scores (1 is the average reviewer); 0 when they do not
    /// differ or there are too few reviews to tell.
    package let steepness: Double
    /// What is left: the same reviewer on another day.
    package let noise: Double
}
