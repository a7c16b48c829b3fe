import ArgumentParser
import Foundation
import Primitives

/// Plays the main job through the public doors, as people would.
package struct DemoCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Play a whole convening through the public doors.",
        discussion: """
            600 invented organisations from 29 countries apply in four languages, 24 readers score blind, a cohort of
            60 is composed, signed and confirmed, its travel is budgeted for two venues, and an agenda of four days is
            solved and published. Needs a running installation (convene up). Files end up in <home>/export.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: "The same seed makes the same organisations, answers and scores.")
    package var seed: UInt64 = Self.defaultSeed

    /// The seed of the demonstration that `convene up --demo` plays.
    static let defaultSeed: UInt64 = 2027

    package init() {}

    package func run() async throws {
        let (_, ports) = try self.home.settings()
        try await Demo(home: self.home.value, ports: ports, seed: self.seed).play()
    }
}
