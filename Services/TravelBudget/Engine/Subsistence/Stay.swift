import Primitives

/// Time spent at one place, in the place's own clock.
package struct Stay: Hashable, Sendable, Codable {
    /// Name in the table of rates.
    package let place: String
    package let country: Country
    package let zone: Zone
    package let arrivalDate: LocalDate
    package let arrivalTime: LocalTime
    package let departureDate: LocalDate
    package let departureTime: LocalTime

    package init(
        place: String, country: Country, zone: Zone, arrivalDate: LocalDate, arrivalTime: LocalTime,
        departureDate: LocalDate, departureTime: LocalTime
    ) {
        self.place = place
        self.country = country
        self.zone = zone
        self.arrivalDate = arrivalDate
        self.arrivalTime = arrivalTime
        self.departureDate = departureDate
        self.departureTime = departureTime
    }

    /// Local dates whose last minute was spent here: one for each local midnight.
    var nights: [LocalDate] {
        guard self.arrivalDate < self.departureDate else { return [] }
        return (self.arrivalDate.daysSince1970..<self.departureDate.daysSince1970)
            .map { LocalDate(daysSince1970: $0) }
    }
}
