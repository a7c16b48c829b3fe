import Primitives

/// One line of a traveller's estimate. An amount that is not known is nil and shown as no data.
package struct EstimateLine: Hashable, Sendable, Codable {
    /// What makes the amount uncertain, for ranges and for the simulation.
    package enum Spread: Hashable, Sendable, Codable {
        case certain
        /// A fare; `isModel` when it shares the model's uncertain level with the other fares.
        case fare(sigma: Double, isModel: Bool)
        /// A published rate that may change before the event, for everybody alike.
        case rate(sigma: Double)
        /// A planning price that is wrong for everybody alike, or for nobody.
        case price(sigma: Double)

        package var sigma: Double {
            switch self {
            case .certain: 0
            case .fare(let sigma, _), .rate(let sigma), .price(let sigma): sigma
            }
        }
    }

    /// Code of the line catalogue.
    package let code: String
    package let category: Int
    package let driver: CatalogueRow.Driver
    /// How many of the driver's unit.
    package let quantity: Int
    /// Price of one unit in the currency it is quoted in; for fares the mean.
    package let unitPrice: Money?
    /// Expected amount in the reporting currency: the figure to budget with.
    package let amount: Money?
    /// Ends of the 80 % range.
    package let low: Money?
    package let high: Money?
    package let spread: Spread
    /// Share lost when the traveller does not come.
    package let lostShare: Double
    package let payer: CatalogueRow.Payer
    package let basis: Basis
    package let provenance: [Provenance]
}

/// What one traveller costs at one venue.
package struct TravellerEstimate: Hashable, Sendable, Codable {
    package let id: String
    package let origin: Country
    package let passport: Country
    package let airport: String
    package let venue: String
    /// Subsistence dates, local at the venue.
    package let arrival: LocalDate
    package let departure: LocalDate
    package let nights: Int
    package let fare: FareEstimate?
    package let visa: VisaOutlook
    package let carbon: CarbonEstimate?
    package let subsistence: SubsistenceSheet
    package let lines: [EstimateLine]
    /// Sum of the expected amounts that are known.
    package let mean: Money
    package let low: Money
    package let high: Money
    /// Codes of lines that apply but have no price: the total is short of them.
    package let missing: [String]
    /// True when a person must confirm the gateway before this is used.
    package let needsStaffCheck: Bool
}

/// Expected cost of a traveller from one country: what the cohort's cost ceiling uses.
package struct OriginCost: Hashable, Sendable, Codable {
    package let venue: String
    package let country: Country
    /// Nil with a refusal: no data, never 0.
    package let cost: Money?
    package let low: Money?
    package let high: Money?
    package let kilometres: Double?
    package let visaClass: VisaClass?
    package let unable: Double?
    package let missing: [String]
    package let needsStaffCheck: Bool
    package let refusal: Refusal?
}
