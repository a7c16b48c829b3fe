import Access
import Durability
import Logging
import Postgres
import SchedulingContract
import ServiceKit
import ServiceLifecycle

/// The scheduling service: who meets when.
package enum SchedulingService {
    /// The permission table as the router gets it.
    package static let endpoints = SchedulingEndpoints.all + DurabilityEndpoints.all

    /// Version of the software, as exported files name it.
    static let version = "1.0.0"

    /// Everything the service runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let address = "https://\(settings.publicListener.host):\(settings.publicListener.port)"
        let vault = try FieldVault(settings)
        var handlers = HandlerTable(self.endpoints)
        AgendaHandlers(database, vault).add(to: &handlers)
        SessionHandlers(database, vault).add(to: &handlers)
        ReleaseHandlers(database, vault, address: address).add(to: &handlers)
        OnlineSessionHandlers(database, vault).add(to: &handlers)
        DurabilityHandlers(database, vault).add(to: &handlers)
        let services: [any Service] = [database] + SchedulingJobs.all(database, vault, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services, readiness: database.readiness(share: settings.shareDirectory),
            hooks: SchedulingReach.make(database).hooks())
    }
}
