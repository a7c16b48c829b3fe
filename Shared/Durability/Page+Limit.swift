import Access
import Primitives
import ServiceKit

extension Page {
    /// A page of rows that were fetched with one more than the limit.
    /// - Parameter keys: the sort keys of an item, which the next page begins after.
    package init(_ rows: [Item], limit: Int, keys: (Item) -> [String]) {
        let items = Array(rows.prefix(limit))
        let isLast = rows.count <= limit
        self.init(items: items, next: isLast ? nil : items.last.map { Cursor.encode(keys($0)) })
    }
}

extension Problem {
    /// Somebody changed it after it was read. The current version is a parameter, so that a page can offer both.
    package static func stale(_ version: Int) -> Problem {
        Problem(
            .preconditionFailed, "Somebody changed it in the meantime. Read it again, then decide.",
            parameters: ["currentVersion": "\(version)"])
    }
}
