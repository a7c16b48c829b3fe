/// What a traveller must do before, or at, the border.
package enum VisaClass: String, Sendable, Codable, CaseIterable {
    case own
    case visaFree = "visa_free"
    case electronicAuthorisation = "eta"
    case onArrival = "on_arrival"
    case electronic = "e_visa"
    case consular

    /// True when something can be refused or paid.
    package var needsVisa: Bool {
        switch self {
        case .own, .visaFree: false
        case .electronicAuthorisation, .onArrival, .electronic, .consular: true
        }
    }
}
