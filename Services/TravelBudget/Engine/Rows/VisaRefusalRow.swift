import Primitives

/// Decisions of an area's consulates in one country: by the consulate's country, not by nationality.
package struct VisaRefusalRow: ReferenceRow {
    package static let table = TableName.visaRefusals
    package static let columns = ["area", "consulate_country", "issued", "refused", "valid_from", "valid_to", "source"]

    package let area: String
    package let consulateCountry: Country
    package let issued: Int
    package let refused: Int
    package let validity: Validity
    package let source: String

    package var key: String { "\(self.area):\(self.consulateCountry)" }
    package var basis: Basis { .published }
    package var decided: Int { self.issued + self.refused }

    package init(_ reader: inout RowReader) {
        self.area = reader.text("area")
        self.consulateCountry = reader.country("consulate_country")
        self.issued = reader.integer("issued", in: 0...100_000_000)
        self.refused = reader.integer("refused", in: 0...100_000_000)
        self.validity = reader.validity()
        self.source = reader.text("source")
        if self.issued + self.refused == 0 { reader.fault("issued", .outOfRange) }
    }
}
