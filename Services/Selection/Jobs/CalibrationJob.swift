import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import SelectionEngine
import ServiceKit

/// Calibrates the scores of a closed round and keeps the ranking with its sealed inputs.
struct CalibrationJob: Sendable {
    private let database: Database
    private let journal: Journal
    private let rounds = RoundStore()
    private let assignments: AssignmentStore
    private let calibrations = CalibrationStore()
    private let gate: CalibrationGate

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.assignments = AssignmentStore(vault)
        self.gate = CalibrationGate(vault)
    }

    /// What is sealed: with these and the engine of that version the ranking can be computed again.
    private struct Sealed: Encodable {
        struct Score: Encodable {
            let candidate: String
            let member: CommitteeMemberID
            let overall: Double
        }

        let engine: String
        let places: Int
        let seed: Int
        let candidates: [String]
        let members: [CommitteeMemberID]
        let scores: [Score]
    }

    func run(_ context: JobContext) async throws -> QueuedRanking {
        let input: CalibrationRequest = try context.input()
        guard let id = RoundID(context.job.subject) else { throw JobFailure("unknown-round", "No such round.") }
        context.report(0.1, "reading")
        let round = try await self.rounds.find(id, memberOnly: nil, self.database)
        _ = try round.state(after: .calibrate)
        let subjects = try await self.assignments.subjects(id, self.database)
        let scores = try await self.calibrations.scores(id, self.database)
        var subjectIndex: [CandidateID: Int] = [:]
        for (index, subject) in subjects.enumerated() { subjectIndex[subject.id] = index }
        var memberIndex: [CommitteeMemberID: Int] = [:]
        for (index, member) in round.members.enumerated() { memberIndex[member.id] = index }
        var reviews: [Review] = []
        for (candidate, member, overall) in scores {
            guard let candidate = subjectIndex[candidate], let reviewer = memberIndex[member] else { continue }
            reviews.append(Review(candidate: candidate, reviewer: reviewer, score: overall))
        }
        let sealed = try JSONText(
            encoding: Sealed(
                engine: Calibration.version, places: input.places, seed: input.seed,
                candidates: subjects.map(\.code), members: round.members.map(\.id),
                scores: reviews.map {
                    Sealed.Score(
                        candidate: subjects[$0.candidate].code, member: round.members[$0.reviewer].id,
                        overall: $0.score)
                }))
        let problem: CalibrationProblem
        do {
            problem = try CalibrationProblem(
                candidateCount: subjects.count, reviewerCount: round.members.count, reviews: reviews)
        } catch {
            throw JobFailure("no-scores", "There is no score to calibrate.")
        }
        context.report(0.3, "calibrating")
        let calculated = try await context.compute { context in
            let calibration = Calibration(problem)
            context.report(0.6, "simulating")
            let chances = calibration.chanceOfPlace(places: input.places, seed: UInt64(input.seed))
            return (calibration: calibration, chances: chances)
        }
        return try await self.keep(
            calculated.calibration, chances: calculated.chances, sealed: sealed.text, round: round, subjects: subjects,
            problem: problem, input: input, context: context)
    }

    private func keep(
        _ calibration: Calibration, chances: [Double], sealed: String, round: Round,
        subjects: [AssignmentStore.Subject], problem: CalibrationProblem, input: CalibrationRequest,
        context: JobContext
    ) async throws -> QueuedRanking {
        let id = CalibrationID.next()
        var rank = [Int](repeating: 0, count: subjects.count)
        for (position, index) in calibration.ranking.enumerated() { rank[index] = position + 1 }
        let lines = calibration.candidates.enumerated().map { index, candidate in
            CalibrationStore.Line(
                candidate: subjects[index].id, rank: rank[index], score: candidate.quality.mean,
                deviation: candidate.quality.deviation, rawMean: candidate.rawMean, reviews: candidate.reviewCount,
                spread: candidate.spread, chance: chances[index])
        }
        let members = calibration.reviewers.enumerated().map { index, reviewer in
            CalibrationStore.MemberLine(
                member: round.members[index].id, leniency: reviewer.leniency.mean,
                deviation: reviewer.leniency.deviation, steepness: reviewer.steepness, reviews: reviewer.reviewCount)
        }
        var units = [[Double]](repeating: [], count: subjects.count)
        for review in problem.reviews { units[review.candidate].append(review.score) }
        return try await self.journal.finish(context) { [units] transaction, record in
            try await self.hold(round.id, transaction)
            let hash = try await self.calibrations.hash(of: sealed, transaction)
            let components = calibration.components
            let summary = CalibrationSummary(
                engine: Calibration.version, seed: input.seed, inputHash: hash, reviews: problem.reviews.count,
                qualityDeviation: components.quality, leniencyDeviation: components.leniency,
                steepnessDeviation: components.steepness, noiseDeviation: components.noise,
                separateParts: calibration.graph.parts.count,
                candidatesWithoutReview: calibration.graph.candidatesWithoutReview.count,
                agreement: KrippendorffAlpha(units: units, scale: .interval).value)
            try await self.calibrations.insert(
                id, round: round.id, places: input.places, summary: summary, input: sealed, lines: lines,
                members: members, transaction)
            try await record.audit(
                "calibration.made", "calibration/\(id)",
                details: ["round": "\(round.id)", "engine": Calibration.version, "input": hash])
            return QueuedRanking(calibrationId: id, inputHash: hash)
        }
    }

    /// - Throws: `JobFailure` confirmed-meanwhile when the round got its cohort while this was waiting or computing.
    private func hold(_ id: RoundID, _ transaction: Transaction) async throws {
        do {
            try await self.gate.hold(id, transaction)
        } catch let problem as Problem where problem.parameters["state"] == "confirmed" {
            throw JobFailure("confirmed-meanwhile", problem.detail)
        }
    }
}

/// What a calibration job leaves behind.
struct QueuedRanking: Codable, Sendable, Equatable {
    let calibrationId: CalibrationID
    let inputHash: String
}
