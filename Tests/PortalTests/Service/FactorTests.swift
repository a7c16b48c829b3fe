import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: the second factor of staff",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct FactorTests {
    @Test("an address alone opens nothing for staff; the factor is set up once and then asked for")
    func setUpAndShow() async throws {
        try await PortalPlace.with { place in
            _ = try await place.person("chair@example.org", [.chair, .applicant])
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "chair@example.org")
            #expect(browser.heading == "Set up your second factor")
            let half = try #require(browser.cookie)
            for path in ["/en/staff", "/en/staff/scoring", "/en/applications", "/en/sessions", "/en/step-up"] {
                try await browser.open(path)
                #expect(browser.path.hasPrefix("/en/sign-in/set-up"), "\(path)")
            }
            // The same key as long as she waits; a wrong code keeps it.
            let key = browser.page.firstMatch(of: /id="seed"[^>]*>([^<]*)</).map { String($0.1) }
            #expect(key?.count == 39)
            try await browser.send("/en/sign-in/set-up", [("code", "000000")])
            #expect(browser.status == 422)
            #expect(browser.page.firstMatch(of: /id="seed"[^>]*>([^<]*)</).map { String($0.1) } == key)
            var authenticator = try Authenticator(page: browser.page)
            try await browser.send("/en/sign-in/set-up", [("code", try await authenticator.code())])
            #expect(browser.heading == "Your recovery codes" && browser.status == 200)
            #expect(browser.page.matches(of: /<code dir="ltr">[0-9A-Z-]{29}<\/code>/).count == 10)
            #expect(browser.cookie != half, "another secret names the session from now on")
            try await browser.open("/en/staff")
            #expect(browser.status == 200)
            let thief = Browser(place.portal)
            thief.steal(half)
            try await thief.open("/en/staff")
            #expect(thief.heading == "Sign in", "the secret from before is worth nothing")

            let second = Browser(place.portal)
            try await PortalPlace.signIn(second, "chair@example.org")
            #expect(second.heading == "Show your second factor")
            try await second.open("/en/sign-in/set-up")
            #expect(second.path.hasPrefix("/en/sign-in/second-factor"), "nobody sets up a second one")
            try await second.send("/second-factor", [("code", authenticator.used)])
            #expect(second.status == 422, "each code works once")
            try await second.send("/second-factor", [("code", try await authenticator.code())])
            #expect(second.path == "/en/staff")
        }
    }

    @Test("recovery codes work once, wrong codes cost time, an administrator can take the factor away")
    func recovery() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let first = Browser(place.portal)
            let (_, codes) = try await PortalPlace.enrol(first, "log@example.org")
            #expect(codes.count == 10)
            let lost = Browser(place.portal)
            try await PortalPlace.signIn(lost, "log@example.org")
            try await lost.send("/second-factor", [("code", codes[3].lowercased())])
            #expect(lost.path == "/en/staff")
            try await lost.open("/en/sessions")
            #expect(lost.page.contains("You have 9 recovery codes left."))

            let again = Browser(place.portal)
            try await PortalPlace.signIn(again, "log@example.org")
            let page = again.path
            for code in [codes[3], "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "123", "999999x", ""] {
                try await again.open(page)
                try await again.send("/second-factor", [("code", code)])
                #expect(again.status == 422, "\(code)")
            }
            try await again.open(page)
            try await again.send("/second-factor", [("code", "123456")])
            #expect(again.status == 429 && Int(again.headers["retry-after"] ?? "") ?? 0 <= 15)
            try await place.alter("update portal.second_factor set wait_until = now() - interval '1 second'")
            try await again.open(page)
            try await again.send("/second-factor", [("code", "1234567")])
            #expect(again.status == 422, "after the wait codes are looked at again")
            try await again.open(page)
            try await again.send("/second-factor", [("code", "123456")])
            #expect(again.status == 429)
            // Whoever reads her mail and types wrong codes does not keep her out.
            try await again.open(page)
            try await again.send("/second-factor", [("code", codes[4])])
            #expect(again.path == "/en/staff", "a recovery code is looked at also while others wait")

            // The factor is taken away for a reason; her sessions end, and she sets a new one up.
            _ = try await place.person("ada@example.org", [.administrator])
            let administrator = Browser(place.portal)
            _ = try await PortalPlace.enrol(administrator, "ada@example.org")
            try await administrator.open("/en/staff/people")
            #expect(administrator.page.contains("/en/staff/people/\(person.id)"))
            try await administrator.open("/en/staff/people/\(person.id)")
            try await administrator.send("/reset", [("why", "")])
            #expect(administrator.status == 422)
            try await administrator.send("/reset", [("why", "phone lost, known by voice")])
            #expect(administrator.page.contains("It is taken away"))
            try await again.open("/en/staff")
            #expect(again.heading == "Sign in")
            try await PortalPlace.signIn(again, "log@example.org")
            #expect(again.heading == "Set up your second factor")
            let lines = try await place.alter(
                """
                update portal.second_factor set failures = 0 where exists (select from portal.audit
                    where action = 'second-factor.reset' and object = \("person/\(person.id)")
                        and reason = 'phone lost, known by voice' and role = 'administrator')
                """)
            #expect(lines == 1, "the reset stands in the audit log (one factor is left: the administrator's)")
            // For applicants and other staff these pages do not exist.
            try await lost.open("/en/staff/people")
            #expect(lost.heading == "Sign in")
            try await PortalPlace.signIn(lost, "x@example.org")
            try await lost.open("/en/staff/people/\(person.id)")
            #expect(lost.status == 404)
        }
    }

    @Test("staff on a device of their own are known there again, and do not wait for those who ask for their address")
    func ownDevice() async throws {
        try await PortalPlace.with { place in
            _ = try await place.person("log@example.org", [.logistics])
            var (authenticator, codes) = try await PortalPlace.enrol(Browser(place.portal), "log@example.org")
            let shared = Browser(place.portal)
            let own = Browser(place.portal)
            for browser in [shared, own] {
                try await PortalPlace.signIn(browser, "log@example.org")
                let device = browser === own ? [("device", "yes")] : []
                try await browser.send("/second-factor", [("code", "1234567")] + device)
                #expect(browser.status == 422)
                #expect(browser.page.contains("value=\"yes\" checked") == (browser === own), "the answer is kept")
                let code = browser === own ? try await authenticator.code() : codes[0]
                try await browser.send("/second-factor", [("code", code)] + device)
                #expect(browser.path == "/en/staff")
                // The browser is known for a week; the session ends with the browser in any case.
                let kept = browser.cookiesSet.filter { $0.contains("Max-Age") }
                #expect(kept.count == (browser === own ? 1 : 0))
                #expect(kept.allSatisfy { $0.hasPrefix("__Host-b=") && $0.hasSuffix("; Max-Age=604800") })
            }
            let kept = try await place.alter("update portal.session set zone = zone where not is_shared")
            #expect(kept == 1)
            try await place.alter("update portal.sign_in set created_at = created_at - interval '2 days'")
            // Somebody who knows her address asks for it all the time, from her network.
            let stranger = Browser(place.portal)
            for index in 0..<6 {
                stranger.forget()
                try await stranger.open("/en/sign-in")
                try await stranger.send("/en/sign-in", [("address", "log@example.org")])
                #expect(stranger.status == (index < 5 ? 200 : 429))
            }
            for browser in [shared, own] {
                try await browser.open("/en/staff")
                try await browser.send("/en/sign-out", [])
                try await browser.open("/en/sign-in")
                try await browser.send("/en/sign-in", [("address", "log@example.org")])
                #expect(browser.status == (browser === own ? 200 : 429))
            }
            #expect(own.path.hasPrefix("/en/sign-in/code"))
            #expect(own.cookiesSet.isEmpty, "it stays known")
        }
    }

    @Test("the highest acts ask for a factor of the last five minutes, and renew the session")
    func stepUp() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            _ = try await place.person("ada@example.org", [.administrator])
            let browser = Browser(place.portal)
            var (authenticator, _) = try await PortalPlace.enrol(browser, "ada@example.org")
            try await place.alter("update portal.session set factor_at = now() - interval '301 seconds'")
            let page = "/en/staff/people/\(person.id)"
            try await browser.open(page)
            try await browser.send(page, [("reason", "new duties"), ("roles", "finance")], without: ["roles"])
            #expect(browser.heading == "Confirm that it is you")
            let before = browser.cookie
            try await browser.send("/step-up", [("code", "000000")])
            #expect(browser.status == 422 && browser.cookie == before)
            try await browser.send("/step-up", [("code", try await authenticator.code())])
            #expect(browser.path == page && browser.cookie != before)
            try await browser.send(page, [("reason", "new duties"), ("roles", "finance")], without: ["roles"])
            #expect(browser.page.contains("The rights are changed."))
            // Her own rights stay with others: the page offers nothing.
            let ada = try #require(try await place.list().first { $0.roles == [.administrator] })
            try await browser.open("/en/staff/people/\(ada.id)")
            #expect(browser.status == 200 && browser.forms.allSatisfy { $0.action.hasSuffix("/sign-out") })
        }
    }

    @Test("of many at once with one code of the authenticator, one comes in")
    func race() async throws {
        try await PortalPlace.with(poolSize: 4) { place in
            _ = try await place.person("fin@example.org", [.finance])
            let first = Browser(place.portal)
            var (authenticator, _) = try await PortalPlace.enrol(first, "fin@example.org")
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "fin@example.org")
            let form = try #require(browser.forms.first { $0.action.hasSuffix("/second-factor") })
            let code = try await authenticator.code()
            let body = Browser.body(form, [("code", code)])
            let headers = [
                ("Cookie", browser.cookies), ("Content-Type", FormBody.mediaType), ("Sec-Fetch-Site", "same-origin"),
            ]
            let wire = place.portal.wire
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await wire.send("POST", form.action, headers: headers, body: body)
                            .headers["set-cookie"] == nil ? 0 : 1
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(statuses == 1)
        }
    }
}
