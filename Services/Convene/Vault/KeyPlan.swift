import Durability
import Foundation
import Primitives

/// What can be done with the keys of a vault: which are there, and which are used by nothing any more.
package struct KeyPlan: Sendable {
    /// Services read the folders again at least this often; a key that is younger may be unknown to one of them,
    /// which then still wraps with the one before.
    package static let grace: Double = 60
    /// How long a key outlives its month or its successor's first day: as long as a backup is kept.
    package static let monthDays = 35

    package let folders: VaultFolders
    package let uses: [KeyUse]
    private let sparesBackups: Bool

    /// - Parameter sparesBackups: keys stay until no backup is left whose data keys they wrap.
    package init(_ folders: VaultFolders, uses: [KeyUse], sparesBackups: Bool = true) {
        self.folders = folders
        self.sparesBackups = sparesBackups
        self.uses = uses
    }

    /// One key file that is not the newest of its folder.
    package struct Old: Sendable, Equatable {
        package let folder: String
        package let name: String
        /// Why it has to stay; nil when it can go.
        package let hindrance: String?
    }

    /// Every key that a newer one has replaced.
    package func old(now: Instant = .now) throws -> [Old] {
        var found: [Old] = []
        for (path, _, _) in self.folders.all {
            let generations = try KeyFiles.generations(path).keys.sorted()
            guard let newest = generations.last else { continue }
            let name = (path as NSString).lastPathComponent
            let made = try Self.made(KeyFiles.path(path, "\(newest)"))
            let age = made.seconds(to: now)
            for generation in generations.dropLast() {
                let count = self.uses.filter { $0.folder == name && $0.generation == generation }
                    .reduce(0) { $0 + $1.count }
                found.append(
                    Old(
                        folder: path, name: "\(generation)",
                        hindrance: count > 0
                            ? "\(count) \(name.hasPrefix("answers") ? "kept answers" : "data keys") need it"
                            : age < Self.grace
                                ? "the key after it is younger than a minute" : self.backups(before: made, now)))
            }
        }
        let months = try KeyFiles.months(self.folders.months).keys.sorted()
        for month in months.dropLast() {
            let count = self.uses.filter { $0.month == month }.reduce(0) { $0 + $1.count }
            found.append(
                Old(
                    folder: self.folders.months, name: KeyFiles.monthName(month),
                    hindrance: count > 0
                        ? "\(count) data keys or kept answers need it"
                        : now < Self.end(of: month)
                            ? "backups of that month are kept until \(String(Self.end(of: month).description.prefix(10)))"
                            : nil))
        }
        return found
    }

    /// A key that is not in its folder although something needs it: what it wrapped cannot be opened.
    package struct Missing: Sendable, Equatable {
        /// Last part of the folder and the name of the file: `identity/1`, `months/2026-11`.
        package let name: String
        /// How many data keys or kept answers need it.
        package let count: Int
    }

    /// Every key that is needed and not there, by name.
    package func missing() throws -> [Missing] {
        var known: [String: Set<Int>] = [:]
        for (path, _, _) in self.folders.all {
            known[(path as NSString).lastPathComponent] = Set(try KeyFiles.generations(path).keys)
        }
        let months = try KeyFiles.months(self.folders.months)
        var counts: [String: Int] = [:]
        for use in self.uses {
            if known[use.folder]?.contains(use.generation) != true {
                counts["\(use.folder)/\(use.generation)", default: 0] += use.count
            }
            if months[use.month] == nil {
                let folder = (self.folders.months as NSString).lastPathComponent
                counts["\(folder)/\(KeyFiles.monthName(use.month))", default: 0] += use.count
            }
        }
        return counts.sorted { $0.key < $1.key }.map { Missing(name: $0.key, count: $0.value) }
    }

    /// Why a key has to stay whose last use is in backups; nil when none is left, or when it does not matter.
    private func backups(before made: Instant, _ now: Instant) -> String? {
        let end = made.adding(seconds: Double(Self.monthDays) * 86_400)
        guard self.sparesBackups, now < end else { return nil }
        return "backups from before the key after it are kept until \(end.description.prefix(10))"
    }

    /// When no backup of a month is left.
    static func end(of month: Int) -> Instant {
        let (year, number) = (month / 100, month % 100)
        let text = number == 12 ? "\(year + 1)-01-01" : "\(year)-\(number < 9 ? "0" : "")\(number + 1)-01"
        let first = Instant(rfc3339: "\(text)T00:00:00Z") ?? .now
        return first.adding(seconds: Double(Self.monthDays) * 86_400)
    }

    private static func made(_ path: String) throws -> Instant {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        let date = attributes[.modificationDate] as? Date ?? Date()
        return Instant(date)
    }
}
