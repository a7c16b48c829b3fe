import Primitives

/// One thing that is wrong with a draft: a code and what is needed to say it in any language.
package struct ClashEntry: Codable, Sendable, Equatable {
    /// `room_taken`, `person_in_two_rooms`, `short_break`…
    package let code: String
    /// `hard` or `soft`.
    package let severity: String
    /// Hard: how many times it counts. Soft: its weight.
    package let penalty: Int
    /// The sessions in question, the one to change first.
    package let sessions: [SessionID]
    package let roomId: RoomID?
    package let personId: PersonID?
    /// Further facts by name: `expected`, `capacity`, `minutes`, `pair`, `day`, `start`…
    package let parameters: [String: String]
    /// The same in plain English, for people with a terminal.
    package let sentence: String

    package init(
        code: String, severity: String, penalty: Int, sessions: [SessionID], roomId: RoomID?, personId: PersonID?,
        parameters: [String: String], sentence: String
    ) {
        self.code = code
        self.severity = severity
        self.penalty = penalty
        self.sessions = sessions
        self.roomId = roomId
        self.personId = personId
        self.parameters = parameters
        self.sentence = sentence
    }
}

/// All that is wrong with a draft.
package struct ClashReport: Codable, Sendable, Equatable {
    package let hard: Int
    package let soft: Int
    /// Whether publishing needs a stated reason.
    package let blocksRelease: Bool
    package let clashes: [ClashEntry]

    package init(hard: Int, soft: Int, blocksRelease: Bool, clashes: [ClashEntry]) {
        self.hard = hard
        self.soft = soft
        self.blocksRelease = blocksRelease
        self.clashes = clashes
    }
}

/// What a move would change.
package struct MoveReport: Codable, Sendable, Equatable {
    package let added: [ClashEntry]
    package let removed: [ClashEntry]
    /// Everything that the session would then be in.
    package let remaining: [ClashEntry]

    package init(added: [ClashEntry], removed: [ClashEntry], remaining: [ClashEntry]) {
        self.added = added
        self.removed = removed
        self.remaining = remaining
    }
}

/// A place without a hard clash.
package struct FreePlaceEntry: Codable, Sendable, Equatable {
    package let placement: SessionPlacement
    /// What it would add to the soft cost of the agenda; lower is better.
    package let penalty: Int

    package init(placement: SessionPlacement, penalty: Int) {
        self.placement = placement
        self.penalty = penalty
    }
}

/// What is sent to have an agenda solved.
package struct SolveInput: Codable, Sendable, Equatable {
    package enum WhenStopped: String, CaseIterable, Codable, Sendable {
        /// A stopped run leaves the best agenda so far in the draft.
        case keepBest = "keep-best"
        /// A stopped run changes nothing.
        case discard
    }

    package let seed: Int
    /// Moves to try; nil for as many as are plenty for this size.
    package let iterations: Int?
    /// Stay near the last release: a session that moves costs the rule `movedWeight`.
    package let staysNearRelease: Bool
    package let whenStopped: WhenStopped

    package init(
        seed: Int = 1, iterations: Int? = nil, staysNearRelease: Bool = false, whenStopped: WhenStopped = .keepBest
    ) {
        self.seed = seed
        self.iterations = iterations
        self.staysNearRelease = staysNearRelease
        self.whenStopped = whenStopped
    }
}

/// Where to watch a solver run.
package struct SolveTicket: Codable, Sendable, Equatable {
    package let jobId: JobID

    package init(jobId: JobID) {
        self.jobId = jobId
    }
}

/// A solver run that has ended; sealed, so that it can be repeated.
package struct SolverRun: Codable, Sendable, Equatable {
    package let id: RunID
    package let jobId: JobID
    package let engine: String
    package let seed: Int
    package let iterations: Int
    /// SHA-256 of the sealed input, hexadecimal.
    package let inputHash: String
    package let hardBefore: Int
    package let softBefore: Int
    package let hard: Int
    package let soft: Int
    package let isStopped: Bool
    package let finishedAt: Instant

    package init(
        id: RunID, jobId: JobID, engine: String, seed: Int, iterations: Int, inputHash: String, hardBefore: Int,
        softBefore: Int, hard: Int, soft: Int, isStopped: Bool, finishedAt: Instant
    ) {
        self.id = id
        self.jobId = jobId
        self.engine = engine
        self.seed = seed
        self.iterations = iterations
        self.inputHash = inputHash
        self.hardBefore = hardBefore
        self.softBefore = softBefore
        self.hard = hard
        self.soft = soft
        self.isStopped = isStopped
        self.finishedAt = finishedAt
    }
}

package enum RunTag {}
package typealias RunID = ID<RunTag>
