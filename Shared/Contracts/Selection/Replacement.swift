import Primitives

/// Somebody leaves a confirmed cohort and, unless another is named, the best replacement comes in. This is a proposal:
/// a second person decides.
package struct Replacement: Codable, Sendable, Equatable {
    /// The version of the cohort that the proposal is about; another one is refused.
    package let version: Int
    package let leaving: String
    package let entering: String?
    package let reason: String

    package init(version: Int, leaving: String, entering: String? = nil, reason: String) {
        self.version = version
        self.leaving = leaving
        self.entering = entering
        self.reason = reason
    }
}

/// A replacement that somebody has proposed and nobody has decided.
package struct PendingReplacement: Codable, Sendable, Equatable {
    package let leaving: String
    package let entering: String
    package let reason: String
    package let proposedBy: String
    package let proposedAt: Instant

    package init(leaving: String, entering: String, reason: String, proposedBy: String, proposedAt: Instant) {
        self.leaving = leaving
        self.entering = entering
        self.reason = reason
        self.proposedBy = proposedBy
        self.proposedAt = proposedAt
    }
}

/// What the second person says to a proposed replacement.
package struct ReplacementDecision: Codable, Sendable, Equatable {
    /// The version of the cohort that was read; another one is refused.
    package let version: Int
    package let isConfirmed: Bool
    /// A no needs it.
    package let reason: String?

    package init(version: Int, isConfirmed: Bool, reason: String? = nil) {
        self.version = version
        self.isConfirmed = isConfirmed
        self.reason = reason
    }
}
