import Access
import ServiceKit
import TravelBudgetService

await ServiceHost.main(.travelBudget) { settings, logger in
    try await TravelBudgetService.assemble(settings, logger)
}
