import Access
import ApplicationsContract
import Foundation
import PortalService
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Portal: codes with which a second factor is set up",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct EnrolmentCodeTests {
    /// An administrator who is signed in.
    private static func administrator(_ place: PortalPlace.Place) async throws -> (browser: Browser, id: PersonID) {
        let person = try await place.person("ada@example.org", [.administrator])
        let browser = Browser(place.portal)
        _ = try await PortalPlace.enrol(browser, "ada@example.org")
        return (browser, person.id)
    }

    /// The enrolment code that a page shows; nil when it shows none.
    private static func shown(_ browser: Browser) -> String? {
        browser.page.firstMatch(of: /<code id="secret" dir="ltr">([0-9A-Z-]{29})<\/code>/).map { String($0.1) }
    }

    /// Takes a factor away, or makes a new code where there is none.
    private static func reset(_ administrator: Browser, _ person: PersonID) async throws -> String {
        try await administrator.open("/en/staff/people/\(person)")
        try await administrator.send("/reset", [("why", "phone lost, known by voice")])
        return try #require(Self.shown(administrator))
    }

    /// Gives somebody roles on the page of the person.
    private static func give(
        _ administrator: Browser, _ person: PersonID, _ roles: [Role], _ other: [(String, String)] = []
    ) async throws {
        let page = "/en/staff/people/\(person)"
        try await administrator.open(page)
        try await administrator.send(
            page, [("reason", "new duties")] + roles.map { ("roles", $0.rawValue) } + other, without: ["roles"])
    }

    /// Opens the set-up page again and sends it.
    private static func setUp(
        _ browser: Browser, _ given: String?, _ code: String, opens: Bool = true
    ) async throws {
        if opens { try await browser.open("/en/sign-in/set-up") }
        try await browser.send(
            "/en/sign-in/set-up", [("code", code)] + (given.map { [("given", $0)] } ?? []), without: ["given"])
    }

    /// Whether the person has a factor, and whether there is a code for her.
    private static func rows(_ place: PortalPlace.Place, _ person: PersonID) async throws -> [Int] {
        let subject = person.description
        return [
            try await place.alter("update portal.second_factor set failures = failures where subject = \(subject)"),
            try await place.alter("update portal.enrolment_code set failures = failures where subject = \(subject)"),
        ]
    }

    @Test("after a reset the mailbox alone sets nothing up; the administrator's code does, once")
    func reset() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let subject = person.id.description
            let administrator = try await Self.administrator(place).browser
            // Nobody made a code for her: she sets hers up as ever.
            let first = Browser(place.portal)
            let (_, recoveryCodes) = try await PortalPlace.enrol(first, "log@example.org")
            #expect(first.heading == "Your recovery codes")
            #expect(try await Self.rows(place, person.id) == [1, 0])

            let code = try await Self.reset(administrator, person.id)
            #expect(administrator.status == 200 && administrator.headers["cache-control"] == "no-store")
            #expect(administrator.heading == "Enrolment code" && !administrator.path.contains(code))
            for words in ["It is taken away.", "never by email", "It works once. It ends:", "tokens for scripts"] {
                #expect(administrator.page.contains(words), "\(words)")
            }
            try await administrator.open("/en/staff/people/\(person.id)")
            #expect(administrator.page.contains("It is set up with the enrolment code that was made."))
            #expect(!administrator.page.contains(code), "it is shown once")
            #expect(try await Self.rows(place, person.id) == [0, 1])

            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "log@example.org")
            #expect(browser.heading == "Set up your second factor" && browser.page.contains("name=\"given\""))
            var authenticator = try Authenticator(page: browser.page)
            for given in [nil, "", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA", "123", recoveryCodes[0]] {
                try await Self.setUp(browser, given, authenticator.present)
                #expect(browser.status == 422 && browser.page.contains("id=\"e-given\""), "\(given ?? "none")")
                #expect(!browser.page.contains("id=\"e-code\""), "the authenticator's is right")
            }
            try await Self.setUp(browser, "123", authenticator.present)
            #expect(browser.status == 429 && Int(browser.headers["retry-after"] ?? "") ?? 0 <= 15)
            try await place.alter("update portal.enrolment_code set wait_until = now() - interval '1 second'")
            try await Self.setUp(browser, "123", "1")
            #expect(browser.status == 422, "after the wait codes are looked at again")
            #expect(browser.page.contains("id=\"e-given\"") && browser.page.contains("id=\"e-code\""))
            try await Self.setUp(browser, "123", authenticator.present)
            #expect(browser.status == 429)
            #expect(try await Self.rows(place, person.id) == [0, 1], "nothing is set up by the mailbox alone")

            // Whoever reads her mail and types wrong codes does not keep her out; but both have to be right.
            try await Self.setUp(browser, code, "1")
            #expect(browser.status == 422 && browser.page.contains("id=\"e-code\""))
            #expect(!browser.page.contains("id=\"e-given\""))
            #expect(try await Self.rows(place, person.id) == [0, 1])
            try await Self.setUp(browser, code.lowercased(), try await authenticator.code())
            #expect(browser.heading == "Your recovery codes" && browser.status == 200)
            #expect(try await Self.rows(place, person.id) == [1, 0])

            let noted = try await place.alter(
                """
                update portal.second_factor set failures = 0 where subject = \(subject)
                    and (select count(*) from portal.audit where action = 'enrolment-code.refused'
                        and object = \("person/\(subject)") and actor = \(subject)) = 6
                    and (select count(*) from portal.audit where action = 'enrolment-code.made'
                        and object = \("person/\(subject)") and role = 'administrator'
                        and reason = 'phone lost, known by voice') = 1
                    and not exists (select from portal.audit as line
                        where line::text like \("%\(code)%")
                            or line::text like \("%\(code.replacing("-", with: ""))%"))
                """)
            #expect(noted == 1, "all of it stands in the audit log, but not the code")

            let next = try await Self.reset(administrator, person.id)
            #expect(next != code)
            try await browser.open("/en/staff")
            #expect(browser.heading == "Sign in")
            try await PortalPlace.signIn(browser, "log@example.org")
            authenticator = try Authenticator(page: browser.page)
            try await Self.setUp(browser, code, authenticator.present)
            #expect(browser.status == 422, "a code works once")
            #expect(try await Self.rows(place, person.id) == [0, 1])
            try await Self.setUp(browser, next, try await authenticator.code())
            #expect(browser.heading == "Your recovery codes")
        }
    }

    @Test("a page that is old or sent again takes nothing away that came meanwhile")
    func staleness() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let administrator = try await Self.administrator(place).browser
            let page = "/en/staff/people/\(person.id)"
            try await administrator.open(page)
            let form = try #require(administrator.forms.first { $0.action.hasSuffix("/reset") })
            let code = try await Self.reset(administrator, person.id)
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "log@example.org")
            var authenticator = try Authenticator(page: browser.page)
            for seen in [nil, "", "none none"] {
                try await administrator.post(
                    page + "/reset", form, [("why", "sent once more")] + (seen.map { [("seen", $0)] } ?? []))
                #expect(administrator.status == 409 && Self.shown(administrator) == nil, "\(seen ?? "from the form")")
            }
            await #expect(throws: DatabaseError.self, "the database itself takes no factor while there is a code") {
                try await place.alter(
                    """
                    insert into portal.second_factor (subject, seed_sealed, last_step, enrolled_at)
                    values (\(person.id.description), '', 1, now())
                    """)
            }
            try await Self.setUp(browser, code, try await authenticator.code())
            #expect(browser.heading == "Your recovery codes")
            try await administrator.post(page + "/reset", form, [("why", "sent once more")])
            #expect(administrator.status == 409)
            #expect(try await Self.rows(place, person.id) == [1, 0])
        }
    }

    @Test("a code that has expired opens nothing, and an administrator makes a new one")
    func expiry() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let administrator = try await Self.administrator(place).browser
            try await administrator.open("/en/staff/people/\(person.id)")
            #expect(administrator.page.contains("No enrolment code was made"))
            let code = try await Self.reset(administrator, person.id)
            #expect(administrator.page.contains("Codes made before work no more"))
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "log@example.org")
            let authenticator = try Authenticator(page: browser.page)
            let expired = try await place.alter(
                "update portal.enrolment_code set expires_at = now() - interval '1 minute'")
            #expect(expired == 1)
            try await Self.setUp(browser, code, authenticator.present, opens: false)
            #expect(browser.status == 422 && browser.page.contains("Ask an administrator for a new one"))
            #expect(try await Self.rows(place, person.id) == [0, 1])
            try await browser.open("/en/sign-in/set-up")
            #expect(browser.status == 200 && browser.page.contains("Your enrolment code has expired."))
            #expect(browser.forms.allSatisfy { !$0.action.hasSuffix("/set-up") })

            try await administrator.open("/en/staff/people/\(person.id)")
            #expect(administrator.page.contains("The enrolment code has expired."))
            let next = try await Self.reset(administrator, person.id)
            try await PortalPlace.signIn(browser, "log@example.org")
            var fresh = try Authenticator(page: browser.page)
            try await Self.setUp(browser, code, fresh.present)
            #expect(browser.status == 422, "the code before works no more")
            try await Self.setUp(browser, next, try await fresh.code())
            #expect(browser.heading == "Your recovery codes")
            #expect(try await Self.rows(place, person.id) == [1, 0])
        }
    }

    @Test("a first role brings a code, a further one and a role of somebody with a factor bring none")
    func firstRole() async throws {
        try await PortalPlace.with { place in
            let administrator = try await Self.administrator(place).browser
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "amina@example.org")
            let person = try #require(try await place.list().first { $0.roles == [.applicant] }).id
            try await administrator.open("/en/staff/people/\(person)")
            #expect(administrator.forms.allSatisfy { !$0.action.hasSuffix("/reset") }, "nothing to reset")

            try await Self.give(administrator, person, [.applicant, .logistics], [("version", "99")])
            #expect(administrator.status == 412)
            #expect(try await Self.rows(place, person) == [0, 0], "a change that is refused makes no code")
            try await Self.give(administrator, person, [.applicant, .logistics])
            #expect(administrator.heading == "Enrolment code" && administrator.status == 200)
            #expect(administrator.headers["cache-control"] == "no-store")
            #expect(administrator.page.contains("The rights are changed."))
            let code = try #require(Self.shown(administrator))
            try await Self.give(administrator, person, [.applicant, .logistics, .finance])
            #expect(administrator.page.contains("The rights are changed.") && Self.shown(administrator) == nil)

            try await PortalPlace.signIn(browser, "amina@example.org")
            var authenticator = try Authenticator(page: browser.page)
            try await Self.setUp(browser, nil, authenticator.present)
            #expect(browser.status == 422)
            #expect(try await Self.rows(place, person) == [0, 1])
            try await Self.setUp(browser, code, try await authenticator.code())
            #expect(browser.heading == "Your recovery codes")

            try await Self.give(administrator, person, [.applicant])
            try await Self.give(administrator, person, [.applicant, .chair])
            #expect(administrator.page.contains("The rights are changed.") && Self.shown(administrator) == nil)
            #expect(try await Self.rows(place, person) == [1, 0], "she shows the factor that she has")
        }
    }

    @Test("only another administrator with a fresh factor makes a code, and only for who works here")
    func whoMakesCodes() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            let applicant = try await place.person("amina@example.org", [.applicant])
            _ = try await place.person("fin@example.org", [.finance])
            let (administrator, own) = try await Self.administrator(place)
            let other = Browser(place.portal)
            _ = try await PortalPlace.enrol(other, "fin@example.org")
            func ask(_ browser: Browser, _ id: PersonID) async throws {
                try await browser.open("/en/staff")
                let proof = try #require(browser.forms.first { $0.action.hasSuffix("/sign-out") })
                try await browser.post(
                    "/en/staff/people/\(id)/reset", proof, [("why", "as the test wants"), ("seen", "none none")])
            }
            try await ask(other, person.id)
            #expect(other.status == 404, "for other staff the page does not exist")
            try await ask(administrator, own)
            #expect(administrator.status == 409)
            #expect(try await Self.rows(place, own) == [1, 0])
            for id in [applicant.id, .next()] {
                try await ask(administrator, id)
                #expect(administrator.status == 404)
                #expect(try await Self.rows(place, id) == [0, 0])
            }
            try await place.alter("update portal.session set factor_at = now() - interval '301 seconds'")
            try await ask(administrator, person.id)
            #expect(administrator.heading == "Confirm that it is you")
            #expect(try await Self.rows(place, person.id) == [0, 0])
            try await place.alter("update portal.session set factor_at = now()")
            try await ask(administrator, person.id)
            #expect(Self.shown(administrator) != nil)
            #expect(try await Self.rows(place, person.id) == [0, 1])
            // What is left of who has been erased goes when anybody signs in.
            try await PortalPlace.signIn(Browser(place.portal), "x@example.org")
            #expect(try await Self.rows(place, person.id) == [0, 1])
            try await place.alter(
                "update applications.person set roles = '{}', is_closed = true where id = \(person.id)")
            try await PortalPlace.signIn(Browser(place.portal), "y@example.org")
            #expect(try await Self.rows(place, person.id) == [0, 0])
        }
    }

    @Test("a reset ends the tokens for scripts of this person and of nobody else")
    func tokens() async throws {
        try await PortalPlace.with { place in
            let person = try await place.person("log@example.org", [.logistics])
            _ = try await place.person("fin@example.org", [.finance])
            let administrator = try await Self.administrator(place).browser
            var secrets: [String] = []
            for address in ["log@example.org", "fin@example.org"] {
                let browser = Browser(place.portal)
                _ = try await PortalPlace.enrol(browser, address)
                try await browser.open("/en/staff/tokens")
                try await browser.send("/staff/tokens", [("name", "nightly export")])
                secrets.append(String(try #require(browser.page.firstMatch(of: /convene_[A-Za-z0-9_-]{43}/)).0))
            }
            func asked(_ secrets: [String]) async throws -> [Int] {
                var statuses: [Int] = []
                for secret in secrets {
                    statuses.append(
                        try await place.applications.wire.send("GET", "/v1/calls", token: secret).status)
                }
                return statuses
            }
            #expect(try await asked(secrets) == [200, 200])
            try await administrator.open("/en/staff/people/\(person.id)")
            #expect(administrator.page.contains("tokens for scripts end too"))
            _ = try await Self.reset(administrator, person.id)
            #expect(administrator.page.contains("all tokens for scripts have ended"))
            #expect(try await asked(secrets) == [401, 200])
        }
    }
}
