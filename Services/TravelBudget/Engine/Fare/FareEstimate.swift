import Primitives

/// The price of one journey as a distribution, and what it rests on.
package struct FareEstimate: Hashable, Sendable, Codable {
    /// The order of truth: what is higher in this list is used when it is there.
    package enum Method: String, Sendable, Codable, CaseIterable {
        case ticket
        case quote
        case expiredQuote = "expired-quote"
        case past
        case model

        package var basis: Basis {
            switch self {
            case .ticket: .actual
            case .quote, .expiredQuote: .quote
            case .past: .past
            case .model: .model
            }
        }
    }

    package let method: Method
    /// Distribution in major units of `currency`.
    package let distribution: LogNormal
    package let currency: Currency
    /// Great circle, one way.
    package let kilometres: Double
    /// Region whose coefficient was used: the dearer of the two ends.
    package let region: String
    /// True outside the distances, or the regions, that the model was fitted on.
    package let isExtrapolated: Bool
    package let advanceFactor: Double
    package let provenance: [Provenance]
}
