import ArgumentParser
import Durability
import Postgres

package struct KeysReplayCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "replay-tombstones",
        abstract: "Erase again everybody who has been erased, after a restore and before anybody is served.",
        discussion: "Reads keys/tombstones.jsonl of the home. Doing it again changes nothing.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let stones = try TombstoneFile(self.home.value).read()
        let destroyed = try await self.home.asOwner { try await Self.replay(stones, $0) }
        Terminal.standard().line("\(stones.count) replayed; \(destroyed) data keys had come back and are destroyed")
    }

    /// All in one transaction: a database in which some came back and some did not is served to nobody.
    /// - Returns: how many data keys had come back.
    package static func replay(_ stones: [Tombstone], _ database: Database) async throws -> Int {
        try await database.withTransaction { transaction in
            var destroyed = 0
            for stone in stones { destroyed += try await stone.replay(transaction) }
            return destroyed
        }
    }
}
