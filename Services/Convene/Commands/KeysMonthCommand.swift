import ArgumentParser
import Durability

package struct KeysMonthCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "month",
        abstract: "Make this month's erasure key if there is none yet.",
        discussion: """
            Data keys are wrapped with a month's erasure key too. Once the month's key has been destroyed \
            (convene keys retire, 35 days after its end), no backup of that month opens any more: who was erased since \
            is erased there as well. The keys must not be in the same place as backups of the database.
            """)

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() throws {
        let made = try self.home.value.vault.makeMonth()
        Terminal.standard().line(made.map { "made the erasure key of \($0)" } ?? "this month has its erasure key")
    }
}
