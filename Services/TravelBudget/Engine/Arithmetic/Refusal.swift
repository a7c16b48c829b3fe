/// Why the engine cannot compute something. It never returns 0 silently.
package struct Refusal: Error, Hashable, Sendable, Codable {
    /// The closed list of reasons.
    package enum Code: String, Sendable, Codable, CaseIterable {
        case unknownVenue = "unknown-venue"
        case unknownOrigin = "unknown-origin"
        case unknownAirport = "unknown-airport"
        case unknownProfile = "unknown-profile"
        case missingSetting = "missing-setting"
        case missingCoefficient = "missing-coefficient"
        case noRate = "no-rate"
        case noExchangeRate = "no-exchange-rate"
        case noFactor = "no-factor"
        case tooFewPoints = "too-few-points"
        case stayWithoutPlace = "stay-without-place"
        case departureBeforeArrival = "departure-before-arrival"
        case overlappingStays = "overlapping-stays"
        case timeDoesNotExist = "time-does-not-exist"
        case itemWithoutPercentage = "item-without-percentage"
        case datesReversed = "dates-reversed"
        case eventTooLong = "event-too-long"
        case amountTooLarge = "amount-too-large"
        case unknownCurrency = "unknown-currency"
        case nobody
    }

    package let code: Code
    /// The place, country, table or setting it is about; never a person.
    package let subject: String

    package init(_ code: Code, _ subject: String) {
        self.code = code
        self.subject = subject
    }
}
