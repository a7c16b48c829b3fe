import Access
import Foundation
import Postgres
import Primitives
import SelectionContract
import SelectionService
import TestSupport
import Testing

/// Every operation on one's own and on others' things: by convening, and by committee.
@Suite(
    "Selection: own and others'", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SelectionReachTests {
    private static let endpoints = SelectionService.endpoints
    /// What belongs to no convening: published rubrics, and jobs, which only those see who asked for them.
    private static let general: Set<String> = ["createRubric", "updateRubric", "getJob", "cancelJob"]
    /// What concerns all convenings at once.
    private static let whole: Set<String> = ["exportAudit"]

    @Test func noOperationIsLeftOut() {
        for endpoint in Self.endpoints where !endpoint.isOpen {
            let expected: Endpoint.Reach =
                Self.general.contains(endpoint.id) ? .general : Self.whole.contains(endpoint.id) ? .whole : .convening
            #expect(endpoint.reach == expected, "\(endpoint.id)")
        }
    }

    /// A committee of another convening, as far as an address can name its things.
    private struct Others {
        let convening = ConveningID.next()
        let call = CallID.next()
        let round = RoundID.next()
        let assignment = AssignmentID.next()
        let cohort = CohortID.next()

        func insert(_ pool: Database) async throws {
            let member = ID<ReviewerTag>.next()
            let candidate = CandidateID.next()
            let calibration = ID<CohortTag>.next()
            try await pool.withTransaction { transaction in
                for statement in [
                    """
                    insert into applications.convening
                        (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                    values (\(self.convening), 'global-convening', 'in-person', '{"en":"C"}', '{"en":"C"}', 'UTC',
                        '2027-03-01', '2027-03-04', 60, 'announced')
                    """,
                    """
                    insert into applications.call
                        (id, convening_id, title, opens_at, closes_at, questions, rules, criteria)
                    values (\(self.call), \(self.convening), '{"en":"C"}', '2026-01-01Z', '2026-02-01Z', '[]', '[]',
                        '{"en":"C"}')
                    """,
                    """
                    insert into selection.round
                        (id, call_id, rubric_id, state, reviews_per_candidate, closes_at)
                    select \(self.round), \(self.call), id, 'scoring', 2, now() from selection.rubric limit 1
                    """,
                    """
                    insert into selection.committee_member (id, round_id, subject, maximum_load, languages)
                    values (\(member), \(self.round), 'member-1', 10, '{}')
                    """,
                    """
                    insert into selection.candidate (id, round_id, application_id, organisation_id, code, country,
                        kind, size, is_women_led, is_member, language, answers)
                    values (\(candidate), \(self.round), gen_random_uuid(), gen_random_uuid(), 'C-1', 'SDN', 'cso',
                        'small', true, true, 'en', '')
                    """,
                    """
                    insert into selection.assignment (id, round_id, candidate_id, member_id, place)
                    values (\(self.assignment), \(self.round), \(candidate), \(member), 1)
                    """,
                    """
                    insert into selection.calibration (id, round_id, places, summary, input)
                    values (\(calibration), \(self.round), 8, '{}', '')
                    """,
                    """
                    insert into selection.cohort (id, round_id, calibration_id, state, policy, engine)
                    values (\(self.cohort), \(self.round), \(calibration), 'computing', '{}', 'x')
                    """,
                ] as [SQL] {
                    _ = try await transaction.execute(statement)
                }
            }
        }
    }

    @Test func ofAnotherConveningNothingExists() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.ranked().round
            let cohort = try await world.compose(round, CohortPolicy(size: 6, quotas: [], seed: 1))
            let code = try #require(cohort.result?.members.first?.code)
            let assignment = try #require(try await world.assignments(round, "member-1").first)
            let others = Others()
            let convening = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await others.insert(pool)
                return try await pool.fetchValue(
                    "select convening_id from applications.call where id = \(world.call)", as: ConveningID.self)
            }
            var walk = ReachWalk(
                things: [
                    "roundId": (round.description, others.round.description),
                    "assignmentId": (assignment.id.description, others.assignment.description),
                    "cohortId": (cohort.id.description, others.cohort.description),
                    "code": (code, code),
                ], convening: convening)
            walk.subjects = [.committeeMember: "member-1", .chair: "member-1"]
            walk.marks = ["listRounds": (round.description, others.round.description)]
            let rubric: Page<Rubric> = try await world.ask(SelectionEndpoints.listRubrics, as: .chair)
            let rubricID = try #require(rubric.items.first).id
            let call = world.call
            let body: @Sendable (ReachWalk.Side) -> String = { side in
                let named =
                    switch side {
                    case .own: call
                    case .other: others.call
                    case .nobody: CallID.next()
                    }
                let input = RoundInput(
                    callId: named, rubricId: rubricID, reviewsPerCandidate: 1, closesAt: .now.adding(seconds: 3600),
                    members: [CommitteeMemberInput(subject: "member-1", maximumLoad: 10)])
                return String(decoding: (try? JSONEncoder().encode(input)) ?? Data(), as: UTF8.self)
            }
            walk.bodies = ["createRound": body]
            let reached = Self.endpoints.filter { $0.reach == .convening }
            let outcome = try await walk.run(world.service, reached) { $0.roles }
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(reached) { $0.roles })
            let rows = try await ConveningPartition(.selection, database: world.service.database)
                .check(convening, others.convening)
            #expect(rows.wrong == [])
            #expect(
                rows.shared.isSuperset(of: [
                    "assignment", "calibration", "candidate", "cohort", "committee_member", "round",
                ]))
        }
    }

    @Test func ofAnotherCommitteeNothingExists() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.ranked().round
            let mine = try #require(try await world.assignments(round, "member-1").first)
            let theirs = try #require(try await world.assignments(round, "member-2").first)
            let strange = try await world.makeRound(reviews: 1, members: ["stranger"])
            var walk = ReachWalk(
                things: [
                    "roundId": (round.description, strange.id.description),
                    "assignmentId": (mine.id.description, theirs.id.description),
                ], convening: nil)
            walk.subjects = [.committeeMember: "member-1", .chair: "member-1"]
            walk.inputs = [
                "declareConflicts": #"{"conflicts":[]}"#, "stepBack": #"{"kind":"board"}"#,
            ]
            walk.marks = ["listRounds": (round.description, strange.id.description)]
            // Readers see their own part; the chair sees every round but reads only what she was given.
            let reviewers: Set<Role> = [.committeeMember, .chair]
            let roles: (Endpoint) -> Set<Role> = { $0.roles == reviewers ? reviewers : $0.ownOnly }
            let walked = Self.endpoints.filter { !roles($0).isEmpty }
            #expect(walked.count == 9)
            let outcome = try await walk.run(world.service, walked, roles: roles)
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(walked, roles: roles))
        }
    }
}
