import Primitives

/// One coefficient of the fare model: `ln one-way USD = intercept + slope x ln km + region`.
package struct FareModelRow: ReferenceRow {
    package enum Term: String, Sendable { case intercept, slope, region }

    package static let table = TableName.fareModel
    package static let columns = ["term", "name", "value", "valid_from", "valid_to", "basis", "source"]

    package let term: Term
    package let name: String?
    package let value: Double
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { self.term == .region ? "region:\(self.name ?? "")" : self.term.rawValue }

    package init(_ reader: inout RowReader) {
        self.term = reader.choice("term", else: Term.intercept)
        self.name = reader.optionalText("name")
        self.value = reader.number("value", in: -20...20)
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
        if self.term == .region, self.name == nil { reader.fault("name", .required) }
    }
}
