import Primitives

/// The kind of thing that an origin estimate's id names.
package enum OriginEstimateTag {}
package typealias OriginEstimateID = ID<OriginEstimateTag>

/// What is sent to have a venue priced from every country.
package struct OriginEstimateInput: Codable, Sendable, Equatable {
    package let venue: String
    package let firstDay: LocalDate
    package let lastDay: LocalDate
    package let currency: Currency

    package init(venue: String, firstDay: LocalDate, lastDay: LocalDate, currency: Currency = .usd) {
        self.venue = venue
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.currency = currency
    }
}

/// Expected cost of one participant from one country. Without a figure there is a reason.
package struct OriginCostLine: Codable, Sendable, Equatable {
    package let country: Country
    package let cost: Money?
    /// Ends of the 80 % range.
    package let low: Money?
    package let high: Money?
    package let kilometres: Double?
    package let visaClass: String?
    /// Probability that she cannot enter in time.
    package let unable: Double?
    /// Lines that apply but have no price.
    package let missing: [String]
    /// True when a person must confirm how she travels.
    package let needsStaffCheck: Bool
    /// Why there is no figure: code and subject.
    package let reason: String?

    package init(
        country: Country, cost: Money?, low: Money?, high: Money?, kilometres: Double?, visaClass: String?,
        unable: Double?, missing: [String], needsStaffCheck: Bool, reason: String?
    ) {
        self.country = country
        self.cost = cost
        self.low = low
        self.high = high
        self.kilometres = kilometres
        self.visaClass = visaClass
        self.unable = unable
        self.missing = missing
        self.needsStaffCheck = needsStaffCheck
        self.reason = reason
    }
}

/// A venue priced from every country.
package struct OriginEstimate: Codable, Sendable, Equatable {
    package let id: OriginEstimateID
    package let venue: String
    package let firstDay: LocalDate
    package let lastDay: LocalDate
    package let currency: Currency
    package let computedAt: Instant
    package let engine: String
    package let tables: [TableVersionName]
    package let costs: [OriginCostLine]

    package init(
        id: OriginEstimateID, venue: String, firstDay: LocalDate, lastDay: LocalDate, currency: Currency,
        computedAt: Instant, engine: String, tables: [TableVersionName], costs: [OriginCostLine]
    ) {
        self.id = id
        self.venue = venue
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.currency = currency
        self.computedAt = computedAt
        self.engine = engine
        self.tables = tables
        self.costs = costs
    }
}
