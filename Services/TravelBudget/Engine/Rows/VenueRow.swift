import Primitives

/// A place where a convening can be held.
package struct VenueRow: ReferenceRow {
    package static let table = TableName.venues
    package static let columns = [
        "venue", "city", "country", "airport", "zone", "currency", "fare_region", "rate_place", "valid_from",
        "valid_to", "source",
    ]

    /// Short name used in addresses and files, for example `addis-ababa`.
    package let venue: String
    package let city: String
    package let country: Country
    package let airport: String
    package let zone: Zone
    package let currency: Currency
    package let fareRegion: String
    /// Place name in the table of subsistence rates.
    package let ratePlace: String
    package let validity: Validity
    package let source: String

    package var key: String { self.venue }
    package var basis: Basis { .published }

    package init(_ reader: inout RowReader) {
        self.venue = reader.text("venue")
        self.city = reader.text("city")
        self.country = reader.country("country")
        self.airport = reader.text("airport")
        self.zone = reader.zone("zone")
        self.currency = reader.currency("currency")
        self.fareRegion = reader.text("fare_region")
        self.ratePlace = reader.text("rate_place")
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
