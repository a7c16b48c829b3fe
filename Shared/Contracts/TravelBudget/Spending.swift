import Primitives

package enum SpendingRequestTag {}
package typealias SpendingRequestID = ID<SpendingRequestTag>

/// What an entry of the ledger does.
package enum SpendingKind: String, CaseIterable, Codable, Sendable {
    /// Reserves money.
    case commitment
    /// Frees what is left of a commitment.
    case release
    /// Money was paid.
    case actual
    /// Undoes an actual or a release.
    case reversal
}

/// Where a request for spending stands.
package enum SpendingState: String, CaseIterable, Codable, Sendable {
    case requested
    case approved
    case refused
}

/// What is sent to ask for an entry of the ledger.
package struct SpendingInput: Codable, Sendable, Equatable {
    package let kind: SpendingKind
    package let line: String
    package let amount: Money
    /// The ledger entry that a release, actual or reversal is about.
    package let reference: ID<LedgerLineTag>?
    /// Number of the request, contract or invoice.
    package let document: String
    /// What for; without names.
    package let purpose: String

    package init(
        kind: SpendingKind, line: String, amount: Money, reference: ID<LedgerLineTag>? = nil, document: String,
        purpose: String
    ) {
        self.kind = kind
        self.line = line
        self.amount = amount
        self.reference = reference
        self.document = document
        self.purpose = purpose
    }
}

/// A request for an entry of the ledger.
package struct SpendingRequest: Codable, Sendable, Equatable {
    package let id: SpendingRequestID
    package let budgetId: BudgetID
    package let input: SpendingInput
    package let state: SpendingState
    package let requestedBy: String
    package let requestedAt: Instant
    package let decidedBy: String?
    package let decidedAt: Instant?
    package let reason: String?
    package let entryId: ID<LedgerLineTag>?
    /// True when little of the line is left after it.
    package let isNearLimit: Bool

    package init(
        id: SpendingRequestID, budgetId: BudgetID, input: SpendingInput, state: SpendingState, requestedBy: String,
        requestedAt: Instant, decidedBy: String?, decidedAt: Instant?, reason: String?, entryId: ID<LedgerLineTag>?,
        isNearLimit: Bool
    ) {
        self.id = id
        self.budgetId = budgetId
        self.input = input
        self.state = state
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
        self.entryId = entryId
        self.isNearLimit = isNearLimit
    }
}

/// One entry of the append-only ledger.
package struct LedgerLine: Codable, Sendable, Equatable {
    package let id: ID<LedgerLineTag>
    package let kind: SpendingKind
    package let line: String
    package let amount: Money
    package let reference: ID<LedgerLineTag>?
    package let document: String
    package let requestedBy: String
    package let approvedBy: String
    package let at: Instant
    package let budgetNumber: Int

    package init(
        id: ID<LedgerLineTag>, kind: SpendingKind, line: String, amount: Money, reference: ID<LedgerLineTag>?,
        document: String, requestedBy: String, approvedBy: String, at: Instant, budgetNumber: Int
    ) {
        self.id = id
        self.kind = kind
        self.line = line
        self.amount = amount
        self.reference = reference
        self.document = document
        self.requestedBy = requestedBy
        self.approvedBy = approvedBy
        self.at = at
        self.budgetNumber = budgetNumber
    }
}

package enum LedgerLineTag {}
