import Foundation

/// A place in the log of changes, in bytes from its beginning; PostgreSQL writes it `16/B374D848`.
package struct WALPlace: Sendable, Comparable {
    package let bytes: UInt64

    package init(bytes: UInt64) {
        self.bytes = bytes
    }

    /// - Returns: `nil` unless the text is two hexadecimal numbers of at most 32 bits with a slash between them.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16) else {
            return nil
        }
        self.bytes = UInt64(high) << 32 | UInt64(low)
    }

    package static func < (left: WALPlace, right: WALPlace) -> Bool { left.bytes < right.bytes }
}

/// One past of the database: a timeline, and those that it came from. Every restoration leaves the timeline that it
/// followed at some place and begins a new one; what the old one has after that place is given up.
package struct WALTimeline: Sendable, Equatable {
    package let number: Int
    /// Where each timeline that it came from was left.
    private let left: [Int: WALPlace]

    /// - Parameter history: the text of the timeline's `.history` file: a line for each timeline that it came from, with
    ///   number, place and reason, separated by tabs (PostgreSQL 15, src/backend/access/transam/timeline.c). Lines that
    ///   are none are passed over, so that what they would have named counts as given up. Empty for the first timeline.
    package init(number: Int, history: String) {
        self.number = number
        var left: [Int: WALPlace] = [:]
        for line in history.split(separator: "\n") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count > 1, let parent = Int(words[0]), let place = WALPlace(String(words[1])) else { continue }
            left[parent] = place
        }
        self.left = left
    }

    /// Whether something that ended on a timeline at a place belongs to this past.
    package func holds(timeline: Int, upTo end: WALPlace) -> Bool {
        if timeline == self.number { return true }
        return self.left[timeline].map { end <= $0 } ?? false
    }
}

/// The part of a base backup's manifest that says which changes it needs to be whole (PostgreSQL 15 manual, §77.3).
private struct BackupManifest: Decodable {
    struct Range: Decodable {
        let timeline: Int
        let end: String

        enum CodingKeys: String, CodingKey {
            case timeline = "Timeline"
            case end = "End-LSN"
        }
    }

    let ranges: [Range]

    enum CodingKeys: String, CodingKey {
        case ranges = "WAL-Ranges"
    }
}

extension BackupFolder.Entry {
    /// The timeline on which the backup was taken; `nil` when its record names no segment.
    package var timeline: Int? { WALName(self.record.firstSegment)?.timeline }

    /// Whether a past can be replayed from this backup: all of the backup has to belong to it, because the data are
    /// whole only once everything up to the backup's end has been replayed.
    package func isOn(_ past: WALTimeline) -> Bool {
        guard let end = self.end else { return false }
        return past.holds(timeline: end.timeline, upTo: end.place)
    }

    /// Where the backup ended. From its manifest; without one that can be read, where its first segment begins, and then
    /// it is the server that finds out whether all of it is there.
    private var end: (timeline: Int, place: WALPlace)? {
        if let data = FileManager.default.contents(atPath: "\(self.base)/backup_manifest"),
            let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data)
        {
            let ends = manifest.ranges.compactMap { range in
                WALPlace(range.end).map { (timeline: range.timeline, place: $0) }
            }
            if let last = ends.max(by: { $0.place < $1.place }) { return last }
        }
        guard let first = WALName(self.record.firstSegment), let place = first.place else { return nil }
        return (first.timeline, place)
    }
}
