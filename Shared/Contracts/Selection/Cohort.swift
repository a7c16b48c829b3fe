import Primitives

/// Where a cohort stands.
package enum CohortState: String, CaseIterable, Codable, Sendable {
    case computing
    case proposed
    /// No cohort keeps all rules.
    case infeasible
    /// The time ran out before any was found.
    case undecided
    case failed
    case signed
    case confirmed
    /// Another cohort of the round was confirmed.
    case superseded
}

/// The answer to a request for a cohort: what to read, and the job that works on it.
package struct QueuedCohort: Codable, Sendable, Equatable {
    package let cohortId: CohortID
    package let jobId: JobID

    /// Both exist from the moment of the request on.
    package init(cohortId: CohortID, jobId: JobID) {
        self.cohortId = cohortId
        self.jobId = jobId
    }
}

/// How a quota stands in a cohort.
package struct QuotaStanding: Codable, Sendable, Equatable {
    /// Stable name, `country:COL`.
    package let name: String
    package let minimum: Int
    package let maximum: Int
    package let have: Int

    /// - Parameter have: places of the cohort that count for it.
    package init(name: String, minimum: Int, maximum: Int, have: Int) {
        self.name = name
        self.minimum = minimum
        self.maximum = maximum
        self.have = have
    }
}

/// A rule that clashes, or how far it would have to give way.
package struct RuleName: Codable, Sendable, Equatable {
    /// size, cost-ceiling, minimum, maximum, included or excluded.
    package let rule: String
    /// Name of the quota or code of the candidate; nil for size and ceiling.
    package let subject: String?

    /// - Parameter rule: one of the names that `rule` lists.
    package init(rule: String, subject: String? = nil) {
        self.rule = rule
        self.subject = subject
    }
}

/// Why no cohort exists, and what would be enough.
package struct CohortClash: Codable, Sendable, Equatable {
    /// One change that is enough by itself.
    package struct Relaxation: Codable, Sendable, Equatable {
        /// How far one quota gives way.
        package struct Change: Codable, Sendable, Equatable {
            package let rule: RuleName
            package let places: Int

            /// - Parameter places: by how many its minimum sinks, or its maximum rises.
            package init(rule: RuleName, places: Int) {
                self.rule = rule
                self.places = places
            }
        }

        /// quotas, cost-ceiling or size.
        package let kind: String
        package let quotas: [Change]
        package let costCeiling: Money?
        package let size: Int?

        /// Of the others, what `kind` names is given.
        package init(kind: String, quotas: [Change] = [], costCeiling: Money? = nil, size: Int? = nil) {
            self.kind = kind
            self.quotas = quotas
            self.costCeiling = costCeiling
            self.size = size
        }
    }

    package let rules: [RuleName]
    /// True when dropping any one of the rules lets the others be met.
    package let isIrreducible: Bool
    package let relaxations: [Relaxation]

    /// - Parameter relaxations: each is enough by itself.
    package init(rules: [RuleName], isIrreducible: Bool, relaxations: [Relaxation]) {
        self.rules = rules
        self.isIrreducible = isIrreducible
        self.relaxations = relaxations
    }
}

/// Whether somebody of a cohort still has the place.
package enum CohortMemberState: String, CaseIterable, Codable, Sendable {
    case chosen
    /// Came in for somebody who left.
    case replacement
    /// Took her application back; her place is free until somebody comes in for her.
    case withdrawn
    /// Somebody else has the place.
    case left
}

/// One who is in, and why.
package struct CohortMember: Codable, Sendable, Equatable {
    package let candidateId: CandidateID
    /// Nil before the cohort is confirmed. The id tells when the application was begun, and together with the list of
    /// organisations that tells whose it is.
    package let applicationId: ApplicationID?
    package let code: String
    package let country: Country
    package let language: Language
    package let state: CohortMemberState
    /// Place by calibrated score among all candidates.
    package let rank: Int
    package let score: Double
    package let cost: Money?
    /// Names of quotas whose minimum the cohort would miss without her.
    package let holdsUp: [String]
    /// Codes of those who would best follow, in order.
    package let replacements: [String]

    /// - Parameter applicationId: nil in what is answered before the cohort is confirmed.
    package init(
        candidateId: CandidateID, applicationId: ApplicationID?, code: String, country: Country, language: Language,
        state: CohortMemberState, rank: Int, score: Double, cost: Money?, holdsUp: [String], replacements: [String]
    ) {
        self.candidateId = candidateId
        self.applicationId = applicationId
        self.code = code
        self.country = country
        self.language = language
        self.state = state
        self.rank = rank
        self.score = score
        self.cost = cost
        self.holdsUp = holdsUp
        self.replacements = replacements
    }
}

