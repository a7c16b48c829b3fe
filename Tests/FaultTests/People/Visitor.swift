import Access
import ApplicationsContract
import PortalService
import TestSupport

/// Somebody who only looks: the portal's pages and the open calls. She sees a page or is asked to wait, never a fault.
struct Visitor: Sendable {
    let place: FaultPlace

    static let pages = [
        PortalEndpoints.start, PortalEndpoints.privacy, PortalEndpoints.signIn, PortalEndpoints.safety,
    ]

    func look() async {
        for page in Self.pages {
            let answer = await self.place.client.send(
                GoodClient.Call(service: .portal, endpoint: page, path: ["en"]))
            self.place.tally.require(
                answer?.status == 200, .other, "the page \(page.id) answered \(answer?.status ?? 0)")
        }
        let calls = await self.place.client.send(
            GoodClient.Call(service: .applications, endpoint: ApplicationsEndpoints.listCalls))
        self.place.tally.require(calls?.status == 200, .other, "the calls answered \(calls?.status ?? 0)")
    }
}
