import Access
import ApplicationsService
import ServiceKit

await ServiceHost.main(.applications) { settings, logger in
    try await ApplicationsService.assemble(settings, logger)
}
