import Primitives

/// The row of a table that a figure comes from.
package struct FigureSource: Codable, Sendable, Equatable {
    package let table: String
    package let version: String
    /// Line of the file, 1 being the header.
    package let line: Int
    package let basis: String
    package let validFrom: LocalDate
    package let source: String

    package init(table: String, version: String, line: Int, basis: String, validFrom: LocalDate, source: String) {
        self.table = table
        self.version = version
        self.line = line
        self.basis = basis
        self.validFrom = validFrom
        self.source = source
    }
}

/// One line of a participant's cost sheet. Without an amount it is no data, not 0.
package struct TravellerLine: Codable, Sendable, Equatable {
    package let code: String
    package let category: Int
    package let driver: String
    package let quantity: Int
    package let unitPrice: Money?
    package let amount: Money?
    package let low: Money?
    package let high: Money?
    package let basis: String
    package let payer: String
    package let sources: [FigureSource]

    package init(
        code: String, category: Int, driver: String, quantity: Int, unitPrice: Money?, amount: Money?, low: Money?,
        high: Money?, basis: String, payer: String, sources: [FigureSource]
    ) {
        self.code = code
        self.category = category
        self.driver = driver
        self.quantity = quantity
        self.unitPrice = unitPrice
        self.amount = amount
        self.low = low
        self.high = high
        self.basis = basis
        self.payer = payer
        self.sources = sources
    }
}

/// A participant's cost sheet.
package struct TravellerCost: Codable, Sendable, Equatable {
    package let code: String
    package let country: Country
    package let airport: String
    package let arrival: LocalDate
    package let departure: LocalDate
    package let nights: Int
    package let kilometres: Double?
    package let fareMethod: String?
    /// Nil where the tables do not know it.
    package let visaClass: String?
    package let unable: Double
    package let latestSafeInvitation: LocalDate?
    /// Kilograms of CO2 equivalent, both ways.
    package let carbonWithForcing: Double?
    package let carbonWithoutForcing: Double?
    package let mean: Money
    package let low: Money
    package let high: Money
    package let missing: [String]
    package let needsStaffCheck: Bool
    package let lines: [TravellerLine]

    package init(
        code: String, country: Country, airport: String, arrival: LocalDate, departure: LocalDate, nights: Int,
        kilometres: Double?, fareMethod: String?, visaClass: String?, unable: Double, latestSafeInvitation: LocalDate?,
        carbonWithForcing: Double?, carbonWithoutForcing: Double?, mean: Money, low: Money, high: Money,
        missing: [String], needsStaffCheck: Bool, lines: [TravellerLine]
    ) {
        self.code = code
        self.country = country
        self.airport = airport
        self.arrival = arrival
        self.departure = departure
        self.nights = nights
        self.kilometres = kilometres
        self.fareMethod = fareMethod
        self.visaClass = visaClass
        self.unable = unable
        self.latestSafeInvitation = latestSafeInvitation
        self.carbonWithForcing = carbonWithForcing
        self.carbonWithoutForcing = carbonWithoutForcing
        self.mean = mean
        self.low = low
        self.high = high
        self.missing = missing
        self.needsStaffCheck = needsStaffCheck
        self.lines = lines
    }
}

/// What is known about a fare.
package enum FareEvidenceKind: String, CaseIterable, Codable, Sendable {
    case ticket
    case quote
    case past
}

/// A ticket, a quote or an own past ticket of one participant.
package struct FareEvidenceInput: Codable, Sendable, Equatable {
    package let code: String
    package let kind: FareEvidenceKind
    package let amount: Money
    package let date: LocalDate
    package let validUntil: LocalDate?

    package init(code: String, kind: FareEvidenceKind, amount: Money, date: LocalDate, validUntil: LocalDate? = nil) {
        self.code = code
        self.kind = kind
        self.amount = amount
        self.date = date
        self.validUntil = validUntil
    }
}
