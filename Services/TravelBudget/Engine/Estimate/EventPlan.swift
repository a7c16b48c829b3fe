import Primitives

/// Where and when a convening would be held, and on which day it is priced.
package struct EventPlan: Hashable, Sendable, Codable {
    package let venue: String
    package let firstDay: LocalDate
    package let lastDay: LocalDate
    /// Tables are read as of this day.
    package let pricedOn: LocalDate
    /// Day on which the invitation letters go out; nil: as many days before the journey as the settings say, but
    /// not before `pricedOn`.
    package let invitation: LocalDate?
    /// Items that the organiser provides to everybody.
    package let provisions: [Provision]

    /// Longest convening that can be priced.
    package static let maximumDays = 60

    package init(
        venue: String, firstDay: LocalDate, lastDay: LocalDate, pricedOn: LocalDate, invitation: LocalDate? = nil,
        provisions: [Provision] = []
    ) {
        self.venue = venue
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.pricedOn = pricedOn
        self.invitation = invitation
        self.provisions = provisions
    }
}

/// One participant as the budget knows her: a code, countries, and what is known about the ticket. Never a name, a
/// passport number or a reason.
package struct Traveller: Hashable, Sendable, Codable {
    package let id: String
    package let origin: Country
    package let passport: Country
    /// IATA code; nil: the origin's usual one.
    package let airport: String?
    package let evidence: [FareEvidence]
    package let learning: FareLearning
    package let personalDates: [LocalDate]
    package let transitRisk: Double

    package init(
        id: String, origin: Country, passport: Country, airport: String? = nil, evidence: [FareEvidence] = [],
        learning: FareLearning = FareLearning(), personalDates: [LocalDate] = [], transitRisk: Double = 0
    ) {
        self.id = id
        self.origin = origin
        self.passport = passport
        self.airport = airport
        self.evidence = evidence
        self.learning = learning
        self.personalDates = personalDates
        self.transitRisk = transitRisk
    }
}
