import Primitives

/// How much dearer a ticket becomes when it is bought late.
package struct AdvanceFactorRow: ReferenceRow {
    package static let table = TableName.advanceFactors
    package static let columns = ["from_days", "to_days", "factor", "valid_from", "valid_to", "basis", "source"]

    /// Days between purchase and departure, both ends included; an open end has no value.
    package let fromDays: Int
    package let toDays: Int?
    package let factor: Double
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { String(self.fromDays) }

    package init(_ reader: inout RowReader) {
        self.fromDays = reader.integer("from_days", in: 0...3650)
        self.toDays = reader.optionalInteger("to_days", in: 0...3650)
        self.factor = reader.number("factor", in: 0.1...10)
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
        if let toDays, toDays < self.fromDays { reader.fault("to_days", .outOfRange) }
    }
}
