import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: tokens for scripts", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct TokenPageTests {
    @Test("a token is made with a fresh factor, shown once, works, and is taken back")
    func making() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            try await place.change(person.id, roles: [.logistics], convenings: [place.call.conveningId])
            let browser = Browser(place.portal)
            var (authenticator, _) = try await PortalPlace.enrol(browser, "log@example.org")
            try await browser.open("/en/staff/tokens")
            #expect(browser.page.contains("You have none."))
            try await browser.send("/staff/tokens", [("name", "")])
            #expect(browser.status == 422)
            try await place.alter("update portal.session set factor_at = now() - interval '301 seconds'")
            try await browser.open("/en/staff/tokens")
            try await browser.send("/staff/tokens", [("name", "nightly <export>")])
            #expect(browser.heading == "Confirm that it is you")
            try await browser.send("/step-up", [("code", try await authenticator.code())])
            #expect(browser.path == "/en/staff/tokens")
            try await browser.send("/staff/tokens", [("name", "nightly <export>")])
            let secret = try #require(browser.page.firstMatch(of: /convene_[A-Za-z0-9_-]{43}/)).0
            let wire = place.applications.wire
            #expect(try await wire.send("GET", "/v1/applications", token: String(secret)).status == 200)
            try await browser.open("/en/staff/tokens")
            #expect(browser.page.contains("nightly &lt;export&gt;") && !browser.page.contains(secret))
            let revoke = try #require(browser.forms.first { $0.action.hasSuffix("/revoke") })

            // Somebody else's token is as good as none, also for an administrator on this page.
            _ = try await place.person("ada@example.org", [.administrator])
            let other = Browser(place.portal)
            _ = try await PortalPlace.enrol(other, "ada@example.org")
            try await other.open("/en/staff/tokens")
            #expect(other.page.contains("You have none."))
            let proof = try #require(other.forms.first { $0.action.hasSuffix("/sign-out") })
            try await other.post(revoke.action, proof)
            #expect(other.status == 404)

            try await browser.send(revoke.action)
            #expect(browser.page.contains("You have none."))
            #expect(try await wire.send("GET", "/v1/applications", token: String(secret)).status == 401)
        }
    }
}
