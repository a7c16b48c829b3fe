import Access
import ApplicationsContract
import ApplicationsService
import Logging
import PortalService
import Postgres
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

        /// Runs a statement as the database's owner, for what would take hours to come about.
        /// - Returns: how many rows it met.
        @discardableResult
        func alter(_ statement: SQL) async throws -> Int {
            let pool = Database(
                try TestDatabase.shared.configuration(database: self.portal.database), logger: TestDatabase.logger())
            let run = Task { try await pool.run() }
            defer { run.cancel() }
            return try await pool.execute(statement)
        }

        /// Makes an account of somebody who works here.
        func person(_ address: String, _ roles: [Role]) async throws -> Person {
            try await self.applications.caller.call(
                ApplicationsEndpoints.createPerson,
                body: PersonInput(name: "Ada", emailAddress: address, language: .english, roles: roles),
                as: self.applications.credential(.administrator), returning: Person.self
            ).value
        }

        /// Everybody who has an account.
        func list() async throws -> [Person] {
            try await self.applications.caller.call(
                ApplicationsEndpoints.listPeople, as: self.applications.credential(.administrator),
                returning: Page<Person>.self
            ).value.items
        }

        /// Changes what somebody may do, as an administrator.
        func change(
            _ person: PersonID, roles: [Role], convenings: [ConveningID] = [], isClosed: Bool = false
        ) async throws {
            _ = try await self.applications.caller.call(
                ApplicationsEndpoints.changePersonAccess, .init(path: [person.description], ifMatch: "*"),
                body: PersonAccessInput(
                    roles: roles, convenings: convenings, isClosed: isClosed, reason: "as the test wants"),
                as: self.applications.credential(.administrator), returning: PersonAccess.self)
        }
    }

    /// The portal as a demonstration runs it: codes go to the local outbox.
    static let demonstration: @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly = {
        settings, logger in
        let settings = ServiceSettings(
            service: .portal, shareDirectory: settings.shareDirectory, publicListener: settings.publicListener,
            internalListener: nil, certificateAuthority: settings.certificateAuthority, identity: settings.identity,
            publicIdentity: settings.publicIdentity, tokenPublicKey: settings.tokenPublicKey,
            tokenPrivateKey: settings.tokenPrivateKey, databaseURL: settings.databaseURL,
            databasePoolSize: settings.databasePoolSize, peers: settings.peers,
            vaultFolders: settings.vaultFolders, isDemonstration: true)
        return try await Portal.assemble(settings, portal: PortalSettings(environment: [:]), logger)
    }

    /// - Parameter poolSize: more than one where many requests race.
    static func with(poolSize: Int = 1, _ body: @Sendable (Place) async throws -> Void) async throws {
        try await RunningService.with(
            .applications, poolSize: poolSize, assemble: ApplicationsService.assemble
        ) { applications in
            let call = try await self.call(applications)
            try await RunningService.with(
                .portal, database: applications.database, peers: [.applications: applications.internalURL],
                poolSize: poolSize, assemble: self.demonstration
            ) { portal in
                try await body(Place(portal: portal, applications: applications, call: call))
            }
        }
    }

    /// What the portal's stores work on, for tests that call them without a service.
    static func withStores(_ body: @Sendable (Database, PortalKeys) async throws -> Void) async throws {
        var configuration = try TestDatabase.shared.configuration(
            database: try await TestDatabase.shared.make(), role: ServiceName.portal.databaseRole)
        configuration.schema = ServiceName.portal.schema
        let pool = Database(configuration, logger: TestDatabase.logger())
        let run = Task { try await pool.run() }
        defer { run.cancel() }
        try await body(pool, PortalKeys(secret: "of the test"))
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
    static func signIn(_ browser: Browser, _ address: String, device: String = "shared") async throws {
        try await browser.open("/en/sign-in")
        try await browser.send("/en/sign-in", [("address", address)])
        let code = try await self.code(for: address, browser)
        try await browser.send("/en/sign-in/code", [("code", code)])
        if browser.path.hasPrefix("/en/sign-in/device") {
            try await browser.send("/en/sign-in/device", [("device", device)])
        }
    }

    /// Signs somebody in who works here and has no second factor yet, and sets it up.
    /// - Returns: the authenticator, and the recovery codes.
    static func enrol(_ browser: Browser, _ address: String) async throws -> (Authenticator, [String]) {
        try await self.signIn(browser, address)
        var authenticator = try Authenticator(page: browser.page)
        try await browser.send("/en/sign-in/set-up", [("code", try await authenticator.code())])
        let codes = browser.page.matches(of: /<code dir="ltr">([0-9A-Z-]{29})<\/code>/).map { String($0.1) }
        return (authenticator, codes)
    }

    /// The newest code in the outbox for an address. The browser stays where it is.
    static func code(for address: String, _ browser: Browser) async throws -> String {
        let reader = Browser(copying: browser)
        try await reader.open("/en/outbox")
        let rows = reader.page.matches(of: /<bdi>([^<]*)<\/bdi><\/th><td>[^<]*<\/td><td>[^<]*?(\d{4}\u{A0}\d{4})/)
        return try #require(rows.first { $0.1 == address }.map { String($0.2) })
    }
}
