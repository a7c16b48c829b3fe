import Primitives

/// A new version of a budget must cover what was reserved and spent under the old one.
package enum SpendingCover {
    /// Lines that a new version would leave short.
    /// - Parameters:
    ///   - used: reserved and spent, by line.
    ///   - planned: the new version's amount, by line.
    package static func shortLines(used: [(code: String, used: Money)], planned: [String: Money]) -> [String] {
        used.filter { entry in (planned[entry.code]?.minorUnits ?? 0) < entry.used.minorUnits }.map(\.code)
    }
}
