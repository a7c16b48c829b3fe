import Primitives

/// Why a member may not judge an organisation.
package enum ConflictKind: String, CaseIterable, Codable, Sendable {
    case works = "works-there"
    case board
    case partner
    case funds
    case personal
    case other
}

/// One conflict of interest.
package struct ConflictInput: Codable, Sendable, Equatable, Hashable {
    package let organisationId: OrganisationID
    package let kind: ConflictKind

    package init(organisationId: OrganisationID, kind: ConflictKind) {
        self.organisationId = organisationId
        self.kind = kind
    }
}

/// A member's whole declaration; an empty list says "none".
package struct DeclarationInput: Codable, Sendable, Equatable {
    package let conflicts: [ConflictInput]

    package init(conflicts: [ConflictInput]) {
        self.conflicts = conflicts
    }
}

/// What a member has declared.
package struct Declaration: Codable, Sendable, Equatable {
    package struct Conflict: Codable, Sendable, Equatable {
        package let organisationId: OrganisationID
        package let kind: ConflictKind
        /// Set by somebody else; she cannot take it back.
        package let isPinned: Bool

        package init(organisationId: OrganisationID, kind: ConflictKind, isPinned: Bool) {
            self.organisationId = organisationId
            self.kind = kind
            self.isPinned = isPinned
        }
    }

    package let declaredAt: Instant?
    package let conflicts: [Conflict]

    package init(declaredAt: Instant?, conflicts: [Conflict]) {
        self.declaredAt = declaredAt
        self.conflicts = conflicts
    }
}

/// A conflict that the chair or an administrator sets.
package struct PinnedConflictInput: Codable, Sendable, Equatable {
    package let memberId: CommitteeMemberID
    package let organisationId: OrganisationID
    package let kind: ConflictKind
    package let reason: String

    package init(memberId: CommitteeMemberID, organisationId: OrganisationID, kind: ConflictKind, reason: String) {
        self.memberId = memberId
        self.organisationId = organisationId
        self.kind = kind
        self.reason = reason
    }
}
