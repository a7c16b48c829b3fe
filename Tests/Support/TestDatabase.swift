import Access
import Durability
import Foundation
import Logging
import Postgres
import Primitives

/// A migrated database for a suite: cloned from a template that is made once a run.
///
/// The server is a throw-away one that `make test` starts; its superuser's URL is in `CONVENE_TEST_DATABASE`.
package actor TestDatabase {
    package static let url = ProcessInfo.processInfo.environment["CONVENE_TEST_DATABASE"] ?? ""
    package static let isAvailable = !url.isEmpty
    package static let absence = "CONVENE_TEST_DATABASE is not set: there is no PostgreSQL to test against"

    package static let shared = TestDatabase()

    /// Password that the throw-away server gives to every login role.
    package static let password = "throw-away"
    private let template = "convene_template_\(ProcessInfo.processInfo.processIdentifier)"
    private var preparation: Task<Void, any Error>?
    private var count = 0

    package static func logger() -> Logger {
        var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }

    /// Makes a fresh database with every migration applied, or with the roles alone.
    /// - Returns: its name.
    package func make(empty isEmpty: Bool = false) async throws -> String {
        if self.preparation == nil { self.preparation = Task { try await self.makeTemplate() } }
        try await self.preparation?.value
        self.count += 1
        let name = "convene_test_\(ProcessInfo.processInfo.processIdentifier)_\(self.count)"
        try await self.administer(
            isEmpty ? #"create database "\#(name)""# : #"create database "\#(name)" template "\#(self.template)""#)
        return name
    }

    private func makeTemplate() async throws {
        try await self.administer(#"create database "\#(self.template)""#)
        try await Migrator(
            self.configuration(database: self.template), sets: ConveneMigrations.sets(share: Repository.root),
            logger: Self.logger()
        ).migrate()
        for service in ServiceName.allCases where service != .convene {
            try await self.administer(#"alter role "\#(service.databaseRole)" password '\#(Self.password)'"#)
        }
    }

    /// Runs one statement as superuser through psql: names of databases cannot be parameters.
    private func administer(_ statement: String) async throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", Self.url, "-c", statement]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TestDatabaseError(statement: statement) }
    }

    /// A configuration for a role on one of the made databases; nil means the superuser.
    package nonisolated func configuration(database: String, role: String? = nil) throws -> DatabaseConfiguration {
        var configuration = try DatabaseConfiguration(
            url: self.url(database: database, role: role), schema: nil, applicationName: "tests")
        // As services have it: whom they serve decides, and here nobody is served.
        configuration.sessionParameters[DatabaseConfiguration.conveningsParameter] = "*"
        return configuration
    }

    /// The URL of a made database for a login role.
    package nonisolated func url(database: String, role: String?) throws -> String {
        guard var parts = URLComponents(string: Self.url) else { throw TestDatabaseError(statement: "url") }
        parts.path = "/\(database)"
        if let role {
            parts.user = role
            parts.password = Self.password
        }
        return parts.string ?? ""
    }
}

package struct TestDatabaseError: Error {
    package let statement: String
}
