import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit
import Vault

/// SQL of assignments and reviews. What a candidate wrote is opened with the key of the committee's texts; what a
/// reviewer writes is sealed with a data key of the candidate's organisation.
struct AssignmentStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    private static func place(_ id: AssignmentID, _ criterion: String) -> FieldContext {
        FieldContext("selection.review_score", "reason", row: "\(id)/\(criterion)", .c2)
    }

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
    struct Row: Sendable {
        fileprivate let stored: StoredRow
        let answers: [String: DossierAnswer]

        var id: AssignmentID { self.stored.id }
        var roundID: RoundID { self.stored.roundID }
        var roundState: RoundState { self.stored.roundState }
        var closesAt: Instant { self.stored.closesAt }
        var organisationID: OrganisationID { self.stored.organisationID }
        var version: Int { self.stored.version }

        /// The assignment at a moment.
        func assignment(_ scores: [ReviewScore], at now: Instant) -> Assignment {
            let stored = self.stored
            return Assignment(
                id: stored.id, roundId: stored.roundID, rubricId: stored.rubricID, code: stored.code,
                state: stored.state, language: stored.language, answers: self.answers, scores: scores,
                overall: stored.overall, isReadOnly: stored.roundState != .scoring || now >= stored.closesAt,
                version: stored.version)
        }
    }

    fileprivate struct StoredRow: RowDecodable {
        let id: AssignmentID
        let roundID: RoundID
        let rubricID: RubricID
        let roundState: RoundState
        let closesAt: Instant
        let applicationID: ApplicationID
        let organisationID: OrganisationID
        let code: String
        let state: AssignmentState
        let language: Language
        let answers: [UInt8]
        let overall: Double?
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.roundID = try row.next()
            self.rubricID = try row.next()
            self.roundState = try row.next()
            self.closesAt = try row.next()
            self.applicationID = try row.next()
            self.organisationID = try row.next()
            self.code = try row.next()
            self.state = try row.next()
            self.language = try row.next()
            self.answers = try row.next()
            self.overall = try row.next()
            self.version = try row.next()
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
            select assignment.id, round.id, round.rubric_id, round.state, round.closes_at,
                candidate.application_id, candidate.organisation_id, candidate.code, assignment.state, candidate.language, candidate.answers, assignment.overall,
                assignment.version
            from assignment
            join candidate on candidate.id = assignment.candidate_id
            join round on round.id = assignment.round_id
            join committee_member as member on member.id = assignment.member_id
            where assignment.id = \(id) and member.subject = \(subject) and assignment.state <> 'stepped-back'
                and candidate.withdrawn_at is null
            \(fragment: lockClause)
            """, as: StoredRow.self)
        guard let row else { throw Problem.notFound }
        let opener = try await self.vault.opener([row.answers], from: .applicationTexts, runner)
        return Row(
            stored: row, answers: try opener.json(row.answers, .committeeAnswers(row.applicationID)) ?? [:])
    }

    private struct ScoreRow: RowDecodable {
        let criterion: String
        let value: Int?
        let reason: [UInt8]?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.criterion = try row.next()
            self.value = try row.next()
            self.reason = try row.next()
        }
    }

    func scores(_ id: AssignmentID, _ runner: some QueryRunner) async throws -> [ReviewScore] {
        let rows = try await runner.fetchAll(
            """
            select criterion, value, reason from review_score where assignment_id = \(id) order by criterion
            """, as: ScoreRow.self)
        let opener = try await self.vault.opener(rows.map(\.reason), runner)
        return try rows.map { row in
            ReviewScore(
                criterion: row.criterion, value: row.value,
                reason: try opener.text(row.reason, Self.place(id, row.criterion)))
        }
    }

    /// Replaces the scores of a locked assignment.
    func save(
        _ assignment: Row, _ scores: [ReviewScore], state: AssignmentState, overall: Double?,
        _ transaction: Transaction
    ) async throws {
        let id = assignment.id
        _ = try await transaction.execute("delete from review_score where assignment_id = \(id)")
        if !scores.isEmpty {
            let subject = Vault.Subject.organisation(assignment.organisationID)
            let sealer = try await self.vault.sealer(
                scores.contains { $0.reason != nil } ? [KeyName(subject, .review)] : [], transaction)
            // An empty one is none.
            let reasons = try scores.map { score in
                try score.reason.map {
                    try sealer.seal(text: $0, subject, .review, Self.place(id, score.criterion))
                } ?? []
            }
            _ = try await transaction.execute(
                """
                insert into review_score (assignment_id, criterion, value, reason)
                select \(id), criterion, value, nullif(reason, '')
                from unnest(\(scores.map(\.criterion)), \(scores.map(\.value)), \(reasons))
                    as given (criterion, value, reason)
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
