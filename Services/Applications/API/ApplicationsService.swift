import Access
import ApplicationsContract
import Durability
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// The applications service: who asks.
package enum ApplicationsService {
    /// The permission table as the router gets it.
    package static let endpoints = ApplicationsEndpoints.all + DurabilityEndpoints.all

    /// Everything the service runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let vault = try FieldVault(settings)
        var handlers = HandlerTable(self.endpoints)
        OrganisationHandlers(database, vault).add(to: &handlers)
        PersonAccessHandlers(database, vault).add(to: &handlers)
        APITokenHandlers(database, vault).add(to: &handlers)
        ConveningHandlers(database, vault).add(to: &handlers)
        ErasureHandlers(database, vault).add(to: &handlers)
        ApplicationHandlers(database, vault).add(to: &handlers)
        DurabilityHandlers(database, vault).add(to: &handlers)
        let services: [any Service] = [database] + ApplicationsJobs.all(database, vault, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services, readiness: database.readiness(share: settings.shareDirectory),
            hooks: ApplicationsReach.make(database).hooks())
    }
}
