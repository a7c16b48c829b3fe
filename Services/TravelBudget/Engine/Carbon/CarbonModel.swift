import Primitives

/// Emissions of a journey with the factor set they were computed with. Figures of two sets are never mixed.
package struct CarbonEstimate: Hashable, Sendable, Codable {
    package let factorSet: String
    package let cabin: String
    package let upliftIncluded: Double
    package let forcingMultiplier: Double
    /// Great circle, both directions.
    package let kilometres: Double
    /// Kilograms of CO2 equivalent, with and without radiative forcing.
    package let airWithForcing: Double
    package let airWithoutForcing: Double
    /// Hotel nights; nil where no factor is published for the country.
    package let hotel: Double?
    package let provenance: [Provenance]
}

/// The factor method (section 4): distance times factor; uplift and forcing are inside the factors.
package struct CarbonModel: Sendable {
    private let tables: ReferenceTables
    private let factorSet: String
    private let cabin: String
    private let date: LocalDate

    package init(_ tables: ReferenceTables, settings: Settings, on date: LocalDate) {
        self.tables = tables
        self.factorSet = settings.text(.carbonFactorSet)
        self.cabin = settings.text(.carbonCabin)
        self.date = date
    }

    /// - Parameter kilometres: one way.
    package func returnJourney(
        kilometres: Double, nights: Int, country: Country
    ) throws(Refusal) -> CarbonEstimate {
        guard let air = self.tables.carbonAir.row("\(self.factorSet):\(self.cabin)", on: self.date) else {
            throw Refusal(.noFactor, self.factorSet)
        }
        let hotel = self.tables.carbonHotels.row("\(self.factorSet):\(country)", on: self.date)
        return CarbonEstimate(
            factorSet: air.row.factorSet, cabin: air.row.cabin, upliftIncluded: air.row.upliftIncluded,
            forcingMultiplier: air.row.forcingMultiplier, kilometres: 2 * kilometres,
            airWithForcing: 2 * kilometres * air.row.withForcing,
            airWithoutForcing: 2 * kilometres * air.row.withoutForcing,
            hotel: hotel?.row.kilogramsPerNight.map { $0 * Double(nights) },
            provenance: [air.provenance] + (hotel.map { [$0.provenance] } ?? []))
    }
}
