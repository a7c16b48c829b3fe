import ArgumentParser
import Durability

package struct KeysReplayCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "replay-tombstones",
        abstract: "Erase again everybody who has been erased, after a restore and before anybody is served.",
        discussion: "Reads audit/tombstones.jsonl of the home. Doing it again changes nothing.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let stones = try TombstoneFile(self.home.value).required()
        let destroyed = try await self.home.asOwner { try await Tombstone.replay(stones, $0) }
        Terminal.standard().line("\(stones.count) replayed; \(destroyed) data keys had come back and are destroyed")
    }
}
