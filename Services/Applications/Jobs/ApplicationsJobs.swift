import Durability
import Logging
import Postgres
import ServiceLifecycle

/// Background work of the applications service, in start order.
enum ApplicationsJobs {
    static func all(_ database: Database, logger: Logger) -> [any Service] {
        [IdempotencyJanitor(database, logger: logger)]
    }
}
