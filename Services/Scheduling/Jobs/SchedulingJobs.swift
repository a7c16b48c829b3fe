import Durability
import Logging
import Postgres
import ServiceLifecycle

/// Background work of the scheduling service, in start order.
enum SchedulingJobs {
    /// Kind of the job that solves an agenda.
    static let solving = "agenda.solve"

    static func all(_ database: Database, _ vault: FieldVault, logger: Logger) -> [any Service] {
        let solve = SolveJob(database, vault)
        return [
            AuditChainer(database, logger: logger),
            IdempotencyJanitor(database, logger: logger), VaultKeeper(database, vault, logger: logger),
            EventConsumer(database, source: .applications, logger: logger) { event, transaction, record in
                if event.kind == Erasing.event { try await Erasing.follow(event, vault, transaction, record) }
            },
            JobRunner(database, handlers: [self.solving: { try await solve.run($0) }], logger: logger),
        ]
    }
}
