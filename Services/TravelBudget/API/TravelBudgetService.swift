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

    /// Of which convening a thing is: that of its budget.
    private static func reach(_ database: Database) -> ConveningReach {
        ConveningReach(
            database,
            [
                "budgetId": { "select convening_id from budget where id = \($0)" },
                "simulationId": {
                    """
                    select budget.convening_id from simulation join budget on budget.id = simulation.budget_id
                    where simulation.id = \($0)
                    """
                },
                "comparisonId": {
                    """
                    select budget.convening_id from comparison join budget on budget.id = comparison.budget_id
                    where comparison.id = \($0)
                    """
                },
                "spendingRequestId": {
                    """
                    select budget.convening_id from spending_request
                    join budget on budget.id = spending_request.budget_id where spending_request.id = \($0)
                    """
                },
            ])
    }

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
            readiness: [
                database.readiness,
                ("reference-tables", { (try? await library.inForce()) != nil }),
            ],
            hooks: self.reach(database).hooks())
    }
}
