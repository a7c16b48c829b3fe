import Primitives

package enum CommitteeMemberTag {}
package typealias CommitteeMemberID = ID<CommitteeMemberTag>

/// Where a round stands.
package enum RoundState: String, CaseIterable, Codable, Sendable {
    /// Being set up.
    case prepared
    /// Candidates are in; members declare conflicts of interest and read nothing yet.
    case declaring
    /// Members read and score.
    case scoring
    /// Nobody changes a score any more.
    case closed
}

/// One who scores, and how much.
package struct CommitteeMemberInput: Codable, Sendable, Equatable {
    /// The person's opaque id, as her token carries it.
    package let subject: String
    /// At most so many candidates.
    package let maximumLoad: Int
    /// Languages she reads; empty means all.
    package let languages: [Language]

    package init(subject: String, maximumLoad: Int, languages: [Language] = []) {
        self.subject = subject
        self.maximumLoad = maximumLoad
        self.languages = languages
    }
}

/// What is sent to make or change a round.
package struct RoundInput: Codable, Sendable, Equatable {
    package let callId: CallID
    package let rubricId: RubricID
    package let reviewsPerCandidate: Int
    /// Until when members may score.
    package let closesAt: Instant
    package let members: [CommitteeMemberInput]

    package init(
        callId: CallID, rubricId: RubricID, reviewsPerCandidate: Int, closesAt: Instant,
        members: [CommitteeMemberInput]
    ) {
        self.callId = callId
        self.rubricId = rubricId
        self.reviewsPerCandidate = reviewsPerCandidate
        self.closesAt = closesAt
        self.members = members
    }
}

/// A member of a round's committee.
package struct CommitteeMember: Codable, Sendable, Equatable {
    package let id: CommitteeMemberID
    package let subject: String
    package let maximumLoad: Int
    package let languages: [Language]
    /// Nil until she has declared her conflicts of interest, or that she has none.
    package let declaredAt: Instant?

    package init(
        id: CommitteeMemberID, subject: String, maximumLoad: Int, languages: [Language], declaredAt: Instant?
    ) {
        self.id = id
        self.subject = subject
        self.maximumLoad = maximumLoad
        self.languages = languages
        self.declaredAt = declaredAt
    }
}

/// One selection among the candidates of one call.
package struct Round: Codable, Sendable, Equatable {
    package let id: RoundID
    package let callId: CallID
    package let rubricId: RubricID
    package let state: RoundState
    package let reviewsPerCandidate: Int
    package let closesAt: Instant
    package let candidates: Int
    /// The whole committee for those who lead; only herself for a member.
    package let members: [CommitteeMember]
    package let version: Int

    package init(
        id: RoundID, callId: CallID, rubricId: RubricID, state: RoundState, reviewsPerCandidate: Int,
        closesAt: Instant, candidates: Int, members: [CommitteeMember], version: Int
    ) {
        self.id = id
        self.callId = callId
        self.rubricId = rubricId
        self.state = state
        self.reviewsPerCandidate = reviewsPerCandidate
        self.closesAt = closesAt
        self.candidates = candidates
        self.members = members
        self.version = version
    }
}

/// What is sent to close a round.
package struct RoundClosing: Codable, Sendable, Equatable {
    /// Close although reviews are missing. Without it a round with gaps stays open.
    package let acceptsMissing: Bool

    package init(acceptsMissing: Bool = false) {
        self.acceptsMissing = acceptsMissing
    }
}

/// How far a round is.
package struct RoundProgress: Codable, Sendable, Equatable {
    package struct Member: Codable, Sendable, Equatable {
        package let memberId: CommitteeMemberID
        package let subject: String
        package let hasDeclared: Bool
        package let conflicts: Int
        package let assigned: Int
        package let complete: Int
        package let steppedBack: Int

        package init(
            memberId: CommitteeMemberID, subject: String, hasDeclared: Bool, conflicts: Int, assigned: Int,
            complete: Int, steppedBack: Int
        ) {
            self.memberId = memberId
            self.subject = subject
            self.hasDeclared = hasDeclared
            self.conflicts = conflicts
            self.assigned = assigned
            self.complete = complete
            self.steppedBack = steppedBack
        }
    }

    package let candidates: Int
    package let reviewsNeeded: Int
    package let reviewsAssigned: Int
    package let reviewsComplete: Int
    package let candidatesWithoutReview: Int
    package let members: [Member]

    package init(
        candidates: Int, reviewsNeeded: Int, reviewsAssigned: Int, reviewsComplete: Int,
        candidatesWithoutReview: Int, members: [Member]
    ) {
        self.candidates = candidates
        self.reviewsNeeded = reviewsNeeded
        self.reviewsAssigned = reviewsAssigned
        self.reviewsComplete = reviewsComplete
        self.candidatesWithoutReview = candidatesWithoutReview
        self.members = members
    }
}
