import CoreMetrics

/// How long calls wait for a connection when none is free at once.
struct PoolMetrics: Sendable {
    private let wait: Timer

    init(application: String) {
        self.wait = Timer(label: "database.pool.wait", dimensions: [("application", application)])
    }

    func waited(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.wait.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
