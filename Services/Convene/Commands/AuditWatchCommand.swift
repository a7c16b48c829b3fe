import ArgumentParser
import Durability

package struct AuditWatchCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Sign the audit chains when that is due and note who is erased, until stopped.",
        discussion: """
            For installations whose services something else starts; `convene up` does the same itself. Checkpoints \
            stand in audit/ of the home, every \(Notary.lines) lines or \(Int(Notary.interval)) seconds; the erased in \
            audit/tombstones.jsonl, within \(TombstoneKeeper.interval) seconds.
            """)

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let home = self.home.value
        let terminal = Terminal.standard()
        await (try Watch(home, try DatabaseSetup.current(home))).run { terminal.warn($0) }
    }
}
