import Durability
import Logging
import Postgres
import ServiceLifecycle

/// Background work of the applications service, in start order.
enum ApplicationsJobs {
    static func all(_ database: Database, _ vault: FieldVault, logger: Logger) -> [any Service] {
        [
            AuditChainer(database, logger: logger), IdempotencyJanitor(database, logger: logger),
            VaultKeeper(database, vault, logger: logger),
        ]
    }
}
