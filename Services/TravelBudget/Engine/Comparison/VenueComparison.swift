import Primitives

/// One venue's column of the comparison (section 9). Feasibility stands before cost.
package struct VenueOutcome: Hashable, Sendable, Codable {
    /// A country and the chance that somebody from it cannot enter.
    package struct CountryRisk: Hashable, Sendable, Codable {
        package let country: Country
        package let people: Int
        package let unable: Double
    }

    package let venue: String
    package let country: Country
    package let simulation: SimulationResult
    package let invited: Int
    /// Expected number of people who attend, from the probabilities themselves.
    package let expectedAttendance: Double
    /// Expected attendance by M49 region of origin, in the order of the names.
    package let attendanceByRegion: [RegionAttendance]
    package let consularVisas: Int
    /// People for whose passport the tables have no row.
    package let unknownVisas: Int
    package let mustTravelForVisa: Int
    /// Countries above the alarm share, the highest first.
    package let countriesAtRisk: [CountryRisk]
    /// Kilograms of CO2 equivalent of all invited travellers' flights.
    package let carbonWithForcing: Double
    package let carbonWithoutForcing: Double
    package let carbonFactorSet: String?
    /// Hotel nights; nil when a factor is missing.
    package let carbonHotel: Double?
    package let medianKilometres: Double
    package let maximumKilometres: Double
    /// People whose estimate is short of a line without a price.
    package let incompleteEstimates: Int

    package struct RegionAttendance: Hashable, Sendable, Codable {
        package let region: String
        package let invited: Int
        package let expected: Double
    }
}

/// Venues side by side for the same people. It gives no single score: weights belong to whoever decides.
package struct VenueComparison: Hashable, Sendable, Codable {
    package let outcomes: [VenueOutcome]
    /// Venues that no other venue beats on cost, attendance and emissions at once.
    package let nonDominated: [String]
    /// Pairs whose median cost differs by less than the tie margin.
    package let ties: [Tie]

    package struct Tie: Hashable, Sendable, Codable {
        package let first: String
        package let second: String
    }

    package init(outcomes: [VenueOutcome], tieMargin: Double) {
        self.outcomes = outcomes
        self.nonDominated = outcomes.filter { candidate in
            !outcomes.contains { Self.beats($0, candidate) }
        }
        .map(\.venue)
        var ties: [Tie] = []
        for (index, first) in outcomes.enumerated() {
            for second in outcomes.dropFirst(index + 1) {
                let costs = [first, second].map { Double($0.simulation.total.p50.minorUnits) }
                guard let low = costs.min(), let high = costs.max(), high > 0 else { continue }
                if (high - low) / high < tieMargin { ties.append(Tie(first: first.venue, second: second.venue)) }
            }
        }
        self.ties = ties
    }

    private static func beats(_ left: VenueOutcome, _ right: VenueOutcome) -> Bool {
        let cost = (left.simulation.total.p50.minorUnits, right.simulation.total.p50.minorUnits)
        let carbon = (left.carbonWithoutForcing, right.carbonWithoutForcing)
        let people = (left.expectedAttendance, right.expectedAttendance)
        let isNoWorse = cost.0 <= cost.1 && carbon.0 <= carbon.1 && people.0 >= people.1
        return isNoWorse && (cost.0 < cost.1 || carbon.0 < carbon.1 || people.0 > people.1)
    }
}
