import Primitives

/// One line of a budget: what it is for, its category, and the planned amount in the reporting currency.
package struct BudgetLine: Hashable, Sendable, Codable {
    /// Code of the line catalogue, a staff-made code, or `contingency`.
    package let code: String
    package let category: Int
    package let planned: Money
    package let basis: Basis
    /// Participants or units the amount covers.
    package let quantity: Int

    /// Code of the line that holds the reserve.
    package static let contingency = "contingency"

    package init(code: String, category: Int, planned: Money, basis: Basis, quantity: Int) {
        self.code = code
        self.category = category
        self.planned = planned
        self.basis = basis
        self.quantity = quantity
    }
}

/// Planned lines from the estimates of all travellers, staff's own event lines and the contingency.
package struct BudgetDraft: Hashable, Sendable, Codable {
    package let lines: [BudgetLine]
    /// Catalogue lines that apply to nobody's estimate because nothing is known of their price.
    package let unpriced: [String]

    /// Sums the expected amounts per line: never the medians. The least certain basis of the parts is the line's.
    package init(
        estimates: [TravellerEstimate], eventLines: [BudgetLine], contingency: Money?, contingencyCategory: Int,
        catalogue: [CatalogueRow], currency: Currency
    ) {
        var lines: [BudgetLine] = []
        var unpriced: [String] = []
        for row in catalogue {
            let parts = estimates.flatMap { $0.lines.filter { $0.code == row.line } }
            let known = parts.compactMap(\.amount)
            if !known.isEmpty {
                lines.append(
                    BudgetLine(
                        code: row.line, category: row.category,
                        planned: known.reduce(.zero(currency), +),
                        basis: Self.leastCertain(parts.filter { $0.amount != nil }.map(\.basis)),
                        quantity: parts.reduce(0) { $0 + ($1.amount == nil ? 0 : $1.quantity) }))
            }
            let isEntered = eventLines.contains { $0.code == row.line }
            if (row.priceFrom == .none && !isEntered) || known.count < parts.count { unpriced.append(row.line) }
        }
        lines += eventLines
        if let contingency {
            lines.append(
                BudgetLine(
                    code: BudgetLine.contingency, category: contingencyCategory, planned: contingency, basis: .model,
                    quantity: 1))
        }
        self.lines = lines
        self.unpriced = unpriced
    }

    package func total(_ currency: Currency) -> Money {
        self.lines.reduce(.zero(currency)) { $0 + $1.planned }
    }

    /// From a bought ticket down to a person's guess.
    private static func leastCertain(_ all: [Basis]) -> Basis {
        let order: [Basis] = [.actual, .quote, .past, .published, .model, .judgement, .none]
        return all.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .none
    }
}
