import ArgumentParser
import Foundation

/// `convene`: the operator's command.
package struct ConveneCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "convene",
        abstract: "Runs a convening-management system on this machine, and its engines on files.",
        discussion: """
            A first start, from nothing to the portal's address:

              convene up
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Running",
                subcommands: [
                    UpCommand.self, StopCommand.self, LogsCommand.self, CheckCommand.self, DemoCommand.self,
                ]),
            CommandGroup(
                name: "Operating",
                subcommands: [
                    PrepareCommand.self, MigrateCommand.self, CertsCommand.self, KeysCommand.self, TokenCommand.self,
                    ProbeCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
                ]),
            CommandGroup(name: "Engines on files", subcommands: [CohortCommand.self, AgendaCommand.self]),
        ])

    package init() {}

    /// The whole main function. Exit codes: 0 well, 1 something went wrong, 64 wrong arguments.
    package static func start() async {
        do {
            var command = try self.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            FileHandle.standardError.write(Data("Error: \(failure)\n".utf8))
            Foundation.exit(1)
        } catch is CancellationError {
            Foundation.exit(1)
        } catch {
            self.exit(withError: error)
        }
    }
}
