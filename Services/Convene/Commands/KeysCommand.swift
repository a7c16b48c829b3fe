import ArgumentParser
import Durability
import Foundation
import Postgres

package struct KeysCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "The keys that seal names, addresses and texts.",
        discussion: """
            Rotate without downtime:

              convene keys rotate     makes the next generation; running services take it within seconds
              convene keys status     until nothing needs the old one any more
              convene keys retire     destroys what nothing needs

            Every month, and before each backup (a timer does it):

              convene keys month
              convene keys tombstones
            """,
        subcommands: [
            KeysStatusCommand.self, KeysRotateCommand.self, KeysMonthCommand.self, KeysRetireCommand.self,
            KeysTombstonesCommand.self, KeysReplayCommand.self,
        ])

    package init() {}
}

extension HomeOptions {
    /// Runs `body` as the owner of all schemas.
    func asOwner<Result: Sendable>(
        _ body: @Sendable @escaping (Database) async throws -> Result
    ) async throws -> Result {
        let url = ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""
        let setup = try DatabaseSetup.existing(home: self.value, databaseURL: url.isEmpty ? nil : url)
        do {
            return try await DatabaseSetup.withDatabase(try setup.configuration(role: DatabaseSetup.owner), body)
        } catch let error as DatabaseError {
            throw CommandFailure(
                "the database cannot be asked (\(error.code))",
                advice: "type: convene check, which says what is not well")
        }
    }
}
