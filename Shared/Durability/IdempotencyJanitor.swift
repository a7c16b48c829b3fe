import Logging
import Postgres
import ServiceLifecycle

/// Forgets the answers to idempotency keys after seven days (architecture.md, conventions), a few at a time.
package struct IdempotencyJanitor: Service {
    private let database: Database
    private let logger: Logger

    package init(_ database: Database, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    package func run() async throws {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                // Batch by batch, so that no transaction is long; as many as there are, or a busy service would keep all.
                var removed = 0
                while !Task.isShuttingDownGracefully && !Task.isCancelled {
                    let count = try await self.sweep()
                    removed += count
                    if count < Self.batch { break }
                }
                if removed > 0 { self.logger.debug("old answers forgotten", metadata: ["count": "\(removed)"]) }
            } catch {
                self.logger.warning("old answers not forgotten", metadata: ["error": "\(type(of: error))"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(600)) }
        }
    }

    /// Answers that one statement forgets at most.
    package static let batch = 1000

    /// One batch.
    /// - Returns: how many were forgotten.
    package func sweep() async throws -> Int {
        try await self.database.execute(
            """
            delete from idempotency where (principal, key) in (
                select principal, key from idempotency
                where created_at < clock_timestamp() - interval '7 days'
                order by created_at limit \(Self.batch))
            """)
    }
}
