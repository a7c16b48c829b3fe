import Access
import Durability
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TravelBudgetContract

/// The travel-budget service: what it costs.
package enum TravelBudgetService {
    /// The permission table as the router gets it.
    package static let endpoints = TravelBudgetEndpoints.all + DurabilityEndpoints.all

    /// Everything the service runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let vault = try FieldVault(settings)
        let library = ReferenceLibrary(database)
        var handlers = HandlerTable(self.endpoints)
        ReferenceHandlers(database, vault, library).add(to: &handlers)
        OriginHandlers(database, vault, library).add(to: &handlers)
        BudgetHandlers(database, vault, library).add(to: &handlers)
        BudgetDecisionHandlers(database, vault, library).add(to: &handlers)
        ForecastHandlers(database, vault, library).add(to: &handlers)
        LedgerHandlers(database, vault, library).add(to: &handlers)
        ExportHandlers(database, vault, library).add(to: &handlers)
        DurabilityHandlers(database, vault).add(to: &handlers)
        let services: [any Service] =
            [database]
            + TravelBudgetJobs.all(database, vault, library, share: settings.shareDirectory, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services,
            readiness: database.readiness(share: settings.shareDirectory) + [
                ("reference-tables", { @Sendable in (try? await library.inForce()) != nil })
            ],
            hooks: TravelBudgetReach.make(database).hooks())
    }
}
