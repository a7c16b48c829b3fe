import Access
import Foundation
import Primitives

/// What a base backup says of itself: `backup.json` beside its data.
package struct BackupRecord: Codable, Sendable, Equatable {
    /// When copying began.
    package let started: Instant
    /// When it ended. The backup gives every moment from here on.
    package let finished: Instant
    /// Major version of the server.
    package let major: Int
    /// The first WAL segment that restoring needs.
    package let firstSegment: String

    package init(started: Instant, finished: Instant, major: Int, firstSegment: String) {
        self.started = started
        self.finished = finished
        self.major = major
        self.firstSegment = firstSegment
    }

    /// Where a backup's folder has it.
    static func file(_ folder: String) -> String { "\(folder)/backup.json" }

    static func load(_ folder: String) -> BackupRecord? {
        guard let data = FileManager.default.contents(atPath: self.file(folder)) else { return nil }
        return try? JSONDecoder().decode(BackupRecord.self, from: data)
    }

    func save(_ folder: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        try AtomicFile.write(text, to: Self.file(folder), mode: 0o600)
    }

    /// The first segment as `backup_label` of a base backup names it:
    /// `START WAL LOCATION: 0/2000028 (file 000000010000000000000002)`.
    static func firstSegment(label: String) -> String? {
        guard let line = label.split(separator: "\n").first(where: { $0.hasPrefix("START WAL LOCATION:") }),
            let start = line.range(of: "(file ")?.upperBound
        else { return nil }
        let name = String(line[start...].prefix { $0 != ")" })
        return WALName(name) == nil ? nil : name
    }
}

/// A folder with base backups, each in a folder named by its moment, and with the WAL that came since.
package struct BackupFolder: Sendable {
    /// Days for which backups are kept: as long as anything that was erased may live on in a copy.
    package static let days = 35

    package let path: String

    package init(_ path: String) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
    }

    package struct Entry: Sendable {
        package let path: String
        package let record: BackupRecord

        /// The data folder as the server had it.
        package var base: String { "\(self.path)/base" }
    }

    /// WAL that was copied here with the backups.
    package var archive: WALArchive { WALArchive(folder: "\(self.path)/wal") }

    /// The backups that are whole, the oldest first.
    package var entries: [Entry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: self.path)) ?? []
        return names.filter { !$0.hasSuffix(".part") }.compactMap { name in
            let path = "\(self.path)/\(name)"
            return BackupRecord.load(path).map { Entry(path: path, record: $0) }
        }.sorted { $0.record.finished < $1.record.finished }
    }

    /// The newest backup from which a moment can be reached, and the past to which the moment belongs. What was backed up
    /// of a past that was given up after that is passed over: from there no way leads to the present.
    /// - Parameters:
    ///   - moment: `nil`: the last there is.
    ///   - histories: where the histories of all known timelines are.
    ///   - present: the timeline of the data that are there; `nil` when there are none, and the newest counts.
    /// - Throws: `CommandFailure` when there is none.
    package func choose(
        for moment: Instant?, from histories: WALArchive, present: Int? = nil
    ) throws -> (entry: Entry, timeline: Int) {
        let all = self.entries
        guard let first = all.first else {
            throw CommandFailure("there is no backup in \(self.path)", advice: "name the folder of convene backup --to")
        }
        let early = all.filter { entry in moment.map { entry.record.finished <= $0 } ?? true }
        guard !early.isEmpty else {
            throw CommandFailure(
                "the oldest backup in \(self.path) ended at \(first.record.finished): earlier moments cannot be reached"
            )
        }
        // A backup proves that its timeline was there, also where the history's time was lost.
        var timeline = early.compactMap(\.timeline).max() ?? 1
        if let moment {
            timeline = max(timeline, histories.timeline(at: moment.date) ?? 1)
        } else {
            // Data that are there say which past is the present; somebody may have put given-up ones back by hand.
            timeline = present ?? max(timeline, histories.newestTimeline ?? 1)
        }
        let past = try histories.past(timeline)
        guard let found = early.last(where: { $0.isOn(past) }) else {
            let wanted = moment.map { "the past of \($0)" } ?? "the present"
            throw CommandFailure(
                """
                no backup in \(self.path) leads to \(wanted) (timeline \(timeline)): those before it are of a past that a \
                restoration gave up
                """,
                advice: """
                    name another folder of backups with --from, or with --to-time a moment before that restoration. And \
                    take a backup after each restoration
                    """)
        }
        return (found, timeline)
    }

    /// The first segment that one of the backups needs: not always that of the oldest, because one of a past that was
    /// given up may begin further on than one of the present.
    var firstNeeded: WALName? {
        self.entries.compactMap { WALName($0.record.firstSegment) }.min { $0.position < $1.position }
    }

    /// Deletes backups older than 35 days, but never the newest, and WAL that none of the others needs.
    /// - Returns: the folders that were deleted.
    package func prune(now: Instant) -> [String] {
        let all = self.entries
        let old = all.dropLast().filter { $0.record.finished.seconds(to: now) > Double(Self.days) * 86_400 }
        for entry in old { try? FileManager.default.removeItem(atPath: entry.path) }
        if let first = self.firstNeeded { _ = self.archive.prune(before: first, olderThan: 0, now: now.date) }
        return old.map(\.path)
    }
}
