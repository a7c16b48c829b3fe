import Primitives

/// What a quota counts.
package enum QuotaAttribute: String, CaseIterable, Codable, Sendable {
    case country
    case region
    /// Language of the application.
    case language
    case size
    case kind
    case womenLed = "women-led"
    case member
    /// An answer to the committee's questions; `question` names it.
    case answer
}

/// One rule on how many of some candidates a cohort has.
package struct QuotaInput: Codable, Sendable, Equatable {
    package let attribute: QuotaAttribute
    /// For `answer`: the key of the question.
    package let question: String?
    /// Who counts: candidates whose attribute has one of these values. Empty: one quota for each value that occurs.
    package let values: [String]
    package let minimum: Int
    /// Nil: no upper end.
    package let maximum: Int?

    package init(
        attribute: QuotaAttribute, question: String? = nil, values: [String], minimum: Int, maximum: Int? = nil
    ) {
        self.attribute = attribute
        self.question = question
        self.values = values
        self.minimum = minimum
        self.maximum = maximum
    }
}

/// What is sent to have a cohort composed: everything that decides it, besides the calibrated scores.
package struct CohortPolicy: Codable, Sendable, Equatable {
    package let size: Int
    package let quotas: [QuotaInput]
    /// Where the convening is held, as the travel budget names it; needed with a ceiling.
    package let venue: String?
    /// The most that the places together may cost by the travel budget's estimate.
    package let costCeiling: Money?
    /// Codes of candidates that must have a place, and of ones that must not.
    package let includes: [String]
    package let excludes: [String]
    /// Why the policy is as it is; kept with the cohort.
    package let reason: String?
    /// Decides between equally good cohorts.
    package let seed: Int

    package init(
        size: Int, quotas: [QuotaInput], venue: String? = nil, costCeiling: Money? = nil, includes: [String] = [],
        excludes: [String] = [], reason: String? = nil, seed: Int
    ) {
        self.size = size
        self.quotas = quotas
        self.venue = venue
        self.costCeiling = costCeiling
        self.includes = includes
        self.excludes = excludes
        self.reason = reason
        self.seed = seed
    }
}
