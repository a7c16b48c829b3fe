import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// SQL of assignments and reviews.
struct AssignmentStore: Sendable {
    struct SummaryRow: RowDecodable {
        let place: Int
        let summary: AssignmentSummary

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.place = try row.next()
            self.summary = AssignmentSummary(
                id: try row.next(), code: try row.next(), state: try row.next(), overall: try row.next())
        }
    }

    /// A member's list, in her own order.
    func list(
        _ member: CommitteeMemberID, limit: Int, after: Int?, _ runner: some QueryRunner
    ) async throws -> Page<AssignmentSummary> {
        let rows = try await runner.fetchAll(
            """
            select assignment.place, assignment.id, candidate.code, assignment.state, assignment.overall
            from assignment join candidate on candidate.id = assignment.candidate_id
            where assignment.member_id = \(member) and candidate.withdrawn_at is null
                and (\(after)::bigint is null or assignment.place > \(after))
            order by assignment.place
            limit \(limit + 1)
            """, as: SummaryRow.self)
        return Page(
            items: rows.prefix(limit).map(\.summary),
            next: rows.count > limit ? Cursor.encode(["\(rows[limit - 1].place)"]) : nil)
    }

    /// An assignment with what its round says about it.
    struct Row: RowDecodable {
        let id: AssignmentID
        let roundID: RoundID
        let rubricID: RubricID
        let roundState: RoundState
        let closesAt: Instant
        let candidateID: CandidateID
        let code: String
        let state: AssignmentState
        let language: Language
        let answers: [String: DossierAnswer]
        let overall: Double?
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.roundID = try row.next()
            self.rubricID = try row.next()
            self.roundState = try row.next()
            self.closesAt = try row.next()
            self.candidateID = try row.next()
            self.code = try row.next()
            self.state = try row.next()
            self.language = try row.next()
            let answers: JSONText = try row.next()
            self.answers = try answers.stored()
            self.overall = try row.next()
            self.version = try row.next()
        }

        /// The assignment at a moment.
        func assignment(_ scores: [ReviewScore], at now: Instant) -> Assignment {
            Assignment(
                id: self.id, roundId: self.roundID, rubricId: self.rubricID, code: self.code, state: self.state,
                language: self.language, answers: self.answers, scores: scores, overall: self.overall,
                isReadOnly: self.roundState != .scoring || now >= self.closesAt, version: self.version)
        }
    }

    /// A person's own assignment. One she stepped back from does not exist for her any more.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func find(
        _ id: AssignmentID, subject: String, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> Row {
        // With a share of the round, so that it is not closed between the look and the change.
        let lockClause: SQL = lock ? "for update of assignment for share of round" : ""
        let row = try await runner.fetchOptional(
            """
            select assignment.id, round.id, round.rubric_id, round.state, round.closes_at, candidate.id,
                candidate.code, assignment.state, candidate.language, candidate.answers, assignment.overall,
                assignment.version
            from assignment
            join candidate on candidate.id = assignment.candidate_id
            join round on round.id = assignment.round_id
            join committee_member as member on member.id = assignment.member_id
            where assignment.id = \(id) and member.subject = \(subject) and assignment.state <> 'stepped-back'
                and candidate.withdrawn_at is null
            \(fragment: lockClause)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row
    }

    struct ScoreRow: RowDecodable {
        let score: ReviewScore

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.score = ReviewScore(criterion: try row.next(), value: try row.next(), reason: try row.next())
        }
    }

    func scores(_ id: AssignmentID, _ runner: some QueryRunner) async throws -> [ReviewScore] {
        try await runner.fetchAll(
            """
            select criterion, value, reason from review_score where assignment_id = \(id) order by criterion
            """, as: ScoreRow.self
        ).map(\.score)
    }

    /// Replaces the scores of a locked assignment.
    func save(
        _ id: AssignmentID, _ scores: [ReviewScore], state: AssignmentState, overall: Double?,
        _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute("delete from review_score where assignment_id = \(id)")
        if !scores.isEmpty {
            _ = try await transaction.execute(
                """
                insert into review_score (assignment_id, criterion, value, reason)
                select \(id), * from unnest(\(scores.map(\.criterion)), \(scores.map(\.value)),
                    \(scores.map(\.reason)))
                """)
        }
        _ = try await transaction.execute(
            """
            update assignment
            set state = \(state), overall = \(overall), saved_at = clock_timestamp(), version = version + 1
            where id = \(id)
            """)
    }

    // MARK: Assigning

    /// A candidate as the assignment sees it.
    struct Subject: RowDecodable {
        let id: CandidateID
        let code: String
        let language: Language
        let organisationID: OrganisationID

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.code = try row.next()
            self.language = try row.next()
            self.organisationID = try row.next()
        }
    }

    func subjects(_ round: RoundID, _ runner: some QueryRunner) async throws -> [Subject] {
        try await runner.fetchAll(
            """
            select id, code, language, organisation_id from candidate
            where round_id = \(round) and withdrawn_at is null
            order by code
            """, as: Subject.self)
    }

    /// Which members may not judge which organisations.
    func conflicts(
        _ round: RoundID, _ runner: some QueryRunner
    ) async throws -> [(CommitteeMemberID, OrganisationID)] {
        try await runner.fetchTuples(
            """
            select conflict.member_id, conflict.organisation_id
            from conflict_of_interest as conflict
            join committee_member as member on member.id = conflict.member_id
            where member.round_id = \(round)
            """, as: (CommitteeMemberID, OrganisationID).self)
    }

    /// All pairs of a round, stepped back ones included.
    func pairs(
        _ round: RoundID, _ runner: some QueryRunner
    ) async throws -> [(CandidateID, CommitteeMemberID, AssignmentState)] {
        try await runner.fetchTuples(
            "select candidate_id, member_id, state from assignment where round_id = \(round)",
            as: (CandidateID, CommitteeMemberID, AssignmentState).self)
    }

    func insert(
        _ round: RoundID, _ pairs: [(candidate: CandidateID, member: CommitteeMemberID, place: Int)],
        _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            insert into assignment (id, round_id, candidate_id, member_id, place)
            select made.id, \(round), made.candidate_id, made.member_id, made.place
            from unnest(\(pairs.map { _ in AssignmentID.next() }), \(pairs.map(\.candidate)),
                \(pairs.map(\.member)), \(pairs.map(\.place))) as made (id, candidate_id, member_id, place)
            """)
    }
}
