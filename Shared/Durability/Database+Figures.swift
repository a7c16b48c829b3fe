import Postgres
import ServiceKit

extension Database: MetricsSource {
    /// How the pool stands, for `/metrics`.
    package var figures: [(name: String, help: String, read: @Sendable () -> Double)] {
        [
            ("database_pool_leased", "Connections to the database that are in use", { Double(self.poolCounts.leased) }),
            ("database_pool_idle", "Connections to the database that wait for work", { Double(self.poolCounts.idle) }),
            ("database_pool_waiting", "Calls that wait for a connection", { Double(self.poolCounts.waiting) }),
        ]
    }
}
