import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// SQL of rounds and their candidates.
struct RoundStore: Sendable {
    private let committee = CommitteeStore()

    /// A round without its committee.
    struct Row: RowDecodable {
        let id: RoundID
        let callID: CallID
        let rubricID: RubricID
        let state: RoundState
        let reviewsPerCandidate: Int
        let closesAt: Instant
        let candidates: Int
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.callID = try row.next()
            self.rubricID = try row.next()
            self.state = try row.next()
            self.reviewsPerCandidate = try row.next()
            self.closesAt = try row.next()
            self.candidates = try row.next()
            self.version = try row.next()
        }

        func round(_ members: [CommitteeMember]) -> Round {
            Round(
                id: self.id, callId: self.callID, rubricId: self.rubricID, state: self.state,
                reviewsPerCandidate: self.reviewsPerCandidate, closesAt: self.closesAt, candidates: self.candidates,
                members: members, version: self.version)
        }
    }

    private static let columns: SQL = """
        round.id, round.call_id, round.rubric_id, round.state, round.reviews_per_candidate, round.closes_at,
        (select count(*) from candidate where candidate.round_id = round.id and candidate.withdrawn_at is null),
        round.version
        """

    func insert(_ input: RoundInput, _ transaction: Transaction) async throws -> Round {
        let id = RoundID.next()
        _ = try await transaction.execute(
            """
            insert into round (id, call_id, rubric_id, state, reviews_per_candidate, closes_at)
            values (\(id), \(input.callId), \(input.rubricId), 'prepared', \(input.reviewsPerCandidate),
                \(input.closesAt))
            """)
        try await self.committee.replace(id, input.members, transaction)
        return try await self.find(id, memberOnly: nil, transaction)
    }

    /// - Parameter memberOnly: only when this person is a member, and then with herself alone in the committee.
    /// - Throws: `Problem.notFound`, also for a round that the person is not in.
    func find(
        _ id: RoundID, memberOnly: String?, lock: Bool = false, _ runner: some QueryRunner
    ) async throws -> Round {
        let lockClause: SQL = lock ? "for update of round" : ""
        let row = try await runner.fetchOptional(
            "select \(fragment: Self.columns) from round where round.id = \(id) \(fragment: lockClause)",
            as: Row.self)
        guard let row else { throw Problem.notFound }
        let members = try await self.committee.members(id, only: memberOnly, runner)
        if memberOnly != nil, members.isEmpty { throw Problem.notFound }
        return row.round(members)
    }

    func list(
        call: CallID?, state: RoundState?, memberOnly: String?, convenings: [ConveningID]?, limit: Int,
        after: RoundID?, _ runner: some QueryRunner
    ) async throws -> Page<Round> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from round
            where (\(call)::uuid is null or round.call_id = \(call))
                and (\(state)::text is null or round.state = \(state))
                and (\(memberOnly)::text is null or exists (
                    select from committee_member
                    where committee_member.round_id = round.id and committee_member.subject = \(memberOnly)))
                and (\(convenings)::uuid[] is null or exists (
                    select from applications_pub.call as call
                    where call.call_id = round.call_id and call.convening_id = any(\(convenings))))
                and (\(after)::uuid is null or round.id > \(after))
            order by round.id
            limit \(limit + 1)
            """, as: Row.self)
        var rounds: [Round] = []
        for row in rows.prefix(limit + 1) {
            rounds.append(row.round(try await self.committee.members(row.id, only: memberOnly, runner)))
        }
        return Page(rounds, limit: limit) { [$0.id.description] }
    }

    /// - Parameter convenings: only when it is a call of one of these; nil: of any.
    func hasCall(_ id: CallID, of convenings: [ConveningID]?, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from applications_pub.call
                where call_id = \(id) and (\(convenings)::uuid[] is null or convening_id = any(\(convenings))))
            """, as: Bool.self)
    }

    /// Changes a round that the caller has locked.
    func update(_ id: RoundID, _ input: RoundInput, _ transaction: Transaction) async throws -> Round {
        _ = try await transaction.execute(
            """
            update round
            set call_id = \(input.callId), rubric_id = \(input.rubricId),
                reviews_per_candidate = \(input.reviewsPerCandidate), closes_at = \(input.closesAt),
                version = version + 1
            where id = \(id)
            """)
        try await self.committee.replace(id, input.members, transaction)
        return try await self.find(id, memberOnly: nil, transaction)
    }

    /// Moves a locked round to another state.
    func move(_ id: RoundID, to state: RoundState, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            "update round set state = \(state), version = version + 1 where id = \(id)")
    }

    /// Takes in the eligible candidates of the call, and freezes the rubric.
    /// - Returns: how many there are.
    func importCandidates(_ round: Round, _ transaction: Transaction) async throws -> Int {
        // Whoever takes an application back meanwhile is not missed: the events are followed before this or after it, and
        // not while what is taken in here cannot be seen yet.
        transaction.later("select from consumer_cursor where source = 'applications' for share")
        let applications = try await transaction.fetchValues(
            """
            select application_id from applications_pub.candidate where call_id = \(round.callId)
            order by candidate_code
            """, as: ApplicationID.self)
        // Made now and in the order of the codes, which are drawn at random: unlike the applications' own ids, these
        // tell nothing of when an application was begun.
        let ids = applications.map { _ in CandidateID.next() }
        _ = try await transaction.execute(
            """
            insert into candidate (id, round_id, application_id, organisation_id, code, country, kind, size,
                is_women_led, is_member, language, answers)
            select made.id, \(round.id), source.application_id, source.organisation_id, source.candidate_code,
                source.country, source.kind, source.size, source.is_women_led, source.is_member, source.language,
                source.answers
            from unnest(\(ids), \(applications)) as made (id, application_id)
            join applications_pub.candidate as source on source.application_id = made.application_id
            """)
        _ = try await transaction.execute(
            """
            update round
            set criteria = (select criteria from rubric where rubric.id = round.rubric_id),
                convening_id = (
                    select convening_id from applications_pub.candidate where call_id = \(round.callId) limit 1)
            where id = \(round.id)
            """)
        return applications.count
    }

    /// Takes out a candidate whose application was taken back, in every round that has her.
    /// - Returns: the rounds' candidates that she was.
    func withdraw(_ application: ApplicationID, _ transaction: Transaction) async throws -> [CandidateID] {
        try await transaction.fetchValues(
            """
            update candidate set withdrawn_at = clock_timestamp()
            where application_id = \(application) and withdrawn_at is null
            returning id
            """, as: CandidateID.self)
    }

    /// The rubric that the round was opened with.
    func criteria(_ id: RoundID, _ runner: some QueryRunner) async throws -> [Criterion] {
        let stored = try await runner.fetchOptionalValue(
            "select criteria from round where id = \(id) and criteria is not null", as: JSONText.self)
        return try stored?.decoded() ?? []
    }
}
