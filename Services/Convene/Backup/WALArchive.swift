import Access
import Foundation

/// The folder in which the private server keeps its finished WAL segments, compressed, under their own names. Together
/// with a base backup they give every moment since.
package struct WALArchive: Sendable, Equatable {
    /// Absolute path.
    package let folder: String

    package init(folder: String) {
        self.folder = folder
    }

    /// The server runs it for each finished segment `%p` and takes exit code 0 as "is safe now" (PostgreSQL 15 manual,
    /// §26.3.1). Nothing is ever overwritten: a segment that is there already must be the same, byte for byte. The file
    /// gets its name only after it is on the disk, and the name is on the disk before the server is told.
    package var archiveCommand: String {
        let folder = self.folder.quotedForShell.replacingOccurrences(of: "%", with: "%%")
        return """
            d=\(folder); f="$d/%f.gz"; if [ -e "$f" ]; then gzip -dc "$f" | cmp -s - "%p"; \
            else gzip -1c "%p" > "$f.part" && sync "$f.part" && ln "$f.part" "$f" && rm "$f.part" && sync "$d"; fi
            """
    }

    /// How a server that is being restored gets a segment: compressed, or as the old data folder had it. What is there and
    /// cannot be read ends the recovery (a code above 125); otherwise the server would take it for the end of the log and
    /// give up all that follows.
    package var restoreCommand: String {
        let folder = self.folder.quotedForShell.replacingOccurrences(of: "%", with: "%%")
        return """
            d=\(folder); if [ -e "$d/%f.gz" ]; then gzip -dc "$d/%f.gz" > "%p" || exit 126; \
            elif [ -e "$d/%f" ]; then cp "$d/%f" "%p" || exit 126; else exit 1; fi
            """
    }

    /// Makes the folder, for the server's user only.
    func make(for user: UnprivilegedUser?) throws {
        try AtomicFile.makeFolder(self.folder, mode: 0o700)
        if let user { try Self.give(self.folder, to: user) }
    }

    static func give(_ path: String, to user: UnprivilegedUser) throws {
        guard lchown(path, user.uid, user.gid) == 0 else { throw AtomicFileError(path: path, errorNumber: errno) }
    }

    /// Segments and timeline histories that are here, by file name.
    package var names: [String] {
        let found = (try? FileManager.default.contentsOfDirectory(atPath: self.folder)) ?? []
        return found.filter { WALName($0) != nil }.sorted()
    }

    /// Deletes segments that no backup needs any more.
    /// - Parameters:
    ///   - first: the first segment of the oldest backup.
    ///   - age: seconds; younger files stay, because a backup elsewhere may need them.
    /// - Returns: how many were deleted.
    func prune(before first: WALName, olderThan age: Double, now: Date) -> Int {
        var count = 0
        for name in self.names {
            guard let segment = WALName(name), segment.isSegment, segment.position < first.position,
                let time = Self.modified("\(self.folder)/\(name)"), now.timeIntervalSince(time) > age
            else { continue }
            if unlink("\(self.folder)/\(name)") == 0 { count += 1 }
        }
        return count
    }

    /// The timeline that was the present one at a moment: the newest whose history had been written by then. Restoring
    /// makes a new one, so that what is given up keeps its name.
    /// - Returns: `nil` when it is the backup's own.
    package func timeline(at moment: Date) -> Int? {
        self.names.compactMap { name -> Int? in
            guard let history = WALName(name), history.isHistory,
                let time = Self.modified("\(self.folder)/\(name)"), time <= moment
            else { return nil }
            return history.timeline
        }.max()
    }

    /// The newest timeline whose history is here; `nil` when there is no history.
    package var newestTimeline: Int? {
        self.names.compactMap { WALName($0) }.filter(\.isHistory).map(\.timeline).max()
    }

    /// The timeline that the server writes whose `pg_wal` this is: the highest number. It keeps there the histories of
    /// those that it came from, never of others. `nil` when there is no log.
    package var writtenTimeline: Int? { self.names.compactMap { WALName($0)?.timeline }.max() }

    /// A timeline with those that it came from. One without a history here is known by its number alone.
    /// - Throws: `CommandFailure` when the history cannot be read.
    package func past(_ timeline: Int) throws -> WALTimeline {
        let path = "\(self.folder)/\(WALName.digits(timeline)).history"
        if let data = FileManager.default.contents(atPath: path) {
            return WALTimeline(number: timeline, history: String(decoding: data, as: UTF8.self))
        }
        guard FileManager.default.fileExists(atPath: path + ".gz") else {
            return WALTimeline(number: timeline, history: "")
        }
        let outcome = try Command.run("/bin/gzip", ["-dc", "--", path + ".gz"])
        guard outcome.status == 0 else {
            throw CommandFailure("\(path).gz is damaged", advice: "bring it back from a copy of the archive")
        }
        return WALTimeline(number: timeline, history: outcome.text)
    }

    static func modified(_ path: String) -> Date? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
    }
}

