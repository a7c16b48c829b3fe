import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: guessing at sign-in",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SignInTests {
    /// The form of the sign-in page as a request by hand.
    private func asking(_ place: PortalPlace.Place) async throws -> (Browser.Form, [(String, String)]) {
        let browser = Browser(place.portal)
        try await browser.open("/en/sign-in")
        let form = try #require(browser.forms.first { $0.action == "/en/sign-in" })
        return (form, [("Content-Type", FormBody.mediaType), ("Sec-Fetch-Site", "same-origin")])
    }

    @Test("known and unknown addresses get the same answers in the same time")
    func nobodyCanTell() async throws {
        try await PortalPlace.with { place in
            for index in 0..<40 { _ = try await place.person("known-\(index)@example.org", [.finance]) }
            let (form, headers) = try await self.asking(place)
            let clock = ContinuousClock()
            var times: [Bool: [Duration]] = [true: [], false: []]
            var shapes: [Bool: Set<String>] = [true: [], false: []]
            for index in 0..<40 {
                if index % 10 == 0 { try await place.alter("delete from portal.sign_in") }
                // Which goes first alternates, so that neither profits from what the other has warmed.
                for isKnown in index.isMultiple(of: 2) ? [true, false] : [false, true] {
                    let address = "\(isKnown ? "known" : "nobody")-\(index)@example.org"
                    let start = clock.now
                    let answer = try await place.portal.wire.send(
                        "POST", form.action, headers: headers, body: Browser.body(form, [("address", address)]))
                    times[isKnown]?.append(clock.now - start)
                    var fields = answer.headers
                    for (name, length) in [("location", 24), ("set-cookie", 9)] {
                        fields[name] = fields[name].map { String($0.prefix(length)) + "#\($0.utf8.count)" }
                    }
                    for name in ["date", "x-request-id"] { fields[name] = fields[name] == nil ? nil : "-" }
                    let text = fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
                    shapes[isKnown]?.insert("\(answer.status) \(text) \(answer.body.count)")
                }
            }
            #expect(shapes[true] == shapes[false] && shapes[true]?.count == 1, "\(shapes)")
            let medians = times.mapValues { $0.sorted()[20] }
            let ratio = try #require(medians[true]) / #require(medians[false])
            #expect((0.6...1.67).contains(ratio), "known by unknown: \(ratio)")
        }
    }

    @Test("asking is slowed for one address and for a network, and never refused for good")
    func slowing() async throws {
        try await PortalPlace.with { place in
            let (form, headers) = try await self.asking(place)
            func ask(_ address: String) async throws -> (status: Int, wait: Int?) {
                let answer = try await place.portal.wire.send(
                    "POST", form.action, headers: headers, body: Browser.body(form, [("address", address)]))
                return (answer.status, answer.headers["retry-after"].flatMap { Int($0) })
            }
            for _ in 0..<5 { #expect(try await ask("one@example.org").status == 303) }
            let sixth = try await ask("one@example.org")
            #expect(sixth.status == 429 && (1...30).contains(sixth.wait ?? 0))
            // After the pause it goes on, with a longer one to follow.
            try await place.alter("update portal.sign_in set created_at = created_at - interval '31 seconds'")
            #expect(try await ask("one@example.org").status == 303)
            let eighth = try await ask("one@example.org")
            #expect(eighth.status == 429 && (31...60).contains(eighth.wait ?? 0))
            #expect(try await ask("two@example.org").status == 303, "another address is not slowed")

            // Strangers who ask for her address do not slow the woman who was here this week.
            let browser = Browser(place.portal)
            try await place.alter("delete from portal.sign_in")
            try await PortalPlace.signIn(browser, "her@example.org", device: "own")
            try await place.alter("update portal.sign_in set created_at = created_at - interval '2 days'")
            for _ in 0..<5 { #expect(try await ask("her@example.org").status == 303) }
            #expect(try await ask("her@example.org").status == 429, "strangers share the slowing, also in her network")
            // She signs out on her own phone, as she should; the browser is known again.
            try await browser.open("/en/applications")
            try await browser.send("/en/sign-out", [])
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "her@example.org")])
            #expect(browser.path.hasPrefix("/en/sign-in/code"), "the browser in which she was signed in")
            let kept = try await place.alter(
                "update portal.sign_in set language = language where used_at is not null and address_sealed <> ''")
            #expect(kept == 0, "an address that has served is not kept")

            try await place.alter("delete from portal.sign_in")
            for index in 0..<30 { #expect(try await ask("many-\(index)@example.org").status == 303) }
            let many = try await ask("many-30@example.org")
            #expect(many.status == 429 && (1...5).contains(many.wait ?? 0))
        }
    }

    @Test("a code works in the browser that asked, for ten minutes")
    func bound() async throws {
        try await PortalPlace.with { place in
            let browser = Browser(place.portal)
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "b@example.org")])
            let page = browser.path
            let code = try await PortalPlace.code(for: "b@example.org", browser)
            let thief = Browser(place.portal)
            try await thief.open(page)
            for _ in 0..<6 {
                try await thief.open(page)
                try await thief.send("/en/sign-in/code", [("code", code)])
                #expect(thief.status == 422 && thief.cookie == nil)
            }
            // And the thief's tries have not used hers up.
            try await place.alter("update portal.sign_in set expires_at = now() - interval '1 second'")
            try await browser.open(page)
            try await browser.send("/en/sign-in/code", [("code", code)])
            #expect(browser.status == 422, "too old")
            try await place.alter("update portal.sign_in set expires_at = now() + interval '1 minute'")
            try await browser.send("/en/sign-in/code", [("code", code)])
            #expect(browser.heading == "Is this your own phone or computer?")
        }
    }

    @Test("a thousand at once with one code make one session")
    func thousand() async throws {
        try await PortalPlace.with(poolSize: 4) { place in
            let browser = Browser(place.portal)
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "race@example.org")])
            let code = try await PortalPlace.code(for: "race@example.org", browser)
            let form = try #require(browser.forms.first { $0.action == "/en/sign-in/code" })
            let body = Browser.body(form, [("code", code)])
            let headers = [
                ("Cookie", browser.cookies), ("Content-Type", FormBody.mediaType), ("Sec-Fetch-Site", "same-origin"),
            ]
            let wire = place.portal.wire
            let sessions = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<1000 {
                    group.addTask {
                        let answer = try await wire.send("POST", form.action, headers: headers, body: body)
                        #expect([303, 422, 503].contains(answer.status))
                        return answer.headers["set-cookie"]?.hasPrefix("__Host-s=") == true
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(sessions == 1)
            #expect(try await place.alter("update portal.session set zone = zone") == 1)
        }
    }
}
