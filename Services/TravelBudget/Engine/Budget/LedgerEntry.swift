import Primitives

/// The kind of thing a ledger entry's id names.
package enum LedgerEntryTag {}
package typealias LedgerEntryID = ID<LedgerEntryTag>

/// One entry of the append-only ledger. Entries are never changed; a correction is a reversal.
package struct LedgerEntry: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        /// Money is reserved: a request was approved.
        case commitment
        /// The rest of a commitment is freed.
        case release
        /// An invoice or claim was paid.
        case actual
        /// An earlier actual or release is undone.
        case reversal
    }

    package let id: LedgerEntryID
    package let kind: Kind
    /// Code of the budget line.
    package let line: String
    /// Always positive.
    package let amount: Money
    /// The commitment that a release or actual draws on; the entry that a reversal undoes.
    package let reference: LedgerEntryID?
    /// Name of the request, contract or invoice.
    package let document: String
    package let requestedBy: String
    package let approvedBy: String
    package let at: Instant
    package let budgetVersion: Int

    package init(
        id: LedgerEntryID, kind: Kind, line: String, amount: Money, reference: LedgerEntryID?, document: String,
        requestedBy: String, approvedBy: String, at: Instant, budgetVersion: Int
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
        self.budgetVersion = budgetVersion
    }
}
