import Primitives

/// How far a number can be trusted. Printed beside every number; an estimate never looks like a quote.
package enum Basis: String, Sendable, Codable, CaseIterable {
    /// A ticket that has been bought, or an invoice.
    case actual
    /// A vendor's written offer.
    case quote
    /// What was paid for the same thing earlier.
    case past
    /// A figure that an authority publishes or that was measured from published data.
    case published
    /// Computed by a model from published figures.
    case model
    /// A planning value set by a person; to be replaced by a quote.
    case judgement
    /// Nothing is known: shown as no data, never as 0.
    case none
}

/// Where a number comes from: table, version, line of the file and the row's own source text.
package struct Provenance: Hashable, Sendable, Codable {
    package let table: TableName
    package let version: String
    /// Line of the table's file, 1 being the header.
    package let line: Int
    package let basis: Basis
    /// First day on which the row holds.
    package let validFrom: LocalDate
    package let source: String

    package init(
        table: TableName, version: String, line: Int, basis: Basis, validFrom: LocalDate, source: String
    ) {
        self.table = table
        self.version = version
        self.line = line
        self.basis = basis
        self.validFrom = validFrom
        self.source = source
    }
}
