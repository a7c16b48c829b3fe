/// A number with its uncertainty: posterior mean and standard deviation of a normal posterior.
package struct CalibrationEstimate: Hashable, Sendable {
    package let mean: Double
    package let deviation: Double

    /// Half the width of the central 80 % of a standard normal distribution: its 0.9 quantile.
    package static let eightyPercent = 1.281_551_565_544_600_4

    /// The lower end of the 80 % interval.
    package var lower: Double { self.mean - Self.eightyPercent * self.deviation }
    /// The upper end of the 80 % interval.
    package var upper: Double { self.mean + Self.eightyPercent * self.deviation }
}