/// The name of a file in a WAL archive (PostgreSQL 15, src/include/access/xlog_internal.h), with or without `.gz`.
package struct WALName: Sendable, Equatable {
    /// From 1; a restoration begins a new one.
    package let timeline: Int
    /// Sixteen hexadecimal digits that order the segments of all timelines; empty for a history.
    package let position: String
    /// What follows: `.partial`, `.00000028.backup`, `.history`.
    let suffix: String

    package init?(_ name: String) {
        let base = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        let digits = base.prefix { $0.isASCII && $0.isHexDigit && !$0.isLowercase }
        self.suffix = String(base.dropFirst(digits.count))
        guard let timeline = Int(digits.prefix(8), radix: 16), timeline > 0 else { return nil }
        self.timeline = timeline
        switch digits.count {
        case 24 where self.suffix.isEmpty || self.suffix == ".partial" || self.suffix.hasSuffix(".backup"):
            self.position = String(digits.dropFirst(8))
        case 8 where self.suffix == ".history": self.position = ""
        default: return nil
        }
    }

    /// The name under which a server asks for it: the end of an abandoned timeline stands for the segment.
    func nameToReplay(_ name: String) -> String { name.replacingOccurrences(of: ".partial", with: "") }

    /// Whether a segment of a data folder, not compressed, holds what its name says. The server renames old segments for
    /// later use; their first page still names the place they had (PostgreSQL 15, src/include/access/xlog_internal.h,
    /// XLogPageHeaderData: timeline at byte 4, place at byte 8). A timeline's first segment begins as a copy of its
    /// parent's, so its first page may name an older timeline, and never a younger one.
    package func isBegun(in folder: String) -> Bool {
        guard let expected = self.place else { return self.isHistory }
        let name = Self.digits(self.timeline) + self.position + self.suffix
        guard let file = FileHandle(forReadingAtPath: "\(folder)/\(name)"),
            let head = try? file.read(upToCount: 16), head.count == 16
        else { return false }
        let bytes = Array(head)
        let timeline = bytes[4..<8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        let place = bytes[8..<16].reversed().reduce(0) { $0 << 8 | UInt64($1) }
        return timeline > 0 && timeline <= UInt64(self.timeline) && place == expected.bytes
    }

    /// Where the segment begins (segments are of 16 MiB); `nil` for a history.
    var place: WALPlace? {
        guard let log = UInt64(self.position.prefix(8), radix: 16),
            let segment = UInt64(self.position.suffix(8), radix: 16)
        else { return nil }
        return WALPlace(bytes: log << 32 | segment << 24)
    }

    /// A timeline as file names have it: eight hexadecimal digits.
    static func digits(_ timeline: Int) -> String {
        let digits = String(timeline, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }

    package var isHistory: Bool { self.position.isEmpty }
    var isSegment: Bool { !self.isHistory }
}

extension String {
    /// One word of a shell command.
    var quotedForShell: String { "'" + self.replacingOccurrences(of: "'", with: "'\\''") + "'" }

    /// Between the single quotes of a setting in `postgresql.conf`.
    var quotedForSettings: String {
        self.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "''")
    }
}
