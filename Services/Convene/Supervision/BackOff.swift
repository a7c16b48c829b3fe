/// How long to wait before a child that ended is started again.
package struct BackOff: Sendable, Equatable {
    /// Seconds before the first restart.
    package static let first = 0.5
    /// Seconds at most.
    package static let longest = 5.0
    /// A child that lived so long (seconds) begins at the first delay again. Short, because whoever waits for it waits
    /// for the delay: what is killed once in a while comes back at once, what cannot start tries every few seconds.
    package static let stableAfter = 10.0

    private var failures = 0

    package init() {}

    /// The delay in seconds after a life of `lifetime` seconds: 0.5, 1, 2, 4, 5.
    package mutating func delay(afterLifetime lifetime: Double) -> Double {
        if lifetime >= Self.stableAfter { self.failures = 0 }
        // 2^4 × 0.5 is past the longest delay already.
        let delay = min(Self.longest, Self.first * Double(1 << min(self.failures, 4)))
        self.failures += 1
        return delay
    }
}
