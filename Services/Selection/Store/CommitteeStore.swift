import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// SQL of committee members and their conflicts of interest.
struct CommitteeStore: Sendable {
    struct MemberRow: RowDecodable {
        let member: CommitteeMember

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.member = CommitteeMember(
                id: try row.next(), subject: try row.next(), maximumLoad: try row.next(),
                languages: try row.next(), declaredAt: try row.next())
        }
    }

    func members(
        _ round: RoundID, only subject: String? = nil, _ runner: some QueryRunner
    ) async throws -> [CommitteeMember] {
        try await runner.fetchAll(
            """
            select id, subject, maximum_load, languages, declared_at from committee_member
            where round_id = \(round) and (\(subject)::text is null or subject = \(subject))
            order by subject
            """, as: MemberRow.self
        ).map(\.member)
    }

    /// The member that a person is in a round.
    /// - Throws: `Problem.notFound` for somebody who is none.
    func member(_ round: RoundID, _ subject: String, _ runner: some QueryRunner) async throws -> CommitteeMember {
        guard let member = try await self.members(round, only: subject, runner).first else { throw Problem.notFound }
        return member
    }

    /// Sets the committee of a round that has not opened.
    func replace(
        _ round: RoundID, _ members: [CommitteeMemberInput], _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute("delete from committee_member where round_id = \(round)")
        for member in members {
            _ = try await transaction.execute(
                """
                insert into committee_member (id, round_id, subject, maximum_load, languages)
                values (\(CommitteeMemberID.next()), \(round), \(member.subject), \(member.maximumLoad),
                    \(member.languages))
                """)
        }
    }

    struct ConflictRow: RowDecodable {
        let conflict: Declaration.Conflict

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.conflict = Declaration.Conflict(
                organisationId: try row.next(), kind: try row.next(), isPinned: try row.next())
        }
    }

    func declaration(_ member: CommitteeMember, _ runner: some QueryRunner) async throws -> Declaration {
        let conflicts = try await runner.fetchAll(
            """
            select organisation_id, kind, is_pinned from conflict_of_interest
            where member_id = \(member.id) order by organisation_id
            """, as: ConflictRow.self)
        return Declaration(declaredAt: member.declaredAt, conflicts: conflicts.map(\.conflict))
    }

    /// Replaces what a member declared; what others pinned stays.
    func declare(
        _ member: CommitteeMemberID, _ conflicts: [ConflictInput], at moment: Instant, _ transaction: Transaction
    ) async throws {
        _ = try await transaction.execute(
            "delete from conflict_of_interest where member_id = \(member) and not is_pinned")
        _ = try await transaction.execute(
            """
            insert into conflict_of_interest (member_id, organisation_id, kind)
            select \(member), * from unnest(\(conflicts.map(\.organisationId)), \(conflicts.map(\.kind)))
            on conflict (member_id, organisation_id) do nothing
            """)
        _ = try await transaction.execute(
            "update committee_member set declared_at = \(moment) where id = \(member)")
    }

    /// Which of these organisations have sent no application to the call: nobody can have a conflict of interest
    /// with them in its rounds.
    func strangers(
        _ organisations: [OrganisationID], call: CallID, _ runner: some QueryRunner
    ) async throws -> Set<OrganisationID> {
        Set(
            try await runner.fetchValues(
                """
                select given.id from unnest(\(organisations)) as given (id)
                where not exists (select from applications_pub.call_organisation as known
                    where known.call_id = \(call) and known.organisation_id = given.id)
                """, as: OrganisationID.self))
    }

    func has(_ member: CommitteeMemberID, in round: RoundID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from committee_member where id = \(member) and round_id = \(round))", as: Bool.self)
    }

    /// Whether somebody is a member of the round's committee.
    func reads(_ subject: String, in round: RoundID, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            "select exists (select from committee_member where subject = \(subject) and round_id = \(round))",
            as: Bool.self)
    }

    /// Pins a conflict to a member of the round.
    func pin(_ input: PinnedConflictInput, _ transaction: Transaction) async throws {
        _ = try await transaction.execute(
            """
            insert into conflict_of_interest (member_id, organisation_id, kind, is_pinned)
            values (\(input.memberId), \(input.organisationId), \(input.kind), true)
            on conflict (member_id, organisation_id) do update set is_pinned = true, kind = excluded.kind
            """)
    }

    /// Takes back unread assignments that a pinned conflict forbids; scores that are there go too.
    /// - Returns: how many.
    func stepBackAll(
        _ member: CommitteeMemberID, from organisation: OrganisationID, _ transaction: Transaction
    ) async throws -> Int {
        _ = try await transaction.execute(
            """
            delete from review_score using assignment, candidate
            where assignment.id = review_score.assignment_id and assignment.member_id = \(member)
                and candidate.id = assignment.candidate_id and candidate.organisation_id = \(organisation)
            """)
        return try await transaction.execute(
            """
            update assignment set state = 'stepped-back', overall = null, version = assignment.version + 1
            from candidate
            where candidate.id = assignment.candidate_id and candidate.organisation_id = \(organisation)
                and assignment.member_id = \(member) and assignment.state <> 'stepped-back'
            """)
    }

    struct ProgressRow: RowDecodable {
        let member: RoundProgress.Member

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.member = RoundProgress.Member(
                memberId: try row.next(), subject: try row.next(), hasDeclared: try row.next(),
                conflicts: try row.next(), assigned: try row.next(), complete: try row.next(),
                steppedBack: try row.next())
        }
    }

    func progress(_ round: RoundID, _ runner: some QueryRunner) async throws -> [RoundProgress.Member] {
        try await runner.fetchAll(
            """
            select member.id, member.subject, member.declared_at is not null,
                (select count(*) from conflict_of_interest where member_id = member.id),
                count(assignment.id) filter (where assignment.state <> 'stepped-back'),
                count(assignment.id) filter (where assignment.state = 'complete'),
                count(assignment.id) filter (where assignment.state = 'stepped-back')
            from committee_member as member
            left join (
                select assignment.* from assignment
                join candidate on candidate.id = assignment.candidate_id and candidate.withdrawn_at is null
            ) as assignment on assignment.member_id = member.id
            where member.round_id = \(round)
            group by member.id
            order by member.subject
            """, as: ProgressRow.self
        ).map(\.member)
    }

    /// How many candidates have no complete review.
    func candidatesWithoutReview(_ round: RoundID, _ runner: some QueryRunner) async throws -> Int {
        try await runner.fetchValue(
            """
            select count(*) from candidate
            where round_id = \(round) and withdrawn_at is null and not exists (
                select from assignment where candidate_id = candidate.id and state = 'complete')
            """, as: Int.self)
    }
}
