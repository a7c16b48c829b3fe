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
        var handlers = HandlerTable(self.endpoints)
        RubricHandlers(database).add(to: &handlers)
        RoundHandlers(database).add(to: &handlers)
        ReviewHandlers(database).add(to: &handlers)
        RankingHandlers(database).add(to: &handlers)
        CohortHandlers(database).add(to: &handlers)
        ReplacementHandlers(database).add(to: &handlers)
        DurabilityHandlers(database).add(to: &handlers)
        let services: [any Service] = [database] + SelectionJobs.all(database, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services, readiness: [database.readiness], hooks: DatabaseProblems.hooks())
    }
}
