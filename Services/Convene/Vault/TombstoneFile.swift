import Access
import Durability
import Foundation
import Primitives

/// The list of everybody who has been erased, outside of the database: one JSON object a line, opaque ids only. A
/// database that is restored to an older state does not know of later erasures; this list does.
package struct TombstoneFile: Sendable {
    package let path: String

    package init(_ home: Home) {
        self.init(path: "\(home.path)/keys/tombstones.jsonl")
    }

    package init(path: String) {
        self.path = path
    }

    /// - Returns: an empty list when there is no file yet.
    /// - Throws: `CommandFailure` naming the line that is none.
    package func read() throws(CommandFailure) -> [Tombstone] {
        guard let data = FileManager.default.contents(atPath: self.path) else { return [] }
        var stones: [Tombstone] = []
        for (index, line) in data.split(separator: 0x0A).enumerated() {
            guard let stone = try? JSONDecoder().decode(Tombstone.self, from: line) else {
                throw CommandFailure(
                    "\(self.path): line \(index + 1) is no tombstone", advice: "take the file from a backup of the home"
                )
            }
            stones.append(stone)
        }
        return stones
    }

    /// Adds those that are not in it yet.
    /// - Returns: how many were added.
    package func add(_ stones: [Tombstone]) throws -> Int {
        var all = try self.read()
        let known = Set(all.map(\.subject))
        let new = stones.filter { !known.contains($0.subject) }
        guard !new.isEmpty else { return 0 }
        all += new
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = try all.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }.joined()
        try AtomicFile.write(text, to: self.path, mode: 0o600)
        return new.count
    }
}
