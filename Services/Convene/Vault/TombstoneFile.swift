import Access
import Durability
import Foundation
import Primitives

/// The list of everybody who has been erased, outside of the database: one JSON object a line, opaque ids only. A
/// database that is restored to an older state does not know of later erasures; this list does.
package struct TombstoneFile: Sendable {
    package let path: String
    /// Where earlier releases kept it: what is there counts, too.
    private let former: String?

    package init(_ home: Home) {
        self.init(path: "\(home.auditFolder)/tombstones.jsonl", former: "\(home.path)/keys/tombstones.jsonl")
    }

    package init(path: String, former: String? = nil) {
        self.path = path
        self.former = former
    }

    private var present: [String] {
        [self.former, self.path].compactMap(\.self).filter { FileManager.default.fileExists(atPath: $0) }
    }

    /// Whether anybody has ever been noted here, or looked whether there is anybody.
    package var isThere: Bool { !self.present.isEmpty }

    /// - Returns: an empty list when there is no file yet.
    /// - Throws: `CommandFailure` naming the line that is none, or when there is a file that cannot be read.
    package func read() throws(CommandFailure) -> [Tombstone] {
        var stones: [Tombstone] = []
        for path in self.present {
            let known = Set(stones.map(\.subject))
            stones += try Self.read(path).filter { !known.contains($0.subject) }
        }
        return stones
    }

    private static func read(_ path: String) throws(CommandFailure) -> [Tombstone] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(path) cannot be read", advice: "give its owner back the right to read it")
        }
        var stones: [Tombstone] = []
        for (index, line) in data.split(separator: 0x0A).enumerated() {
            guard let stone = try? JSONDecoder().decode(Tombstone.self, from: line) else {
                throw CommandFailure(
                    "\(path): line \(index + 1) is no tombstone", advice: "take the file from a backup of the home")
            }
            stones.append(stone)
        }
        return stones
    }

    /// The list, which has to be there: without it everybody who was erased since would come back unseen.
    /// - Throws: `CommandFailure` when there is no file.
    package func required() throws(CommandFailure) -> [Tombstone] {
        guard self.isThere else {
            throw CommandFailure(
                "\(self.path) is missing, so nobody knows who has been erased since",
                advice: "bring it back from the copy of audit/; if nobody ever was erased: convene keys tombstones")
        }
        return try self.read()
    }

    /// Adds those that are not in it yet; makes the file, also for nobody.
    /// - Returns: how many were added.
    package func add(_ stones: [Tombstone]) throws -> Int {
        var all = try self.read()
        let known = Set(all.map(\.subject))
        let new = stones.filter { !known.contains($0.subject) }
        guard !new.isEmpty || !FileManager.default.fileExists(atPath: self.path) else { return 0 }
        all += new
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = try all.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
        // `convene keys tombstones` may be the first that writes to the folder.
        try AtomicFile.makeFolder((self.path as NSString).deletingLastPathComponent, mode: 0o755)
        try AtomicFile.write(text, to: self.path, mode: 0o600)
        return new.count
    }
}
