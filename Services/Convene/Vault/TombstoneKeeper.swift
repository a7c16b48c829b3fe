import Durability
import Foundation
import Postgres

/// Notes outside of the database who has been erased, so that a restore to an earlier moment cannot bring anybody back.
package struct TombstoneKeeper: Sendable {
    /// Seconds between two looks: an erasure is safe from a restore after that time.
    static let interval = 5

    private let file: TombstoneFile
    private let setup: DatabaseSetup

    package init(_ home: Home, _ setup: DatabaseSetup) {
        self.file = TombstoneFile(home)
        self.setup = setup
    }

    /// Notes who has been erased until now.
    package func note() async throws {
        try await DatabaseSetup.withDatabase(try self.setup.configuration(role: DatabaseSetup.auditor)) {
            try await self.note($0)
        }
    }

    func note(_ database: Database) async throws {
        _ = try self.file.add(try await Tombstone.all(database))
    }
}
