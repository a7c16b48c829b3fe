import ArgumentParser
import Durability
import Foundation
import Vault

package struct KeysRotateCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Make the next generation of key-encryption keys.",
        discussion: """
            Running services read the folder every few seconds: what they write from then on needs the new key, and they \
            wrap all data keys with it, a few hundred at a time, while everything goes on. What is sealed is not touched.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: ArgumentHelp("Only this compartment. (default: all)", valueName: "name"))
    package var compartment: Compartment?

    package init() {}

    package func run() throws {
        let folders = self.home.value.vault
        let terminal = Terminal.standard()
        for (path, compartment, _) in folders.all where self.compartment == nil || compartment == self.compartment {
            guard let newest = try KeyFiles.generations(path).keys.max() else {
                throw CommandFailure("there is no key in \(path)", advice: "type: convene prepare")
            }
            try KeyFiles.make(path, name: "\(newest + 1)")
            terminal.line("\((path as NSString).lastPathComponent): made generation \(newest + 1)")
        }
    }
}

extension Compartment: ExpressibleByArgument {}
