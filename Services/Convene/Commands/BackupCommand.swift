import ArgumentParser
import Foundation
import Primitives

package struct BackupCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Back up the private PostgreSQL while it works.",
        discussion: """
            A base backup that has been verified, and the log of changes beside it: together they give any second from \
            then on. Daily is a good rhythm; backups older than \(BackupFolder.days) days are deleted, the newest never.

            The keys are not in it, on purpose: copy keys/, secrets/ and certs/ of the home to another safe place. With \
            them goes audit/tombstones.jsonl, by which a restore erases again who has been erased. What \
            is on the same disk is lost with it: name one elsewhere with --to.
            """)

    @OptionGroup package var home: HomeOptions

    @Option(name: .long, help: ArgumentHelp("Where to. (default: backup in the home)", valueName: "folder"))
    package var to: String?

    package init() {}

    package func run() async throws {
        let begin = ContinuousClock.now
        let home = self.home.value
        let backup = try BaseBackup.of(home, environment: ProcessInfo.processInfo.environment)
        try await TombstoneKeeper(home, try DatabaseSetup.current(home)).note()
        let outcome = try backup.take(into: BackupFolder(self.to ?? home.backupFolder))
        let terminal = Terminal.standard()
        for path in outcome.pruned { terminal.say("deleted \(path), older than \(BackupFolder.days) days") }
        terminal.say(
            "\(outcome.entry.path): verified; \(outcome.copied) segments of changes copied; \(begin.secondsSince)")
        terminal.say("restore any second from \(outcome.entry.record.finished) on with: convene restore --from FOLDER")
    }
}

extension ContinuousClock.Instant {
    /// The time since then, for people.
    var secondsSince: String { String(format: "%.1f s", (ContinuousClock.now - self) / .seconds(1)) }
}
