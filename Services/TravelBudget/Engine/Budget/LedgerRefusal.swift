import Primitives

/// Why a ledger entry is not accepted: every reason that holds, with its figures.
package struct LedgerRefusal: Error, Hashable, Sendable, Codable {
    package enum Code: String, Sendable, Codable, CaseIterable {
        case budgetNotApproved = "budget-not-approved"
        case unknownLine = "unknown-line"
        case otherCurrency = "other-currency"
        case amountNotPositive = "amount-not-positive"
        case sameHands = "same-hands"
        case overLine = "over-line"
        case overTotal = "over-total"
        case unknownReference = "unknown-reference"
        case otherLine = "other-line"
        case moreThanOpen = "more-than-open"
        case alreadyReversed = "already-reversed"
        case notReversible = "not-reversible"
        case duplicateEntry = "duplicate-entry"
        case missingDocument = "missing-document"
    }

    package struct Reason: Hashable, Sendable, Codable {
        package let code: Code
        /// What was asked for, and what there is.
        package let requested: Money?
        package let available: Money?

        package init(_ code: Code, requested: Money? = nil, available: Money? = nil) {
            self.code = code
            self.requested = requested
            self.available = available
        }
    }

    package let reasons: [Reason]

    package init(_ reasons: [Reason]) {
        self.reasons = reasons
    }
}
