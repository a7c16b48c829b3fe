import Primitives

/// Venues to compare for a budget's participants and dates.
package struct ComparisonInput: Codable, Sendable, Equatable {
    package let venues: [String]
    package let seed: Int

    package init(venues: [String], seed: Int = 1) {
        self.venues = venues
        self.seed = seed
    }
}

/// The answer to a request for a comparison.
package struct QueuedComparison: Codable, Sendable, Equatable {
    package let comparisonId: ComparisonID
    package let jobId: JobID

    package init(comparisonId: ComparisonID, jobId: JobID) {
        self.comparisonId = comparisonId
        self.jobId = jobId
    }
}

/// A country whose people may not be able to come.
package struct CountryRisk: Codable, Sendable, Equatable {
    package let country: Country
    package let people: Int
    package let unable: Double

    package init(country: Country, people: Int, unable: Double) {
        self.country = country
        self.people = people
        self.unable = unable
    }
}

/// Expected attendance from one region.
package struct RegionForecast: Codable, Sendable, Equatable {
    package let region: String
    package let invited: Int
    package let expected: Double

    package init(region: String, invited: Int, expected: Double) {
        self.region = region
        self.invited = invited
        self.expected = expected
    }
}

/// One venue of a comparison. Feasibility first, then cost.
package struct VenueColumn: Codable, Sendable, Equatable {
    package let venue: String
    package let country: Country
    package let invited: Int
    package let expectedAttendance: Double
    package let attendanceByRegion: [RegionForecast]
    /// People who need a visa from a consulate.
    package let consularVisas: Int
    /// People for whose passport the tables say nothing.
    package let unknownVisas: Int
    package let mustTravelForVisa: Int
    /// Above the alarm share, the worst first.
    package let countriesAtRisk: [CountryRisk]
    package let total: CostForecast
    package let costPerPersonAttending: Money?
    package let contingency: Money
    /// Kilograms of CO2 equivalent of all journeys.
    package let carbonWithForcing: Double
    package let carbonWithoutForcing: Double
    /// Nil where no factor is published.
    package let carbonHotel: Double?
    package let carbonFactorSet: String?
    package let medianKilometres: Double
    package let maximumKilometres: Double
    package let incompleteEstimates: Int

    package init(
        venue: String, country: Country, invited: Int, expectedAttendance: Double, attendanceByRegion: [RegionForecast],
        consularVisas: Int, unknownVisas: Int, mustTravelForVisa: Int, countriesAtRisk: [CountryRisk],
        total: CostForecast, costPerPersonAttending: Money?, contingency: Money, carbonWithForcing: Double,
        carbonWithoutForcing: Double, carbonHotel: Double?, carbonFactorSet: String?, medianKilometres: Double,
        maximumKilometres: Double, incompleteEstimates: Int
    ) {
        self.venue = venue
        self.country = country
        self.invited = invited
        self.expectedAttendance = expectedAttendance
        self.attendanceByRegion = attendanceByRegion
        self.consularVisas = consularVisas
        self.unknownVisas = unknownVisas
        self.mustTravelForVisa = mustTravelForVisa
        self.countriesAtRisk = countriesAtRisk
        self.total = total
        self.costPerPersonAttending = costPerPersonAttending
        self.contingency = contingency
        self.carbonWithForcing = carbonWithForcing
        self.carbonWithoutForcing = carbonWithoutForcing
        self.carbonHotel = carbonHotel
        self.carbonFactorSet = carbonFactorSet
        self.medianKilometres = medianKilometres
        self.maximumKilometres = maximumKilometres
        self.incompleteEstimates = incompleteEstimates
    }
}

/// Two venues that differ by less than the margin.
package struct VenuePair: Codable, Sendable, Equatable {
    package let first: String
    package let second: String

    package init(first: String, second: String) {
        self.first = first
        self.second = second
    }
}

/// Venues side by side, without a single score: weights belong to whoever decides.
package struct ComparisonReport: Codable, Sendable, Equatable {
    package let columns: [VenueColumn]
    /// Venues that no other beats on cost, attendance and emissions at once.
    package let nonDominated: [String]
    package let ties: [VenuePair]

    package init(columns: [VenueColumn], nonDominated: [String], ties: [VenuePair]) {
        self.columns = columns
        self.nonDominated = nonDominated
        self.ties = ties
    }
}

/// A comparison and how far it is.
package struct ComparisonRun: Codable, Sendable, Equatable {
    package let id: ComparisonID
    package let budgetId: BudgetID
    package let state: EstimateState
    package let venues: [String]
    package let seed: Int
    package let report: ComparisonReport?
    package let reason: String?
    package let createdAt: Instant

    package init(
        id: ComparisonID, budgetId: BudgetID, state: EstimateState, venues: [String], seed: Int,
        report: ComparisonReport?, reason: String?, createdAt: Instant
    ) {
        self.id = id
        self.budgetId = budgetId
        self.state = state
        self.venues = venues
        self.seed = seed
        self.report = report
        self.reason = reason
        self.createdAt = createdAt
    }
}
