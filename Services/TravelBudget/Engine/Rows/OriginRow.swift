import Primitives

/// A country people come from, and the airport their journey is priced from.
package struct OriginRow: ReferenceRow {
    package static let table = TableName.origins
    package static let columns = [
        "country", "name", "city", "airport", "fare_region", "region", "subregion", "currency", "needs_staff_check",
        "note", "valid_from", "valid_to", "source",
    ]

    package let country: Country
    package let name: String
    package let city: String?
    /// The airport, possibly in another country (a gateway reached over land).
    package let airport: String
    /// Region of the fare model.
    package let fareRegion: String
    /// United Nations M49 region and subregion, for reports.
    package let region: String
    package let subregion: String
    package let currency: Currency
    /// True when a person must confirm the gateway before the price is used.
    package let needsStaffCheck: Bool
    package let note: String?
    package let validity: Validity
    package let source: String

    package var key: String { self.country.code }
    package var basis: Basis { self.needsStaffCheck ? .judgement : .published }

    package init(_ reader: inout RowReader) {
        self.country = reader.country("country")
        self.name = reader.text("name")
        self.city = reader.optionalText("city")
        self.airport = reader.text("airport")
        self.fareRegion = reader.text("fare_region")
        self.region = reader.text("region")
        self.subregion = reader.text("subregion")
        self.currency = reader.currency("currency")
        self.needsStaffCheck = reader.flag("needs_staff_check")
        self.note = reader.optionalText("note")
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
