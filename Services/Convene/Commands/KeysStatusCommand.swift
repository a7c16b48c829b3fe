import ArgumentParser
import Durability
import Foundation

package struct KeysStatusCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say which keys there are and what needs them.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let terminal = Terminal.standard()
        let folders = self.home.value.vault
        let uses = try await self.home.asOwner { try await KeyUse.all($0) }
        for (path, _, _) in folders.all {
            let name = (path as NSString).lastPathComponent
            let generations = try KeyFiles.generations(path).keys.sorted()
            if generations.isEmpty {
                terminal.line("\(name): no key. Type: convene prepare")
                continue
            }
            let counts = generations.map { generation in
                let count = uses.filter { $0.folder == name && $0.generation == generation }
                    .reduce(0) { $0 + $1.count }
                return "\(generation) (\(count))"
            }
            terminal.line("\(name): \(counts.joined(separator: ", "))")
        }
        for month in try KeyFiles.months(folders.months).keys.sorted() {
            let count = uses.filter { $0.month == month }.reduce(0) { $0 + $1.count }
            terminal.line("erasure key \(KeyFiles.monthName(month)) (\(count))")
        }
        let plan = KeyPlan(folders, uses: uses)
        for missing in try plan.missing() {
            terminal.line(
                "\(missing.name) is missing, and what \(missing.count) data keys or kept answers sealed cannot be read "
                    + "without it: bring it back from where you keep the keys")
        }
        for old in try plan.old() {
            let name = "\((old.folder as NSString).lastPathComponent)/\(old.name)"
            terminal.line(old.hindrance.map { "\(name) stays: \($0)" } ?? "\(name) can go: convene keys retire")
        }
    }
}
