import Primitives

/// A place where a convening can be held, as the table in force has it.
package struct Venue: Codable, Sendable, Equatable {
    /// Short name, `addis-ababa`.
    package let venue: String
    package let city: String
    package let country: Country
    /// IATA code.
    package let airport: String
    package let zone: Zone
    package let currency: Currency

    package init(venue: String, city: String, country: Country, airport: String, zone: Zone, currency: Currency) {
        self.venue = venue
        self.city = city
        self.country = country
        self.airport = airport
        self.zone = zone
        self.currency = currency
    }
}
