import Primitives

/// One typed row of a reference table.
package protocol ReferenceRow: Hashable, Sendable {
    static var table: TableName { get }
    /// Columns that the file must have, in any order, and no others.
    static var columns: [String] { get }
    /// Identifies what the row speaks of; rows of one key must not hold on the same day.
    var key: String { get }
    var validity: Validity { get }
    var basis: Basis { get }
    var source: String { get }

    /// Reads the cells; what is wrong goes to the reader, and then the row is thrown away.
    init(_ reader: inout RowReader)
}

/// A row with its line, so that every value can say where it comes from.
package struct SourcedRow<Row: ReferenceRow>: Hashable, Sendable {
    package let row: Row
    package let provenance: Provenance
}
