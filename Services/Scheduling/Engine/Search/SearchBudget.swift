/// How long a search may go on.
///
/// With iterations alone the result depends on the problem and the seed only, byte for byte, on any machine. A
/// clock makes the search as long as a person waits; the result then depends on the machine's speed as well.
package struct SearchBudget: Sendable {
    /// The most moves to try.
    package let iterations: Int
    /// The share of the allowed time that is gone, 0…1, by the caller's clock; the engine has none. The cooling
    /// follows it, so that a slow machine cools as far as a fast one.
    package let elapsedShare: (@Sendable () -> Double)?
    /// Asked every few thousand moves; true ends the search with the best timetable so far.
    package let shouldStop: (@Sendable () -> Bool)?

    package init(
        iterations: Int, elapsedShare: (@Sendable () -> Double)? = nil, shouldStop: (@Sendable () -> Bool)? = nil
    ) {
        self.iterations = max(0, iterations)
        self.elapsedShare = elapsedShare
        self.shouldStop = shouldStop
    }

    /// A search bounded by the caller's clock alone.
    package static func clocked(
        _ elapsedShare: @escaping @Sendable () -> Double, shouldStop: (@Sendable () -> Bool)? = nil
    ) -> SearchBudget {
        SearchBudget(iterations: .max, elapsedShare: elapsedShare, shouldStop: shouldStop)
    }
}

/// What a running search reports.
package struct SearchProgress: Sendable, Hashable {
    /// The share of the budget that is used, 0…1.
    package let share: Double
    /// Moves tried so far.
    package let iterations: Int
    /// The best timetable's worth so far.
    package let best: SearchCost

    package init(share: Double, iterations: Int, best: SearchCost) {
        self.share = share
        self.iterations = iterations
        self.best = best
    }
}
