import Durability
import Logging
import Postgres
import ServiceLifecycle

/// Background work of the travel-budget service, in start order.
package enum TravelBudgetJobs {
    /// Kinds of jobs; the subject is the budget's, the simulation's or the comparison's id.
    static let estimate = "estimate"
    static let simulation = "simulation"
    static let comparison = "comparison"

    static func runner(
        _ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary, logger: Logger
    ) -> JobRunner {
        let estimate = EstimateJob(database, vault, library)
        let simulation = SimulationJob(database, vault, library)
        let comparison = ComparisonJob(database, vault, library)
        return JobRunner(
            database,
            handlers: [
                Self.estimate: { try await estimate.run($0) },
                Self.simulation: { try await simulation.run($0) },
                Self.comparison: { try await comparison.run($0) },
            ], logger: logger)
    }

    static func all(
        _ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary, share: String, logger: Logger
    ) -> [any Service] {
        [
            AuditChainer(database, logger: logger),
            ReferenceSeeder(database, vault, share: share, logger: logger),
            IdempotencyJanitor(database, logger: logger), VaultKeeper(database, vault, logger: logger),
            self.runner(database, vault, library, logger: logger),
        ]
    }
}
