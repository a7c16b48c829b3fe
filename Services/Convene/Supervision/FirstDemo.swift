import Foundation
import Postgres

/// The demonstration of a fresh installation: played once, never into somebody's data.
struct FirstDemo: Sendable {
    private let installation: Installation

    init(_ installation: Installation) {
        self.installation = installation
    }

    /// Plays it unless there are applications. A demonstration that fails is said, and leaves everything running.
    func play() async throws {
        let terminal = Terminal.standard()
        guard try await self.isEmpty() else {
            terminal.say("there are applications already: no demonstration")
            return
        }
        do {
            try await Demo(
                home: self.installation.home, ports: self.installation.ports, seed: DemoCommand.defaultSeed
            ).play()
        } catch let failure as CommandFailure {
            terminal.warn("the demonstration did not end: \(failure)")
        }
    }

    private func isEmpty() async throws -> Bool {
        let owner = try self.installation.database.configuration(role: DatabaseSetup.owner)
        return try await DatabaseSetup.withDatabase(owner) { database in
            try await database.fetchValue(
                "select not exists (select from applications.application)", as: Bool.self)
        }
    }
}
