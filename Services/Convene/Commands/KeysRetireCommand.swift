import ArgumentParser
import Durability
import Foundation

package struct KeysRetireCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Destroy keys that a newer one has replaced and that nothing needs.",
        discussion: """
            Exit code 1 when some had to stay; why is said for each. There is no way back. A key stays until no backup is \
            left from before its successor, unless it is known to somebody else: then type --compromised, and take a \
            backup first, because what the key wrapped cannot be read from older ones any more.
            """)

    @OptionGroup package var home: HomeOptions

    @Flag(name: .long, help: "Destroy also what only backups need: somebody else has the keys.")
    package var compromised = false

    package init() {}

    package func run() async throws {
        let terminal = Terminal.standard()
        let uses = try await self.home.asOwner { try await KeyUse.all($0) }
        var stay = 0
        for old in try KeyPlan(self.home.value.vault, uses: uses, sparesBackups: !self.compromised).old() {
            let name = "\((old.folder as NSString).lastPathComponent)/\(old.name)"
            if let hindrance = old.hindrance {
                terminal.line("\(name) stays: \(hindrance)")
                stay += 1
            } else {
                try KeyFiles.destroy(old.folder, name: old.name)
                terminal.line("\(name) is destroyed")
            }
        }
        if stay > 0 { throw ExitCode(1) }
    }
}
