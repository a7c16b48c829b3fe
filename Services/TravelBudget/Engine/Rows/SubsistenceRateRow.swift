import Primitives

/// A published daily rate at a place. Tiers (a lower rate after a number of days) are rows of their own: they are
/// stored, never computed.
package struct SubsistenceRateRow: ReferenceRow {
    package static let table = TableName.subsistenceRates
    package static let columns = [
        "scheme", "place", "country", "currency", "lodging", "meals_incidentals", "total", "from_day", "valid_from",
        "valid_to", "source",
    ]
    /// Place name of the row that holds for the rest of a country.
    package static let elsewhere = "elsewhere"

    package let scheme: String
    package let place: String
    package let country: Country
    /// Lodging and meals-and-incidentals parts, where the scheme publishes them.
    package let lodging: Money?
    package let mealsAndIncidentals: Money?
    package let total: Money
    /// The rate holds from this day of the stay on; 1 is the first.
    package let fromDay: Int
    package let validity: Validity
    package let source: String

    package var key: String {
        Self.key(scheme: self.scheme, place: self.place, country: self.country, fromDay: self.fromDay)
    }
    package var basis: Basis { .published }

    package static func key(scheme: String, place: String, country: Country, fromDay: Int) -> String {
        "\(scheme):\(country):\(place):\(fromDay)"
    }

    package init(_ reader: inout RowReader) {
        self.scheme = reader.text("scheme")
        self.place = reader.text("place")
        self.country = reader.country("country")
        let currency = reader.currency("currency")
        self.lodging = reader.optionalMoney("lodging", in: currency)
        self.mealsAndIncidentals = reader.optionalMoney("meals_incidentals", in: currency)
        self.total = reader.money("total", in: currency)
        self.fromDay = reader.integer("from_day", in: 1...3650)
        self.validity = reader.validity()
        self.source = reader.text("source")
        if self.total.minorUnits == 0 { reader.fault("total", .outOfRange) }
        if (self.lodging == nil) != (self.mealsAndIncidentals == nil) { reader.fault("lodging", .inconsistent) }
        if let lodging, let mealsAndIncidentals, lodging + mealsAndIncidentals != self.total {
            reader.fault("total", .inconsistent)
        }
    }
}
