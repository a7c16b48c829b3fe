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
        let library = ReferenceLibrary(database)
        var handlers = HandlerTable(self.endpoints)
        ReferenceHandlers(database, library).add(to: &handlers)
        OriginHandlers(database, library).add(to: &handlers)
        BudgetHandlers(database, library).add(to: &handlers)
        BudgetDecisionHandlers(database, library).add(to: &handlers)
        ForecastHandlers(database, library).add(to: &handlers)
        LedgerHandlers(database, library).add(to: &handlers)
        ExportHandlers(database, library).add(to: &handlers)
        DurabilityHandlers(database).add(to: &handlers)
        let services: [any Service] =
            [database] + TravelBudgetJobs.all(database, library, share: settings.shareDirectory, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services,
            readiness: [
                database.readiness,
                ("reference-tables", { (try? await library.inForce()) != nil }),
            ],
            hooks: DatabaseProblems.hooks())
    }
}
