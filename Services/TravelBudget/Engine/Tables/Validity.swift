import Primitives

/// The days on which a row of a table holds; the end is included and may be open.
package struct Validity: Hashable, Sendable, Codable {
    package let from: LocalDate
    package let to: LocalDate?

    package init(from: LocalDate, to: LocalDate?) {
        self.from = from
        self.to = to
    }

    package func contains(_ date: LocalDate) -> Bool {
        guard self.from <= date else { return false }
        guard let end = self.to else { return true }
        return date <= end
    }

    package func overlaps(_ other: Validity) -> Bool {
        let startsBeforeOtherEnds = other.to.map { self.from <= $0 } ?? true
        let otherStartsBeforeEnd = self.to.map { other.from <= $0 } ?? true
        return startsBeforeOtherEnds && otherStartsBeforeEnd
    }
}
