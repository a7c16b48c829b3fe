import Foundation
import Primitives

/// Backs the private server up once a day while `convene up` runs, so that a home nobody looks after can be restored,
/// and its log of changes does not grow without end.
package struct DailyBackup: Sendable {
    /// Seconds between two backups. A day is as much as a restore replays in a few minutes.
    static let interval = 86_400.0
    /// How often it looks. What was started for a moment is not backed up.
    static let pause = Duration.seconds(3_600)
    /// The first look, which is only for what a restoration has made urgent: everything has come up by then.
    static let firstPause = Duration.seconds(60)

    private let backup: BaseBackup
    private let folder: BackupFolder

    /// - Returns: `nil` when the server is not ours.
    init?(_ installation: Installation) {
        guard let cluster = installation.cluster else { return nil }
        self.backup = BaseBackup(home: installation.home, cluster: cluster, ports: installation.ports)
        self.folder = BackupFolder(installation.home.backupFolder)
    }

    /// Whether a backup is to be taken now. After a restoration at once: the newest backup may be of a past that was
    /// given up, and then the way back to the present begins at an older one and grows with every hour.
    /// - Parameters:
    ///   - newest: the newest backup there is.
    ///   - timeline: the server's present one; from 2 on there has been a restoration. `nil` when nobody knows.
    ///   - isFirstLook: soon after the start, when nothing else is a reason.
    package static func isDue(
        newest: BackupRecord?, timeline: Int?, now: Instant, isFirstLook: Bool
    ) -> Bool {
        let backedUp = newest.map { WALName($0.firstSegment)?.timeline ?? 1 } ?? 1
        if let timeline, timeline != backedUp { return true }
        if isFirstLook { return false }
        guard let newest else { return true }
        return newest.finished.seconds(to: now) >= Self.interval
    }

    /// Works until it is cancelled.
    func run(_ terminal: Terminal) async {
        var isFirstLook = true
        while (try? await Task.sleep(for: isFirstLook ? Self.firstPause : Self.pause)) != nil {
            defer { isFirstLook = false }
            let isDue = Self.isDue(
                newest: self.folder.entries.last?.record, timeline: self.backup.timeline, now: .now,
                isFirstLook: isFirstLook)
            guard isDue else { continue }
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
