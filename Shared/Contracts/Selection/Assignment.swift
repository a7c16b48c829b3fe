import Primitives

/// What is sent to have reviewers assigned; missing reviews are filled, those that are there stay.
package struct AssignmentRequest: Codable, Sendable, Equatable {
    /// Decides between equally balanced assignments.
    package let seed: Int

    package init(seed: Int) {
        self.seed = seed
    }
}

/// A job that was queued.
package struct QueuedJob: Codable, Sendable, Equatable {
    package let jobId: JobID

    package init(jobId: JobID) {
        self.jobId = jobId
    }
}

/// What an assignment job did.
package struct AssignmentReport: Codable, Sendable, Equatable {
    package let added: Int
    package let kept: Int
    package let smallestLoad: Int
    package let largestLoad: Int
    /// Members left out because they have not declared their conflicts of interest.
    package let undeclaredMembers: Int

    package init(added: Int, kept: Int, smallestLoad: Int, largestLoad: Int, undeclaredMembers: Int) {
        self.added = added
        self.kept = kept
        self.smallestLoad = smallestLoad
        self.largestLoad = largestLoad
        self.undeclaredMembers = undeclaredMembers
    }
}

/// Where a member's review of one candidate stands.
package enum AssignmentState: String, CaseIterable, Codable, Sendable {
    case open
    /// Some criteria are still missing.
    case begun
    case complete
    case steppedBack = "stepped-back"
}

/// One line of a member's list.
package struct AssignmentSummary: Codable, Sendable, Equatable {
    package let id: AssignmentID
    /// The name under which the candidate is known in this round.
    package let code: String
    package let state: AssignmentState
    /// Her own overall score; nil until complete, or when she could not judge.
    package let overall: Double?

    package init(id: AssignmentID, code: String, state: AssignmentState, overall: Double?) {
        self.id = id
        self.code = code
        self.state = state
        self.overall = overall
    }
}

/// One answer of a candidate, as it was given.
package enum DossierAnswer: Codable, Sendable, Equatable {
    case text(String)
    case list([String])
    case yesNo(Bool)

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .yesNo(flag)
        } else {
            self = .list(try container.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .yesNo(let flag): try container.encode(flag)
        }
    }
}

/// What a member may read of one candidate, and her own review. No identity is in it, and nobody else's score.
package struct Assignment: Codable, Sendable, Equatable {
    package let id: AssignmentID
    package let roundId: RoundID
    package let rubricId: RubricID
    package let code: String
    package let state: AssignmentState
    /// Language of the answers.
    package let language: Language
    /// The answers for the committee, by question.
    package let answers: [String: DossierAnswer]
    package let scores: [ReviewScore]
    package let overall: Double?
    /// True when nothing can be changed any more.
    package let isReadOnly: Bool
    package let version: Int

    package init(
        id: AssignmentID, roundId: RoundID, rubricId: RubricID, code: String, state: AssignmentState,
        language: Language, answers: [String: DossierAnswer], scores: [ReviewScore], overall: Double?,
        isReadOnly: Bool, version: Int
    ) {
        self.id = id
        self.roundId = roundId
        self.rubricId = rubricId
        self.code = code
        self.state = state
        self.language = language
        self.answers = answers
        self.scores = scores
        self.overall = overall
        self.isReadOnly = isReadOnly
        self.version = version
    }
}

/// A score for one criterion.
package struct ReviewScore: Codable, Sendable, Equatable {
    package let criterion: String
    /// 1…5; nil says "not enough information".
    package let value: Int?
    /// Needed for 1 and for 5.
    package let reason: String?

    package init(criterion: String, value: Int?, reason: String? = nil) {
        self.criterion = criterion
        self.value = value
        self.reason = reason
    }
}

/// What is sent to save a review: the criteria judged so far.
package struct ReviewInput: Codable, Sendable, Equatable {
    package let scores: [ReviewScore]

    package init(scores: [ReviewScore]) {
        self.scores = scores
    }
}

package struct StepBack: Codable, Sendable, Equatable {
    package let kind: ConflictKind

    package init(kind: ConflictKind) {
        self.kind = kind
    }
}
