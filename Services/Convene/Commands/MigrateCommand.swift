import ArgumentParser
import Foundation
import Postgres

package struct MigrateCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database's schemas up to date.",
        discussion: """
            Works on the private PostgreSQL of a home that is up, or on the server of DATABASE_URL. `convene up` does the \
            same at each start; services never do it.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(
        name: .long,
        help: ArgumentHelp("Where the migrations are. (default: as `convene up` found them)", valueName: "folder"))
    package var share: String?

    @Flag(name: .long, help: "Only say what is to be done; exit code 1 when there is something.")
    package var dryRun = false

    package init() {}

    package func run() async throws {
        let home = self.home.value
        let url = ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""
        let setup = try DatabaseSetup.existing(home: home, databaseURL: url.isEmpty ? nil : url)
        let share = try ShareFolder.locate(
            explicit: self.share, last: HomeSettings.load(home)?.share, executable: Executables.current().convene)
        let terminal = Terminal.standard()
        if self.dryRun {
            let status = try await setup.migrationStatus(share: share)
            for migration in status.pending { terminal.line("pending  \(migration)") }
            terminal.line("\(status.applied.count) applied, \(status.pending.count) pending")
            if !status.isCurrent { throw ExitCode(1) }
            return
        }
        if !url.isEmpty {
            try home.make()
            try await setup.provision(report: terminal.say)
        }
        try await setup.migrate(share: share, report: terminal.say)
        terminal.say("the database is up to date")
    }
}
