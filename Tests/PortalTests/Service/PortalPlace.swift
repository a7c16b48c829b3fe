import Access
import ApplicationsContract
import ApplicationsService
import Logging
import PortalService
import Primitives
import ServiceClient
import ServiceKit
import TestSupport
import Testing

/// The portal in front of a real applications service, with a call that is open.
enum PortalPlace {
    struct Place: Sendable {
        let portal: RunningService
        let applications: RunningService
        let call: Call
    }

    /// The portal as a demonstration runs it: codes go to the local outbox.
    static let demonstration: @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly = {
        settings, logger in
        let settings = ServiceSettings(
            service: .portal, shareDirectory: settings.shareDirectory, publicListener: settings.publicListener,
            internalListener: nil, certificateAuthority: settings.certificateAuthority, identity: settings.identity,
            publicIdentity: settings.publicIdentity, tokenPublicKey: settings.tokenPublicKey,
            tokenPrivateKey: settings.tokenPrivateKey, databaseURL: settings.databaseURL, peers: settings.peers,
            isDemonstration: true)
        return try await Portal.assemble(settings, portal: PortalSettings(environment: [:]), logger)
    }

    static func with(_ body: @Sendable (Place) async throws -> Void) async throws {
        try await RunningService.with(.applications, assemble: ApplicationsService.assemble) { applications in
            let call = try await self.call(applications)
            try await RunningService.with(
                .portal, peers: [.applications: applications.internalURL], assemble: self.demonstration
            ) { portal in
                try await body(Place(portal: portal, applications: applications, call: call))
            }
        }
    }

    private static func call(_ service: RunningService) async throws -> Call {
        let administrator = try await service.credential(.administrator)
        let title = LocalizedText(en: "Global Convening <2027>", ar: "اللقاء العالمي")
        let convening: Convening = try await service.caller.call(
            ApplicationsEndpoints.createConvening,
            body: ConveningInput(
                kind: .globalConvening, format: .inPerson, title: title, summary: title, venue: "Nairobi",
                zone: try #require(Zone("Africa/Nairobi")), startsOn: try #require(LocalDate(iso8601: "2027-03-14")),
                endsOn: try #require(LocalDate(iso8601: "2027-03-17")), places: 60), as: administrator
        ).value
        let now = Instant.now
        let input = CallInput(
            title: title, opensAt: now.adding(seconds: -3600), closesAt: now.adding(seconds: 90_000),
            questions: [
                Question(
                    key: "change", section: "work", kind: .text, audience: .committee,
                    label: LocalizedText(en: "One change"), maximumWords: 50),
                Question(
                    key: "theme", section: "work", kind: .choice, audience: .committee,
                    label: LocalizedText(en: "Theme"),
                    options: [QuestionOption(value: "youth", label: LocalizedText(en: "Young people"))]),
                Question(
                    key: "departure_city", section: "travel", kind: .text, audience: .logistics,
                    label: LocalizedText(en: "City"), isRequired: false, maximumWords: 5),
            ],
            rules: [
                EligibilityRule(
                    code: "programme-country", fact: .country, oneOf: ["SDN"],
                    reason: LocalizedText(en: "You work in Sudan"))
            ], criteria: LocalizedText(en: "By what you did"))
        return try await service.caller.call(
            ApplicationsEndpoints.createCall, .init(path: [convening.id.description]), body: input, as: administrator
        ).value
    }

    /// Signs a browser in as a person with an address, as people do: address, code from the outbox, device.
    static func signIn(_ browser: Browser, _ address: String) async throws {
        try await browser.open("/en/sign-in")
        try await browser.send("/en/sign-in", [("address", address)])
        let code = try await self.code(for: address, browser)
        try await browser.send("/en/sign-in/code", [("code", code)])
        try await browser.send("/en/sign-in/device", [("device", "shared")])
    }

    /// The newest code in the outbox for an address. The browser stays where it is.
    static func code(for address: String, _ browser: Browser) async throws -> String {
        let reader = Browser(copying: browser)
        try await reader.open("/en/outbox")
        let rows = reader.page.matches(of: /<bdi>([^<]*)<\/bdi><\/th><td>[^<]*<\/td><td>[^<]*?(\d{3} \d{3})/)
        return try #require(rows.first { $0.1 == address }.map { String($0.2) })
    }
}
