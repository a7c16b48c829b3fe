/// A row that a store reads: its columns in the order of the `select` beside it.
///
/// ```swift
/// init(_ row: inout RowCursor) throws(RowDecodingError) {
///     self.id = try row.next()
///     self.name = try row.next()
/// }
/// ```
package protocol RowDecodable: Sendable {
    init(_ row: inout RowCursor) throws(RowDecodingError)
}

/// A column that does not fit its reader. Never holds the value.
package struct RowDecodingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What did not fit.
    package enum Reason: String, Sendable, Hashable {
        case missingColumn = "there is no such column"
        case unreadColumn = "the column was not read"
        case wrongType = "the column has another type"
        case unexpectedNull = "the value is null"
        case malformed = "the value is not one of its kind"
    }

    package let reason: Reason
    /// The column's name in the result; empty when there is no such column.
    package let column: String
    /// From 0.
    package let index: Int
    /// The type that was to be read.
    package let wanted: String
    /// `pg_type.oid` of what the result has; 0 when there is no such column.
    package let found: UInt32

    package init(reason: Reason, column: String, index: Int, wanted: String, found: UInt32) {
        self.reason = reason
        self.column = column
        self.index = index
        self.wanted = wanted
        self.found = found
    }

    /// For a reader that finds, after reading its columns, that together they make no value of its type.
    package static func inconsistent(_ what: StaticString) -> RowDecodingError {
        RowDecodingError(reason: .malformed, column: "", index: -1, wanted: what.description, found: 0)
    }

    package var description: String {
        "column \(self.index) \"\(self.column)\": \(self.reason.rawValue) (wanted \(self.wanted), found type \(self.found))"
    }
}
