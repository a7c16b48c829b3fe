/// How long to wait before a child that ended is started again.
package struct BackOff: Sendable, Equatable {
    /// Seconds before the first restart.
    package static let first = 0.5
    /// Seconds at most.
    package static let longest = 30.0
    /// A child that lived so long (seconds) begins at the first delay again.
    package static let stableAfter = 60.0

    private var failures = 0

    package init() {}

    /// The delay in seconds after a life of `lifetime` seconds: 0.5, 1, 2, … 30.
    package mutating func delay(afterLifetime lifetime: Double) -> Double {
        if lifetime >= Self.stableAfter { self.failures = 0 }
        // 2^6 × 0.5 is past the longest delay already.
        let delay = min(Self.longest, Self.first * Double(1 << min(self.failures, 6)))
        self.failures += 1
        return delay
    }
}
