import Durability
import Logging
import Postgres
import SelectionContract
import ServiceKit
import ServiceLifecycle

/// The selection service: who is chosen, and why.
package enum SelectionService {
    /// The permission table as the router gets it.
    package static let endpoints = SelectionEndpoints.all + DurabilityEndpoints.all

    /// Everything the service runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let vault = try FieldVault(settings)
        var handlers = HandlerTable(self.endpoints)
        RubricHandlers(database, vault).add(to: &handlers)
        RoundHandlers(database, vault).add(to: &handlers)
        ReviewHandlers(database, vault).add(to: &handlers)
        RankingHandlers(database, vault).add(to: &handlers)
        CohortHandlers(database, vault).add(to: &handlers)
        ReplacementHandlers(database, vault).add(to: &handlers)
        DurabilityHandlers(database, vault).add(to: &handlers)
        let services: [any Service] = [database] + SelectionJobs.all(database, vault, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services, readiness: database.readiness(share: settings.shareDirectory),
            hooks: SelectionReach.make(database).hooks())
    }
}
