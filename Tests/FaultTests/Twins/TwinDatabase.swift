import Foundation
import Postgres
import TestSupport

/// Two pools on one database, as two processes have them.
struct TwinDatabase: Sendable {
    let first: Database
    let second: Database

    /// - Parameter schema: whose tables are meant when no schema is named.
    static func with(
        schema: String, _ body: @Sendable (TwinDatabase) async throws -> Void
    ) async throws {
        let name = try await TestDatabase.shared.make()
        var configuration = try TestDatabase.shared.configuration(database: name)
        configuration.schema = schema
        configuration.applicationName = "twin"
        let twins = TwinDatabase(
            first: Database(configuration, logger: TestDatabase.logger()),
            second: Database(configuration, logger: TestDatabase.logger()))
        let runs = [Task { try await twins.first.run() }, Task { try await twins.second.run() }]
        defer { for run in runs { run.cancel() } }
        try await body(twins)
    }

    /// Asks until the condition holds.
    static func eventually(
        within seconds: Double = 20, _ isSo: @Sendable () async throws -> Bool
    ) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            if (try? await isSo()) == true { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return false
    }
}
