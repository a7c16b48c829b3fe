import Primitives

/// Why somebody is erased. A choice, not a text: what is written about the erased must not outlive her.
package enum ErasureReason: String, CaseIterable, Codable, Sendable {
    /// She asked for it.
    case ownWish = "own-wish"
    /// What it was kept for has ended.
    case retentionOver = "retention-over"
    /// It should never have been kept.
    case wronglyKept = "wrongly-kept"
    /// Keeping it endangers her.
    case danger
}

/// Where an erasure stands.
package enum ErasureState: String, CaseIterable, Codable, Sendable {
    case requested
    /// The data keys are destroyed: nobody can take it back.
    case done
    case refused
}

/// Who is erased.
package enum ErasureKind: String, CaseIterable, Codable, Sendable {
    case person
    case organisation
}

/// What is sent to ask for an erasure.
package struct ErasureInput: Codable, Sendable, Equatable {
    package let reason: ErasureReason

    package init(reason: ErasureReason) {
        self.reason = reason
    }
}

/// What a second administrator sends.
package struct ErasureDecision: Codable, Sendable, Equatable {
    package let isConfirmed: Bool

    package init(isConfirmed: Bool) {
        self.isConfirmed = isConfirmed
    }
}

/// An erasure, asked for by one administrator and decided by another.
package struct Erasure: Codable, Sendable, Equatable {
    package let id: ErasureID
    package let kind: ErasureKind
    /// The person's or the organisation's opaque id.
    package let subjectId: String
    package let reason: ErasureReason
    package let state: ErasureState
    package let requestedBy: String
    package let requestedAt: Instant
    package let decidedBy: String?
    package let decidedAt: Instant?
    /// Data keys that this service destroyed; the other services destroy theirs within seconds.
    package let keysDestroyed: Int?

    package init(
        id: ErasureID, kind: ErasureKind, subjectId: String, reason: ErasureReason, state: ErasureState,
        requestedBy: String, requestedAt: Instant, decidedBy: String?, decidedAt: Instant?, keysDestroyed: Int?
    ) {
        self.id = id
        self.kind = kind
        self.subjectId = subjectId
        self.reason = reason
        self.state = state
        self.requestedBy = requestedBy
        self.requestedAt = requestedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.keysDestroyed = keysDestroyed
    }
}

package enum ErasureTag {}
package typealias ErasureID = ID<ErasureTag>
