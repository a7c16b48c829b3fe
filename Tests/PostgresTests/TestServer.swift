import Foundation
import Logging
import Postgres
import Primitives

/// The server of the tests that need one: `CONVENE_TEST_DATABASE` is the URL of a superuser there.
enum TestServer {
    static let url = ProcessInfo.processInfo.environment["CONVENE_TEST_DATABASE"] ?? ""
    static let isAvailable = !url.isEmpty
    static let absence = "CONVENE_TEST_DATABASE is not set: no PostgreSQL to test against"

    static var logger: Logger {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .debug
        return logger
    }

    static func configuration(poolSize: Int = 4) throws -> DatabaseConfiguration {
        var configuration = try DatabaseConfiguration(url: self.url, applicationName: "postgres-tests")
        configuration.poolSize = poolSize
        return configuration
    }

    /// Runs the body with a pool that lives as long as it.
    static func withDatabase<Result: Sendable>(
        poolSize: Int = 4, change: (inout DatabaseConfiguration) -> Void = { _ in },
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        var configuration = try self.configuration(poolSize: poolSize)
        change(&configuration)
        return try await self.withDatabase(configuration, body)
    }

    static func withDatabase<Result: Sendable>(
        _ configuration: DatabaseConfiguration, _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let database = Database(configuration, logger: self.logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            defer { group.cancelAll() }
            return try await body(database)
        }
    }

    /// A schema of its own for one test, gone afterwards.
    static func withSchema<Result: Sendable>(
        poolSize: Int = 4, change: (inout DatabaseConfiguration) -> Void = { _ in },
        _ body: (Database) async throws -> Result
    ) async throws -> Result {
        let name = "t_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        return try await self.withDatabase(poolSize: 1) { admin in
            // `format` quotes the name and `execute` runs it: a name made at run time cannot enter SQL text.
            _ = try await admin.execute("select \(name)")
            try await self.run(admin, "create schema %I", name)
            do {
                let result = try await self.withDatabase(
                    poolSize: poolSize,
                    change: {
                        $0.schema = name
                        change(&$0)
                    }, body)
                try await self.run(admin, "drop schema %I cascade", name)
                return result
            } catch {
                try? await self.run(admin, "drop schema %I cascade", name)
                throw error
            }
        }
    }

    /// Runs a command that takes a name, which a parameter cannot stand for.
    static func run(_ database: Database, _ command: String, _ name: String) async throws {
        try await database.withConnection { connection in
            try await connection.execute("select set_config('test.command', format(\(command), \(name)), false)")
            try await connection.execute("do $$ begin execute current_setting('test.command'); end $$")
        }
    }
}
