import ArgumentParser
import Durability

package struct KeysTombstonesCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "tombstones",
        abstract: "Note outside of the database who has been erased.",
        discussion: "Opaque ids only, in audit/tombstones.jsonl of the home. Once noted they stay.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let stones = try await self.home.asOwner { try await Tombstone.all($0) }
        let file = TombstoneFile(self.home.value)
        let added = try file.add(stones)
        Terminal.standard().line("\(added) added, \(try file.read().count) in \(file.path)")
    }
}
