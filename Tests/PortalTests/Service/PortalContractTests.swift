import PortalService
import ServiceKit
import TestSupport
import Testing

@Suite("Portal: its document")
struct PortalContractTests {
    @Test("the document and the table of addresses agree both ways")
    func documentAndTable() throws {
        let all = PortalEndpoints.all + SystemOperations.all
        let differences = try DocumentCheck.differences("portal.yaml", all)
        #expect(differences == [])
    }
}
