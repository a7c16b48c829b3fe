import ArgumentParser
import Foundation

package struct CheckCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look at everything and say what is not well, with advice.",
        discussion: "Exit code 0 when all is well (warnings included), 1 otherwise.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let terminal = Terminal.standard()
        let report = try await InstallationCheck(
            home: self.home.value, environment: ProcessInfo.processInfo.environment
        ).run()
        for line in report.lines(terminal) { terminal.line(line) }
        if report.exitCode != 0 { throw ExitCode(report.exitCode) }
    }
}
