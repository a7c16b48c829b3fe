import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: sessions and how they end",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SessionTests {
    @Test("a shared device ends after twenty minutes, staff after thirty anywhere, everybody after twelve hours")
    func ends() async throws {
        try await PortalPlace.with { place in
            let applicant = Browser(place.portal)
            func isIn(_ browser: Browser, _ path: String = "/en/applications") async throws -> Bool {
                try await browser.open(path)
                return browser.path == path
            }
            func rest(_ minutes: Int) async throws {
                try await place.alter(
                    "update portal.session set seen_at = now() - make_interval(mins => \(Int32(minutes)))")
            }
            try await PortalPlace.signIn(applicant, "a@example.org")
            try await rest(19)
            #expect(try await isIn(applicant))
            try await rest(21)
            #expect(try await !isIn(applicant))
            try await applicant.open("/en/applications")
            #expect(applicant.heading == "Sign in", "what has ended does not come back")

            // Her own phone: only the absolute end.
            try await PortalPlace.signIn(applicant, "a@example.org", device: "own")
            try await rest(60)
            #expect(try await isIn(applicant))
            try await place.alter("update portal.session set expires_at = now()")
            #expect(try await !isIn(applicant))

            _ = try await place.person("fin@example.org", [.finance])
            let staff = Browser(place.portal)
            _ = try await PortalPlace.enrol(staff, "fin@example.org")
            try await rest(29)
            #expect(try await isIn(staff, "/en/staff"))
            let left = try await place.alter(
                "update portal.session set zone = zone where expires_at between now() + interval '11 hours' and now() + interval '12 hours'"
            )
            #expect(left == 1)
            try await rest(31)
            #expect(try await !isIn(staff, "/en/staff"))
        }
    }

    @Test("a person sees her own sessions, ends one, and ends all others")
    func own() async throws {
        try await PortalPlace.with { place in
            let phone = Browser(place.portal)
            let tablet = Browser(place.portal)
            let office = Browser(place.portal)
            let other = Browser(place.portal)
            phone.agent = "Mozilla/5.0 (Linux; Android 13) Gecko/120.0 Firefox/120.0"
            for browser in [phone, tablet, office] { try await PortalPlace.signIn(browser, "own@example.org") }
            try await PortalPlace.signIn(other, "other@example.org")
            try await phone.open("/en/sessions")
            #expect(phone.page.contains("Firefox on Android") && phone.page.contains("This device"))
            #expect(phone.page.matches(of: /<section class="card">/).count == 3)
            let ends = phone.forms.map(\.action).filter { $0.hasSuffix("/end") }
            #expect(ends.count == 2)
            try await phone.send(ends[0])
            #expect(phone.page.matches(of: /<section class="card">/).count == 2)
            var alive = 0
            for browser in [tablet, office] {
                try await browser.open("/en/sessions")
                if browser.path == "/en/sessions" { alive += 1 }
            }
            #expect(alive == 1)
            // Of somebody else: as if there were none.
            try await other.open("/en/sessions")
            let proof = try #require(other.forms.first { $0.action.hasSuffix("/sign-out") })
            try await other.post(ends[1], proof)
            #expect(other.status == 404)
            try await phone.open("/en/sessions")
            try await phone.send("/end-others")
            for browser in [tablet, office] {
                try await browser.open("/en/sessions")
                #expect(browser.path != "/en/sessions")
            }
            try await other.open("/en/sessions")
            #expect(other.path == "/en/sessions")
        }
    }

    @Test("changed rights and closed accounts end sessions at once")
    func rights() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let browser = Browser(place.portal)
            var (authenticator, _) = try await PortalPlace.enrol(browser, "log@example.org")
            try await browser.open("/en/staff")
            #expect(browser.status == 200)
            try await place.change(person.id, roles: [.finance])
            try await browser.open("/en/staff")
            #expect(browser.heading == "Sign in")
            try await PortalPlace.signIn(browser, "log@example.org")
            try await browser.send("/second-factor", [("code", try await authenticator.code())])
            #expect(browser.page.contains("Finance") && !browser.page.contains("Logistics"))
            try await place.change(person.id, roles: [.finance], isClosed: true)
            try await browser.open("/en/staff")
            #expect(browser.heading == "Sign in")
            // A closed account answers like a wrong code.
            try await browser.send("/en/sign-in", [("address", "log@example.org")])
            let code = try await PortalPlace.code(for: "log@example.org", browser)
            try await browser.send("/en/sign-in/code", [("code", code)])
            #expect(browser.status == 422)
            try await browser.open("/en/staff")
            #expect(browser.heading == "Sign in")
        }
    }
}
