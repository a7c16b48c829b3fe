import Access
import SchedulingService
import ServiceKit

await ServiceHost.main(.scheduling) { settings, logger in
    try await SchedulingService.assemble(settings, logger)
}
