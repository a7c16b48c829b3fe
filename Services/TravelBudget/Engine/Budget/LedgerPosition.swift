import Primitives

/// Where a line, a category or a whole budget stands.
package struct LedgerPosition: Hashable, Sendable, Codable {
    package let planned: Money
    /// Open commitments.
    package let committed: Money
    package let actual: Money

    /// Approved less open commitments less actuals; negative when more was spent than planned.
    package var available: Money { self.planned - self.committed - self.actual }

    package init(planned: Money, committed: Money, actual: Money) {
        self.planned = planned
        self.committed = committed
        self.actual = actual
    }

    package static func zero(_ currency: Currency) -> LedgerPosition {
        LedgerPosition(planned: .zero(currency), committed: .zero(currency), actual: .zero(currency))
    }

    package static func + (left: LedgerPosition, right: LedgerPosition) -> LedgerPosition {
        LedgerPosition(
            planned: left.planned + right.planned, committed: left.committed + right.committed,
            actual: left.actual + right.actual)
    }
}
