import Access
import Durability
import Primitives
import SelectionContract
import ServiceClient

// A round, step by step, as people take it.
extension SelectionWorld {
    static let members = (1...6).map { "member-\($0)" }

    static let rubric = RubricInput(
        title: LocalizedText(en: "Convening", fr: "Rencontre"),
        criteria: [
            Criterion(key: "change", name: LocalizedText(en: "Change"), weight: 60, levels: Self.levels),
            Criterion(key: "learning", name: LocalizedText(en: "Learning"), weight: 40, levels: Self.levels),
        ])

    private static let levels = ["none", "little", "some", "much", "very much"].map { LocalizedText(en: $0) }

    func makeRound(
        closesAt: Instant = .now.adding(seconds: 3600), load: Int = 100, reviews: Int = 2,
        members: [String] = Self.members
    ) async throws -> Round {
        let rubric: Rubric = try await self.ask(SelectionEndpoints.createRubric, as: .chair, body: Self.rubric)
        return try await self.ask(
            SelectionEndpoints.createRound, as: .administrator,
            body: RoundInput(
                callId: self.call, rubricId: rubric.id, reviewsPerCandidate: reviews, closesAt: closesAt,
                members: members.map { CommitteeMemberInput(subject: $0, maximumLoad: load) }))
    }

    func open(_ round: RoundID) async throws -> Round {
        try await self.ask(SelectionEndpoints.openRound, [round.description], as: .administrator)
    }

    /// All members declare; the first one has a conflict with some organisations.
    func declare(
        _ round: RoundID, firstMember organisations: [OrganisationID] = [], members: [String] = Self.members
    ) async throws {
        for subject in members {
            let own = subject == members[0] ? organisations : []
            let _: Declaration = try await self.ask(
                SelectionEndpoints.declareConflicts, [round.description], as: .committeeMember, subject,
                body: DeclarationInput(conflicts: own.map { ConflictInput(organisationId: $0, kind: .board) }))
        }
    }

    func assign(_ round: RoundID) async throws {
        let queued: QueuedJob = try await self.ask(
            SelectionEndpoints.assignReviewers, [round.description], as: .chair, body: AssignmentRequest(seed: 3))
        let status = try await self.finished(queued.jobId)
        guard status.state == "done" else {
            throw ClientProblem.noAnswer("assignment: \(status.problem?.code ?? status.state)")
        }
    }

    func assignments(_ round: RoundID, _ subject: String) async throws -> [AssignmentSummary] {
        let page: Page<AssignmentSummary> = try await self.ask(
            SelectionEndpoints.listAssignments, [round.description], as: .committeeMember, subject,
            query: [("limit", "200")])
        return page.items
    }

    /// A member's scores for a candidate: the better the higher the code's last digits, with her own leniency.
    static func scores(_ code: String, _ subject: String) -> [ReviewScore] {
        let merit = (Int(code.suffix(2)) ?? 0) % 10
        let bias = (Int(subject.suffix(1)) ?? 0) % 2
        let value = min(4, max(2, 1 + (merit + 2) / 3 + bias))
        return [
            ReviewScore(criterion: "change", value: value),
            ReviewScore(criterion: "learning", value: merit > 8 ? 5 : value, reason: merit > 8 ? "Outstanding" : nil),
        ]
    }

    /// Every member reviews everything she was given.
    func review(_ round: RoundID) async throws {
        for subject in Self.members {
            for item in try await self.assignments(round, subject) where item.state != .steppedBack {
                let _: Assignment = try await self.ask(
                    SelectionEndpoints.saveReview, [item.id.description], as: .committeeMember, subject,
                    body: ReviewInput(scores: Self.scores(item.code, subject)), ifMatch: "*")
            }
        }
    }

    func close(_ round: RoundID) async throws {
        let _: Round = try await self.ask(
            SelectionEndpoints.closeRound, [round.description], as: .chair, body: RoundClosing())
    }

    func calibrate(_ round: RoundID) async throws -> Ranking {
        let queued: QueuedJob = try await self.ask(
            SelectionEndpoints.calibrate, [round.description], as: .chair, body: CalibrationRequest(places: 8, seed: 1))
        let status = try await self.finished(queued.jobId)
        guard status.state == "done" else {
            throw ClientProblem.noAnswer("calibration: \(status.problem?.code ?? status.state)")
        }
        return try await self.ask(SelectionEndpoints.getRanking, [round.description], as: .chair)
    }

    /// Opens, assigns, reviews, closes and calibrates a round.
    func ranked() async throws -> (round: RoundID, ranking: Ranking) {
        let round = try await self.makeRound().id
        _ = try await self.open(round)
        try await self.declare(round)
        try await self.assign(round)
        try await self.review(round)
        try await self.close(round)
        return (round, try await self.calibrate(round))
    }

    func compose(_ round: RoundID, _ policy: CohortPolicy) async throws -> Cohort {
        let queued: QueuedCohort = try await self.ask(
            SelectionEndpoints.composeCohort, [round.description], as: .chair, "chair-1", body: policy)
        let status = try await self.finished(queued.jobId)
        guard status.state == "done" else {
            throw ClientProblem.noAnswer("cohort: \(status.problem?.code ?? status.state)")
        }
        return try await self.cohort(queued.cohortId)
    }

    func cohort(_ id: CohortID) async throws -> Cohort {
        try await self.ask(SelectionEndpoints.getCohort, [id.description], as: .auditor)
    }
}
