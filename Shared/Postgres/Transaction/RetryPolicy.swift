import Primitives

/// How often a transaction is tried anew after a conflict with another one, and how long it waits before.
package struct RetryPolicy: Sendable {
    /// Attempts after the first.
    package var limit: Int
    /// The wait before attempt n is a random time up to `first` × 2ⁿ.
    package var first: Duration

    package init(limit: Int, first: Duration = .milliseconds(5)) {
        self.limit = limit
        self.first = first
    }

    /// Five more attempts, up to 5, 10, 20, 40 and 80 milliseconds apart.
    package static let standard = RetryPolicy(limit: 5)
    /// For a body that has effects outside the database.
    package static let never = RetryPolicy(limit: 0)

    /// Serialisation failures and deadlocks; and a prepared statement that a change of the schema made useless,
    /// which within a transaction cannot be prepared anew.
    static func isConflict(_ error: any Error) -> Bool {
        guard let error = error as? DatabaseError else { return false }
        return [.serializationFailure, .deadlock, .statementOutdated].contains(error.code)
    }

    /// Full jitter: anything between nothing and the longest wait (M. Brooker, "Exponential Backoff And Jitter", 2015).
    func delay(attempt: Int) -> Duration {
        self.first * Double(1 << min(attempt, 10)) * Double.random(in: 0...1)
    }
}