/// One place on the waiting list, and the reason for it.
package struct WaitlistPlace: Codable, Sendable, Equatable {
    package let position: Int
    package let code: String
    package let country: Country
    package let language: Language
    package let rank: Int
    /// For how many of the members she is the best replacement, and for how many a possible one.
    package let bestFor: Int
    package let possibleFor: Int

    /// - Parameter position: from 1.
    package init(
        position: Int, code: String, country: Country, language: Language, rank: Int, bestFor: Int, possibleFor: Int
    ) {
        self.position = position
        self.code = code
        self.country = country
        self.language = language
        self.rank = rank
        self.bestFor = bestFor
        self.possibleFor = possibleFor
    }
}

/// What the optimiser found, and how much of it is proven.
package struct CohortResult: Codable, Sendable, Equatable {
    /// Mean calibrated score of the cohort.
    package let meanScore: Double
    package let cost: Money?
    /// No cohort that keeps the rules has a higher total score.
    package let isOptimal: Bool
    /// No cohort of the same score costs less.
    package let isCheapest: Bool
    package let quotas: [QuotaStanding]
    package let members: [CohortMember]
    package let waitlist: [WaitlistPlace]

    /// - Parameter cost: of all members; nil when no costs are known.
    package init(
        meanScore: Double, cost: Money?, isOptimal: Bool, isCheapest: Bool, quotas: [QuotaStanding],
        members: [CohortMember], waitlist: [WaitlistPlace]
    ) {
        self.meanScore = meanScore
        self.cost = cost
        self.isOptimal = isOptimal
        self.isCheapest = isCheapest
        self.quotas = quotas
        self.members = members
        self.waitlist = waitlist
    }
}

/// A line of a list.
package struct CohortSummary: Codable, Sendable, Equatable {
    package let id: CohortID
    package let state: CohortState
    package let size: Int
    package let createdAt: Instant

    /// - Parameter size: places that were asked for.
    package init(id: CohortID, state: CohortState, size: Int, createdAt: Instant) {
        self.id = id
        self.state = state
        self.size = size
        self.createdAt = createdAt
    }
}

/// A cohort with everything that decided it.
package struct Cohort: Codable, Sendable, Equatable {
    package let id: CohortID
    package let roundId: RoundID
    package let calibrationId: CalibrationID
    package let state: CohortState
    package let policy: CohortPolicy
    package let engine: String
    /// SHA-256 of the sealed inputs, hexadecimal; nil until they are sealed.
    package let inputHash: String?
    package let result: CohortResult?
    package let clash: CohortClash?
    package let signedBy: String?
    package let signedAt: Instant?
    package let confirmedBy: String?
    package let confirmedAt: Instant?
    /// A replacement that waits for a second person; nil when none does.
    package let pendingReplacement: PendingReplacement?
    package let version: Int

    /// What is nil has not happened yet.
    package init(
        id: CohortID, roundId: RoundID, calibrationId: CalibrationID, state: CohortState, policy: CohortPolicy,
        engine: String, inputHash: String?, result: CohortResult?, clash: CohortClash?, signedBy: String?,
        signedAt: Instant?, confirmedBy: String?, confirmedAt: Instant?,
        pendingReplacement: PendingReplacement? = nil, version: Int
    ) {
        self.id = id
        self.roundId = roundId
        self.calibrationId = calibrationId
        self.state = state
        self.policy = policy
        self.engine = engine
        self.inputHash = inputHash
        self.result = result
        self.clash = clash
        self.signedBy = signedBy
        self.signedAt = signedAt
        self.confirmedBy = confirmedBy
        self.confirmedAt = confirmedAt
        self.pendingReplacement = pendingReplacement
        self.version = version
    }
}

/// What a signature or a confirmation carries: the version that was read, and why.
package struct CohortDecision: Codable, Sendable, Equatable {
    /// The version of the cohort that the decision is about; another one is refused.
    package let version: Int
    package let reason: String?

    /// - Parameter reason: stands beside the decision in the audit.
    package init(version: Int, reason: String? = nil) {
        self.version = version
        self.reason = reason
    }
}

/// Why one candidate is in or out.
package struct CandidateExplanation: Codable, Sendable, Equatable {
    package let code: String
    package let isChosen: Bool
    package let rank: Int
    package let score: Double
    package let quotas: [QuotaStanding]
    /// For one outside: code of the member whose place could be had at the smallest loss, and that loss in points.
    package let exchangeWith: String?
    package let scoreLost: Double?
    /// For one outside whom no single exchange lets in: the rules in the way.
    package let obstacles: [RuleName]
    /// Points that the total would lose if her fate were turned round; nil when nothing else is possible.
    package let margin: Double?

    /// - Parameters:
    ///   - rank: from 1.
    ///   - scoreLost: in points; like `exchangeWith`, for one outside only.
    package init(
        code: String, isChosen: Bool, rank: Int, score: Double, quotas: [QuotaStanding], exchangeWith: String?,
        scoreLost: Double?, obstacles: [RuleName], margin: Double?
    ) {
        self.code = code
        self.isChosen = isChosen
        self.rank = rank
        self.score = score
        self.quotas = quotas
        self.exchangeWith = exchangeWith
        self.scoreLost = scoreLost
        self.obstacles = obstacles
        self.margin = margin
    }
}
