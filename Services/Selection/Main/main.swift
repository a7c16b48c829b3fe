import Access
import SelectionService
import ServiceKit

await ServiceHost.main(.selection) { settings, logger in
    try await SelectionService.assemble(settings, logger)
}
