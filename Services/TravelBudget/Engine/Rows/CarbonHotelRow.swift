import Primitives

/// Emissions of a hotel night. No factor is published for some countries; then none is shown.
package struct CarbonHotelRow: ReferenceRow {
    package static let table = TableName.carbonHotels
    package static let columns = [
        "factor_set", "country", "kg_per_room_night", "valid_from", "valid_to", "source",
    ]

    package let factorSet: String
    package let country: Country
    /// Kilograms of CO2 equivalent; nil where the publisher has no factor.
    package let kilogramsPerNight: Double?
    package let validity: Validity
    package let source: String

    package var key: String { "\(self.factorSet):\(self.country)" }
    package var basis: Basis { self.kilogramsPerNight == nil ? .none : .published }

    package init(_ reader: inout RowReader) {
        self.factorSet = reader.text("factor_set")
        self.country = reader.country("country")
        self.kilogramsPerNight = reader.optionalNumber("kg_per_room_night", in: 0...10_000)
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
