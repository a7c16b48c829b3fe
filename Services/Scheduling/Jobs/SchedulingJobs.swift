import Durability
import Logging
import Postgres
import ServiceLifecycle

/// Background work of the scheduling service, in start order.
enum SchedulingJobs {
    /// Kind of the job that solves an agenda.
    static let solving = "agenda.solve"

    static func all(_ database: Database, logger: Logger) -> [any Service] {
        let solve = SolveJob(database)
        return [
            IdempotencyJanitor(database, logger: logger),
            JobRunner(database, handlers: [self.solving: { try await solve.run($0) }], logger: logger),
        ]
    }
}
