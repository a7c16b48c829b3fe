import Access
import PortalService
import ServiceKit

await ServiceHost.main(.portal) { settings, logger in
    try await Portal.assemble(settings, logger)
}
