import Primitives

/// What the organiser provides on one local date. Lodging of a date is the night that begins on it.
package struct Provision: Hashable, Sendable, Codable {
    package enum Item: String, Sendable, Codable, CaseIterable, Comparable {
        case breakfast, dinner, lodging, lunch

        package static func < (left: Item, right: Item) -> Bool { left.rawValue < right.rawValue }
    }

    package let date: LocalDate
    package let items: Set<Item>

    package init(date: LocalDate, items: Set<Item>) {
        self.date = date
        self.items = items
    }
}
