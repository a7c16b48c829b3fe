import Primitives

/// An airport with its position. Whether it is open today is not in the table: that is run-time knowledge.
package struct AirportRow: ReferenceRow {
    package static let table = TableName.airports
    package static let columns = [
        "airport", "name", "city", "country", "latitude", "longitude", "zone", "valid_from", "valid_to", "source",
    ]

    /// IATA code.
    package let airport: String
    package let city: String
    package let country: Country
    package let position: Coordinate
    package let zone: Zone
    package let validity: Validity
    package let source: String

    package var key: String { self.airport }
    package var basis: Basis { .published }

    package init(_ reader: inout RowReader) {
        self.airport = reader.text("airport")
        self.city = reader.optionalText("city") ?? ""
        self.country = reader.country("country")
        self.position = Coordinate(
            latitude: reader.number("latitude", in: -90...90), longitude: reader.number("longitude", in: -180...180))
        self.zone = reader.zone("zone")
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
