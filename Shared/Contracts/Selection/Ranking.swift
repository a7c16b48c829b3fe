import Primitives

package enum CalibrationTag {}
package typealias CalibrationID = ID<CalibrationTag>

/// What is sent to have scores calibrated.
package struct CalibrationRequest: Codable, Sendable, Equatable {
    /// Places that the chance of a place speaks of.
    package let places: Int
    /// Of the simulation behind the chances.
    package let seed: Int

    package init(places: Int, seed: Int) {
        self.places = places
        self.seed = seed
    }
}

/// The calibrated ranking of a round, by code.
package struct Ranking: Codable, Sendable, Equatable {
    package struct Row: Codable, Sendable, Equatable {
        package let rank: Int
        package let code: String
        package let country: Country
        package let language: Language
        /// The score that the average member of this committee would give, 1…5.
        package let score: Double
        /// Ends of the 80 % interval.
        package let low: Double
        package let high: Double
        package let rawMean: Double?
        package let reviews: Int
        package let spread: Double?
        /// Probability of being among the best `places`, quotas and money left aside.
        package let chance: Double

        package init(
            rank: Int, code: String, country: Country, language: Language, score: Double, low: Double, high: Double,
            rawMean: Double?, reviews: Int, spread: Double?, chance: Double
        ) {
            self.rank = rank
            self.code = code
            self.country = country
            self.language = language
            self.score = score
            self.low = low
            self.high = high
            self.rawMean = rawMean
            self.reviews = reviews
            self.spread = spread
            self.chance = chance
        }
    }

    package let calibrationId: CalibrationID
    package let places: Int
    package let summary: CalibrationSummary
    package let rows: [Row]

    package init(calibrationId: CalibrationID, places: Int, summary: CalibrationSummary, rows: [Row]) {
        self.calibrationId = calibrationId
        self.places = places
        self.summary = summary
        self.rows = rows
    }
}

/// What the scores of a round say as a whole.
package struct CalibrationSummary: Codable, Sendable, Equatable {
    package let engine: String
    package let seed: Int
    /// SHA-256 of the sealed scores, hexadecimal.
    package let inputHash: String
    package let reviews: Int
    /// Standard deviations in score points.
    package let qualityDeviation: Double
    package let leniencyDeviation: Double
    package let steepnessDeviation: Double
    package let noiseDeviation: Double
    /// Groups of candidates and members that share nobody: above 1, candidates of different groups are not comparable.
    package let separateParts: Int
    package let candidatesWithoutReview: Int
    /// Krippendorff's alpha of the overall scores, interval scale.
    package let agreement: Double?

    package init(
        engine: String, seed: Int, inputHash: String, reviews: Int, qualityDeviation: Double,
        leniencyDeviation: Double, steepnessDeviation: Double, noiseDeviation: Double, separateParts: Int,
        candidatesWithoutReview: Int, agreement: Double?
    ) {
        self.engine = engine
        self.seed = seed
        self.inputHash = inputHash
        self.reviews = reviews
        self.qualityDeviation = qualityDeviation
        self.leniencyDeviation = leniencyDeviation
        self.steepnessDeviation = steepnessDeviation
        self.noiseDeviation = noiseDeviation
        self.separateParts = separateParts
        self.candidatesWithoutReview = candidatesWithoutReview
        self.agreement = agreement
    }
}

/// How a member scores compared with the committee's average.
package struct Leniency: Codable, Sendable, Equatable {
    package let memberId: CommitteeMemberID
    package let subject: String
    /// Score points above (lenient) or below (severe) the average.
    package let leniency: Double
    package let low: Double
    package let high: Double
    /// How strongly she spreads her scores; 1 is the average.
    package let steepness: Double
    package let reviews: Int

    package init(
        memberId: CommitteeMemberID, subject: String, leniency: Double, low: Double, high: Double, steepness: Double,
        reviews: Int
    ) {
        self.memberId = memberId
        self.subject = subject
        self.leniency = leniency
        self.low = low
        self.high = high
        self.steepness = steepness
        self.reviews = reviews
    }
}
