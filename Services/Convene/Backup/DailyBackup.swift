import Foundation
import Primitives

/// Backs the private server up once a day while `convene up` runs, so that a home nobody looks after can be restored,
/// and its log of changes does not grow without end.
struct DailyBackup: Sendable {
    /// Seconds between two backups.
    static let interval = 86_400.0
    /// How often it looks. The first look comes after one pause: what was started for a moment is not backed up.
    static let pause = Duration.seconds(3_600)

    private let backup: BaseBackup
    private let folder: BackupFolder

    /// - Returns: `nil` when the server is not ours.
    init?(_ installation: Installation) {
        guard let cluster = installation.cluster else { return nil }
        self.backup = BaseBackup(home: installation.home, cluster: cluster, ports: installation.ports)
        self.folder = BackupFolder(installation.home.backupFolder)
    }

    /// Works until it is cancelled.
    func run(_ terminal: Terminal) async {
        while (try? await Task.sleep(for: Self.pause)) != nil {
            let last = self.folder.entries.last?.record.finished
            guard last.map({ $0.seconds(to: .now) >= Self.interval }) ?? true else { continue }
            do {
                let outcome = try await self.take()
                terminal.say("backed up to \(outcome.entry.path)")
            } catch {
                terminal.warn("no backup: \(error)")
            }
        }
    }

    /// On a thread of its own: it waits for other programs.
    private func take() async throws -> BaseBackup.Outcome {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(with: Result { try self.backup.take(into: self.folder) })
            }
            thread.start()
        }
    }
}
