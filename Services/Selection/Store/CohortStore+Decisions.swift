import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

// SQL of what people decide about a cohort, and of who leaves it.
extension CohortStore {
    /// Whether the round has its cohort: nothing is ranked or signed anew after that.
    func hasConfirmed(_ round: RoundID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from cohort where round_id = \(round) and state = 'confirmed')", as: Bool.self)
    }

    func sign(_ id: CohortID, by subject: String, at moment: Instant, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            update cohort set state = 'signed', signed_by = \(subject), signed_at = \(moment), version = version + 1
            where id = \(id)
            """)
    }

    /// Confirms a signed cohort and gives its members their places. Who took her application back since the cohort
    /// was composed has none.
    /// - Returns: how many places stay free for that reason.
    /// - Throws: `Problem` conflict when the round has a confirmed cohort already.
    func confirm(
        _ cohort: Cohort, members: [CandidateID], by subject: String, at moment: Instant, _ transaction: Transaction
    ) async throws -> Int {
        do {
            _ = try await transaction.execute(
                """
                update cohort
                set state = 'confirmed', confirmed_by = \(subject), confirmed_at = \(moment), version = version + 1
                where id = \(cohort.id)
                """)
        } catch let error as DatabaseError where error.constraint == "cohort_confirmed_once" {
            throw Problem.conflict("Another cohort of this round is confirmed already.", state: "confirmed")
        }
        // Held, so that a withdrawal comes either before the places are given or after.
        _ = try await transaction.execute(
            "select 1 from candidate where id = any(\(members)) order by id for share")
        _ = try await transaction.execute(
            """
            insert into cohort_member (cohort_id, candidate_id, state, position)
            select \(cohort.id), made.candidate_id,
                case when candidate.withdrawn_at is null then 'chosen' else 'withdrawn' end, made.position
            from unnest(\(members)) with ordinality as made (candidate_id, position)
            join candidate on candidate.id = made.candidate_id
            """)
        _ = try await transaction.execute(
            """
            update cohort set state = 'superseded', version = version + 1
            where round_id = \(cohort.roundId) and id <> \(cohort.id) and state in ('proposed', 'signed')
            """)
        return try await transaction.fetchValue(
            "select count(*) from cohort_member where cohort_id = \(cohort.id) and state = 'withdrawn'", as: Int.self)
    }

    /// Everybody who has or had a place in a confirmed cohort.
    func memberStates(
        _ id: CohortID, _ runner: some QueryRunner
    ) async throws -> [(CandidateID, CohortMemberState)] {
        try await runner.fetchTuples(
            "select candidate_id, state from cohort_member where cohort_id = \(id) order by candidate_id",
            as: (CandidateID, CohortMemberState).self)
    }

    func convening(_ round: RoundID, _ runner: some QueryRunner) async throws -> ConveningID? {
        try await runner.fetchValue("select convening_id from round where id = \(round)", as: ConveningID?.self)
    }

    /// Frees the place of a candidate who took her application back, in every confirmed cohort where she has one.
    /// - Returns: those cohorts.
    func freePlaces(of candidate: CandidateID, _ transaction: Transaction) async throws -> [CohortID] {
        let cohorts = try await transaction.fetchValues(
            """
            select id from cohort
            where state = 'confirmed' and exists (select from cohort_member as member
                where member.cohort_id = cohort.id and member.candidate_id = \(candidate)
                    and member.state in ('chosen', 'replacement'))
            order by id
            for update
            """, as: CohortID.self)
        _ = try await transaction.execute(
            """
            update cohort_member set state = 'withdrawn', changed_at = clock_timestamp()
            where cohort_id = any(\(cohorts)) and candidate_id = \(candidate) and state in ('chosen', 'replacement')
            """)
        _ = try await transaction.execute("update cohort set version = version + 1 where id = any(\(cohorts))")
        return cohorts
    }

    // MARK: Replacements

    /// - Throws: `Problem` conflict when another proposal waits.
    func propose(
        _ id: CohortID, leaving: CandidateID, entering: CandidateID, reason: String, by subject: String,
        at moment: Instant, _ transaction: Transaction
    ) async throws {
        do {
            _ = try await transaction.execute(
                """
                insert into cohort_replacement
                    (id, cohort_id, leaving_id, entering_id, reason, proposed_by, proposed_at)
                values (\(ID<PendingReplacement>.next()), \(id), \(leaving), \(entering), \(reason), \(subject),
                    \(moment))
                """)
        } catch let error as DatabaseError where error.constraint == "cohort_replacement_waiting" {
            throw Problem.conflict(
                "Another replacement waits for its decision. Have it confirmed or refused first.", state: "pending")
        }
        _ = try await transaction.execute("update cohort set version = version + 1 where id = \(id)")
    }

    /// Ends the proposal that waits in a locked cohort.
    func decideReplacement(
        _ id: CohortID, isConfirmed: Bool, by subject: String, at moment: Instant, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            """
            update cohort_replacement
            set state = \(isConfirmed ? "confirmed" : "refused"), decided_by = \(subject), decided_at = \(moment)
            where cohort_id = \(id) and state = 'proposed'
            """)
        _ = try await transaction.execute("update cohort set version = version + 1 where id = \(id)")
    }

    /// Gives the place of one member to another candidate.
    /// - Throws: `Problem` conflict when she who comes in took her application back in this moment.
    func replace(
        _ id: CohortID, leaving: CandidateID, entering: CandidateID, _ transaction: Transaction
    ) async throws {
        let free = try await transaction.fetchOptionalValue(
            "select id from candidate where id = \(entering) and withdrawn_at is null for share", as: CandidateID.self)
        guard free != nil else {
            throw Problem.conflict("The candidate who should come in took her application back.", state: "withdrawn")
        }
        _ = try await transaction.execute(
            """
            update cohort_member set state = 'left', changed_at = clock_timestamp()
            where cohort_id = \(id) and candidate_id = \(leaving)
            """)
        _ = try await transaction.execute(
            """
            insert into cohort_member (cohort_id, candidate_id, state, position)
            select cohort_id, \(entering), 'replacement', position from cohort_member
            where cohort_id = \(id) and candidate_id = \(leaving)
            """)
    }
}
