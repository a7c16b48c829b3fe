import Access
import ApplicationsContract
import Foundation
import HTTPTypes
import PortalService
import Primitives
import ServiceClient
import ServiceKit
import TestSupport
import Testing

@Suite(
    "Portal: pages in front of the services",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct PortalFlowTests {
    @Test("an application from the start page to the confirmation, without a script")
    func application() async throws {
        try await PortalPlace.with { place in
            let browser = Browser(place.portal)
            let call = place.call.id.description
            try await browser.open("/")
            #expect(browser.path == "/en" && browser.status == 200)
            #expect(browser.page.contains("Global Convening &lt;2027&gt;"))
            try await browser.open("/en/calls/\(call)")
            #expect(browser.page.contains("You work in Sudan") && browser.page.contains("By what you did"))

            // Applying leads through signing in, and back to the call.
            try await browser.send("/calls/\(call)/apply")
            #expect(browser.path.hasPrefix("/en/sign-in?next="))
            try await browser.send("/en/sign-in", [("address", "Amina@Example.org")])
            let code = try await PortalPlace.code(for: "amina@example.org", browser)
            try await browser.send("/en/sign-in/code", [("code", "00000000")])
            #expect(browser.status == 422 && browser.page.contains("not right or is too old"))
            try await browser.send("/en/sign-in/code", [("code", code)])
            #expect(browser.heading == "Is this your own phone or computer?")
            try await browser.send("/en/sign-in/device", [("device", "shared")])
            #expect(browser.heading.hasPrefix("Before you start"))
            try await browser.open("/en/calls/\(call)")
            try await browser.send("/calls/\(call)/apply")

            // The organisation first: what is missing is said, what was typed stays.
            #expect(browser.heading == "Your organisation")
            try await browser.send("/organisation", [("organisation_name", "Sisters <for> Water")])
            #expect(browser.status == 422 && browser.page.contains("There is a problem"))
            #expect(browser.page.contains("value=\"Sisters &lt;for&gt; Water\""))
            try await browser.send(
                "/organisation",
                [
                    ("organisation_country", "SDN"), ("organisation_kind", "cbo"), ("organisation_size", "small"),
                    ("organisation_led", "yes"), ("organisation_languages", "ar"),
                ])
            #expect(browser.path.hasSuffix("/parts/2"))

            // A draft may be incomplete and is kept.
            try await browser.send("/parts/2", [("change", "مياه\nنظيفة & <b>"), ("then", "stay")])
            #expect(browser.page.contains("Saved at") && browser.page.contains("مياه\nنظيفة &amp; &lt;b&gt;"))
            try await browser.send("/parts/2", [("change", "zero\u{202E}width"), ("then", "stay")])
            #expect(browser.status == 422 && browser.page.contains("hidden character"))
            try await browser.open(browser.path)
            #expect(browser.page.contains("نظيفة"), "what was saved is still saved")
            try await browser.send("/parts/2", [("then", "next")])
            #expect(browser.path.hasSuffix("/parts/3"))
            try await browser.send("/parts/3", [("departure_city", "Khartoum"), ("then", "next")])
            #expect(browser.heading == "Check your answers before you send them")
            #expect(browser.page.contains("Before you can send"), "the theme is missing")

            // Sending says what is missing, wants the agreement, and works once.
            let application = browser.path.split(separator: "/")[2]
            try await browser.send("/check", [("agree_read", "yes")])
            #expect(
                browser.status == 422
                    && browser.page.contains("href=\"/en/applications/\(application)/parts/2#f-theme\""))
            try await browser.open("/en/applications/\(application)/parts/2")
            try await browser.send("/parts/2", [("theme", "youth"), ("then", "next")])
            try await browser.open("/en/applications/\(application)/check")
            #expect(browser.page.contains("Young people"), "choices are shown by their label")
            try await browser.send("/check")
            #expect(browser.status == 422 && browser.page.contains("We need your agreement"))
            try await browser.send("/check", [("agree_read", "yes")])
            #expect(browser.heading == "We have your application")
            #expect(browser.path == "/en/applications/\(application)")
            try await browser.open("/ar/applications")
            #expect(browser.page.contains("dir=\"rtl\"") && browser.page.contains("اللقاء العالمي"))

            // Taking it back.
            try await browser.open("/en/applications/\(application)/withdraw")
            try await browser.send("/withdraw")
            #expect(browser.page.contains("Taken back by you"))
        }
    }

    @Test("two devices: the second saving loses nothing and overwrites nothing")
    func twoDevices() async throws {
        try await PortalPlace.with { place in
            let phone = Browser(place.portal)
            try await PortalPlace.signIn(phone, "two@example.org")
            try await phone.open("/en/calls/\(place.call.id)")
            try await phone.send("/apply")
            try await phone.send(
                "/organisation",
                [
                    ("organisation_name", "Two"), ("organisation_country", "SDN"), ("organisation_kind", "cso"),
                    ("organisation_size", "large"), ("organisation_led", "no"), ("organisation_languages", "fr"),
                ])
            let part = phone.path
            let tablet = Browser(place.portal)
            try await PortalPlace.signIn(tablet, "two@example.org")
            try await tablet.open(part)
            try await phone.send("/parts/2", [("change", "from the phone"), ("then", "stay")])
            try await tablet.send("/parts/2", [("change", "from the tablet"), ("then", "stay")])
            #expect(tablet.status == 409)
            #expect(tablet.page.contains("from the phone") && tablet.page.contains("from the tablet"))
            try await tablet.send("/parts/2", [("then", "stay")])
            #expect(tablet.status == 200 && tablet.page.contains("from the tablet"))
        }
    }

    @Test("forms without a proof or from elsewhere change nothing")
    func proofs() async throws {
        try await PortalPlace.with { place in
            let browser = Browser(place.portal)
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "x@example.org"), ("csrf", "forged")])
            #expect(browser.status == 403 && browser.heading == "We could not read that form")
            try await browser.open("/en/sign-in")
            try await browser.send(
                "/en/sign-in", [("address", "x@example.org")], headers: [("Sec-Fetch-Site", "cross-site")])
            #expect(browser.status == 403)
            // Browsers that only know `Origin`: ours is the address that was asked.
            try await browser.open("/en/sign-in")
            for (origin, isOurs) in [("https://evil.example", false), (place.portal.publicURL, true)] {
                let form = try #require(browser.forms.first { $0.action == "/en/sign-in" })
                let answer = try await place.portal.wire.send(
                    "POST", form.action, headers: [("Content-Type", FormBody.mediaType), ("Origin", origin)],
                    body: Browser.body(form, [("address", "y@example.org")]))
                #expect(answer.status == (isOurs ? 303 : 403), "\(origin)")
            }
            try await browser.open("/en/outbox")
            #expect(!browser.page.contains("x@example.org"))
            let raw = try await place.portal.wire.send(
                "POST", "/en/sign-in", headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
            #expect(raw.status == 415)
            #expect(raw.headers["content-type"] == "text/html; charset=utf-8")
            let large = try await place.portal.wire.send(
                "POST", "/en/sign-in", headers: [("Content-Type", FormBody.mediaType)],
                body: [UInt8](repeating: 0x61, count: FormBody.limit + 1))
            #expect(large.status == 413)
        }
    }

    @Test("codes: five tries, five codes, once")
    func codes() async throws {
        try await PortalPlace.with { place in
            let browser = Browser(place.portal)
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "c@example.org")])
            let page = browser.path
            let code = try await PortalPlace.code(for: "c@example.org", browser)
            for _ in 0..<5 {
                try await browser.open(page)
                try await browser.send("/en/sign-in/code", [("code", code.hasPrefix("9") ? "11111111" : "99999999")])
                #expect(browser.status == 422)
            }
            try await browser.open(page)
            try await browser.send("/en/sign-in/code", [("code", code)])
            #expect(browser.status == 422, "the right code after five wrong ones")

            for _ in 0..<4 {
                try await browser.open("/en/sign-in")
                try await browser.send("/en/sign-in", [("address", "c@example.org")])
                #expect(browser.path.hasPrefix("/en/sign-in/code"))
            }
            let last = browser.path
            let good = try await PortalPlace.code(for: "c@example.org", browser)
            try await browser.open("/en/sign-in")
            try await browser.send("/en/sign-in", [("address", "c@example.org")])
            #expect(browser.status == 429 && browser.heading == "Too many tries")

            try await browser.open(last)
            try await browser.send("/en/sign-in/code", [("code", good)])
            #expect(browser.cookie != nil)
            let thief = Browser(place.portal)
            try await thief.open(last)
            try await thief.send("/en/sign-in/code", [("code", good)])
            #expect(thief.status == 422 && thief.cookie == nil, "a code works once")
        }
    }

    @Test("leaving and signing out end the session at once")
    func leaving() async throws {
        try await PortalPlace.with { place in
            let browser = Browser(place.portal)
            try await PortalPlace.signIn(browser, "leave@example.org")
            let cookie = try #require(browser.cookie)
            try await browser.open("/exit")
            #expect(browser.status == 303 && browser.headers["location"] == "https://www.wikipedia.org/")
            #expect(browser.headers["clear-site-data"]?.contains("cookies") == true)
            #expect(browser.cookie == nil)
            let dead = try await place.portal.wire.send(
                "GET", "/en/applications", headers: [("Cookie", "__Host-s=\(cookie)")])
            #expect(dead.status == 303 && dead.headers["location"]?.hasPrefix("/en/sign-in?next=") == true)

            try await PortalPlace.signIn(browser, "leave@example.org")
            try await browser.open("/en/applications")
            try await browser.send("/en/sign-out")
            #expect(browser.cookie == nil && browser.path == "/en")
            try await browser.open("/en/applications")
            #expect(browser.heading == "Sign in")
        }
    }

    @Test("every address answers everybody without a fault and with the headers of safety")
    func everyAddress() async throws {
        try await PortalPlace.with { place in
            let applicant = Browser(place.portal)
            try await PortalPlace.signIn(applicant, "walk@example.org")
            for endpoint in PortalEndpoints.all {
                let values = endpoint.parameters.map { name in
                    name == "lang" ? "ar" : name == "part" ? "1" : ID<JobTag>.next().description
                }
                let path = endpoint.path(filling: values)
                for cookie in [nil, applicant.cookie] {
                    var headers: [(String, String)] = cookie.map { [("Cookie", "__Host-s=\($0)")] } ?? []
                    var body: [UInt8]?
                    if endpoint.method.rawValue == "POST" {
                        headers.append(("Content-Type", FormBody.mediaType))
                        body = []
                    }
                    if endpoint.id == "exit", cookie != nil { continue }
                    let answer = try await place.portal.wire.send(
                        endpoint.method.rawValue, path, headers: headers, body: body)
                    // Scheduling does not run here, and the agenda is its.
                    #expect(answer.status < 500 || (answer.status == 503 && endpoint.id == "agenda"), "\(endpoint.id)")
                    #expect(endpoint.method.rawValue == "GET" || answer.status >= 300, "\(endpoint.id)")
                    for name in [
                        "strict-transport-security", "content-security-policy", "x-content-type-options",
                        "referrer-policy", "cross-origin-opener-policy",
                    ] {
                        #expect(answer.headers[name] != nil, "\(endpoint.id) \(name)")
                    }
                    if endpoint.id != "asset" { #expect(answer.headers["cache-control"] == "no-store") }
                }
            }
            for path in ["/xx", "/en/nothing", "/en/calls/no-id", "/en/staff", "/en/staff/scoring"] {
                try await applicant.open(path)
                #expect(applicant.status == 404, "\(path)")
                #expect(applicant.page.contains("<h1>"))
            }
            try await applicant.open("/en/privacy/")
            #expect(applicant.path == "/en/privacy")
        }
    }

    @Test("static files are kept for ever and compressed; pages are compressed and never kept")
    func bytes() async throws {
        try await PortalPlace.with { place in
            let style = AssetStore().stylesheet
            let answer = try await place.portal.wire.send("GET", style.path, headers: [("Accept-Encoding", "gzip")])
            #expect(answer.headers["content-encoding"] == "gzip" && answer.body.count < 4000)
            #expect(answer.headers["cache-control"]?.contains("immutable") == true)
            let page = try await place.portal.wire.send("GET", "/ar", headers: [("Accept-Encoding", "gzip")])
            #expect(page.headers["content-encoding"] == "gzip" && page.body.count < 4000)
            #expect(page.headers["content-security-policy"]?.contains("script-src 'self'") == true)
            #expect(page.headers["content-security-policy"]?.contains("unsafe") == false)
        }
    }

    @Test("staff see the pool by code, with filters; a service that is down leaves the rest")
    func staff() async throws {
        try await PortalPlace.with { place in
            _ = try await place.person("ada@example.org", [.administrator])
            let browser = Browser(place.portal)
            _ = try await PortalPlace.enrol(browser, "ada@example.org")
            try await browser.open("/en/staff")
            #expect(browser.path == "/en/staff" && browser.heading == "What needs doing")
            #expect(browser.page.contains("We cannot show this right now"), "selection and scheduling are not there")
            try await browser.open("/en/staff/calls/\(place.call.id)/applications?language=ar")
            #expect(browser.status == 200 && browser.page.contains("No application matches"))
            try await browser.open("/en/staff/rounds/\(ID<RoundTag>.next())/ranking")
            #expect(browser.status == 503 && browser.page.contains("What you saved") == false)
            try await browser.open("/en/applications")
            #expect(browser.status == 200)
        }
    }
}
