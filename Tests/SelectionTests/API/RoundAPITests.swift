import Access
import Durability
import Foundation
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Selection API: rounds and reviews", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence))
)
struct RoundAPITests {
    @Test func blindReviewsWithoutConflicts() async throws {
        try await SelectionWorld.with(candidates: 30) { world in
            let round = try await world.makeRound()
            #expect(round.state == .prepared)
            // Nothing can be read or assigned before candidates are in and conflicts are declared.
            let early = try await world.problem { try await world.assign(round.id) }
            #expect(early?.code == "conflict")
            let opened = try await world.open(round.id)
            #expect(opened.state == .declaring)
            #expect(opened.candidates == 30)

            let conflicts = Array(world.organisations.prefix(4))
            try await world.declare(round.id, firstMember: conflicts)
            try await world.assign(round.id)
            var seen: [String: Int] = [:]
            var orders: Set<[String]> = []
            for subject in SelectionWorld.members {
                let items = try await world.assignments(round.id, subject)
                #expect((9...11).contains(items.count))
                orders.insert(items.map(\.code).sorted() == items.map(\.code) ? ["sorted"] : items.map(\.code))
                for item in items { seen[item.code, default: 0] += 1 }
                guard subject == SelectionWorld.members[0] else { continue }
                for item in items { #expect(!["C-1000", "C-1001", "C-1002", "C-1003"].contains(item.code)) }
            }
            #expect(seen.count == 30)
            #expect(seen.values.allSatisfy { $0 == 2 })
            #expect(!orders.contains(["sorted"]))
        }
    }

    @Test func aReviewIsOwnCheckedAndGuarded() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.makeRound().id
            _ = try await world.open(round)
            try await world.declare(round)
            try await world.assign(round)
            let (me, other) = (SelectionWorld.members[0], SelectionWorld.members[1])
            let item = try #require(try await world.assignments(round, me).first)
            let path = [item.id.description]
            let dossier: Assignment = try await world.ask(
                SelectionEndpoints.getAssignment, path, as: .committeeMember, me)
            #expect(dossier.answers["change"] == .text("We did."))
            #expect(dossier.scores.isEmpty && !dossier.isReadOnly)

            // Somebody else's assignment is nothing at all.
            let foreign = try await world.problem {
                let _: Assignment = try await world.ask(
                    SelectionEndpoints.getAssignment, path, as: .committeeMember, other)
            }
            #expect(foreign?.status == 404)

            let bad = try await world.problem {
                let _: Assignment = try await world.ask(
                    SelectionEndpoints.saveReview, path, as: .committeeMember, me,
                    body: ReviewInput(scores: [
                        ReviewScore(criterion: "change", value: 5), ReviewScore(criterion: "beauty", value: 3),
                    ]), ifMatch: "\"v1\"")
            }
            #expect(
                bad?.errors.map { "\($0.pointer) \($0.code)" }
                    == ["/scores/0/reason reason_needed", "/scores/1/criterion unknown_criterion"])

            let half: Assignment = try await world.ask(
                SelectionEndpoints.saveReview, path, as: .committeeMember, me,
                body: ReviewInput(scores: [ReviewScore(criterion: "change", value: 4)]), ifMatch: "\"v1\"")
            #expect(half.state == .begun && half.overall == nil && half.version == 2)
            let stale = try await world.problem {
                let _: Assignment = try await world.ask(
                    SelectionEndpoints.saveReview, path, as: .committeeMember, me,
                    body: ReviewInput(scores: []), ifMatch: "\"v1\"")
            }
            #expect(stale?.status == 412)
            let whole: Assignment = try await world.ask(
                SelectionEndpoints.saveReview, path, as: .committeeMember, me,
                body: ReviewInput(scores: [
                    ReviewScore(criterion: "change", value: 4), ReviewScore(criterion: "learning", value: nil),
                ]), ifMatch: "\"v2\"")
            #expect(whole.state == .complete && whole.overall == 4)
        }
    }

    @Test func steppingBackHandsTheCandidateOn() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.makeRound().id
            _ = try await world.open(round)
            try await world.declare(round)
            try await world.assign(round)
            let me = SelectionWorld.members[2]
            let item = try #require(try await world.assignments(round, me).first)
            let _: Assignment = try await world.ask(
                SelectionEndpoints.saveReview, [item.id.description], as: .committeeMember, me,
                body: ReviewInput(scores: SelectionWorld.scores(item.code, me)), ifMatch: "*")
            try await world.tell(
                SelectionEndpoints.stepBack, [item.id.description], as: .committeeMember, me,
                body: StepBack(kind: .partner))
            let gone = try await world.problem {
                let _: Assignment = try await world.ask(
                    SelectionEndpoints.getAssignment, [item.id.description], as: .committeeMember, me)
            }
            #expect(gone?.status == 404)
            // The job that it queued gives the candidate to somebody else.
            var progress: RoundProgress?
            for _ in 0..<100 {
                progress = try await world.ask(SelectionEndpoints.getProgress, [round.description], as: .chair)
                if progress?.reviewsAssigned == progress?.reviewsNeeded { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(progress?.reviewsAssigned == 24)
            #expect(progress?.members.map(\.steppedBack).reduce(0, +) == 1)
            #expect(progress?.reviewsComplete == 0)

            let missing = try await world.problem { try await world.close(round) }
            #expect(missing?.parameters["missing"] == "24")
        }
    }

    @Test func aMemberSeesOnlyHerRoundsAndHerself() async throws {
        try await SelectionWorld.with(candidates: 6) { world in
            let round = try await world.makeRound().id
            let own: Round = try await world.ask(
                SelectionEndpoints.getRound, [round.description], as: .committeeMember, SelectionWorld.members[3])
            #expect(own.members.map(\.subject) == [SelectionWorld.members[3]])
            let stranger = try await world.problem {
                let _: Round = try await world.ask(
                    SelectionEndpoints.getRound, [round.description], as: .committeeMember, "stranger")
            }
            #expect(stranger?.status == 404)
            let list: Page<Round> = try await world.ask(SelectionEndpoints.listRounds, as: .committeeMember, "stranger")
            #expect(list.items.isEmpty)
        }
    }

    @Test func aCommitteeThatCannotReadEverybodyIsTold() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.makeRound(load: 3).id
            _ = try await world.open(round)
            try await world.declare(round)
            let queued: QueuedJob = try await world.ask(
                SelectionEndpoints.assignReviewers, [round.description], as: .chair, body: AssignmentRequest(seed: 1))
            let status = try await world.finished(queued.jobId)
            #expect(status.state == "failed")
            #expect(status.problem?.code == "too-little-time")
            #expect(status.problem?.parameters["needed"] == "24")
            #expect(status.problem?.parameters["available"] == "18")
        }
    }

    @Test func whoeverWithdrawsIsNoCandidateAnyMore() async throws {
        try await SelectionWorld.with(candidates: 12) { world in
            let round = try await world.makeRound().id
            _ = try await world.open(round)
            try await world.declare(round)
            try await world.assign(round)
            try await TestDatabase.withPool(of: world.service.database) { pool in
                _ = try await pool.execute(
                    """
                    insert into applications.outbox (id, kind, subject, payload)
                    select gen_random_uuid(), 'application.withdrawn', id::text, '{}'
                    from applications.application where candidate_code = 'C-1004'
                    """)
            }
            var progress: RoundProgress?
            for _ in 0..<100 {
                progress = try await world.ask(SelectionEndpoints.getProgress, [round.description], as: .chair)
                if progress?.candidates == 11 { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(progress?.candidates == 11)
            #expect(progress?.reviewsAssigned == 22)
            for subject in SelectionWorld.members {
                let codes = try await world.assignments(round, subject).map(\.code)
                #expect(!codes.contains("C-1004"))
            }
            try await world.review(round)
            try await world.close(round)
            let ranking = try await world.calibrate(round)
            #expect(ranking.rows.count == 11)
        }
    }

    @Test func aRoundSpeaksOfWhatThereIs() async throws {
        try await SelectionWorld.with(candidates: 6) { world in
            let token = try await TestPlace.shared.token(.chair)
            let member = #"{"subject":"a","maximumLoad":9}"#
            func body(_ members: String) -> String {
                #"{"callId":"\#(CallID.next())","rubricId":"\#(RubricID.next())","reviewsPerCandidate":1,"#
                    + #""closesAt":"2030-01-01T00:00:00Z","members":[\#(members)]}"#
            }
            let unknown = try await world.service.wire.json(
                SelectionEndpoints.createRound, token: token, body: body(member), key: "one")
            #expect(unknown.faults == ["/callId unknown", "/rubricId unknown"])
            let twice = try await world.service.wire.json(
                SelectionEndpoints.createRound, token: token, body: body("\(member),\(member)"), key: "two")
            #expect(twice.faults == ["/members/1/subject duplicate"])
            let round = try await world.makeRound()
            let moved = try await world.problem {
                let _: Round = try await world.ask(
                    SelectionEndpoints.updateRound, [round.id.description], as: .chair,
                    body: RoundInput(
                        callId: .next(), rubricId: round.rubricId, reviewsPerCandidate: 1, closesAt: round.closesAt,
                        members: [CommitteeMemberInput(subject: "a", maximumLoad: 9)]), ifMatch: "*")
            }
            #expect(moved?.errors.map(\.pointer) == ["/callId"])
        }
    }

    @Test func aConflictIsWithAnOrganisationOfTheCall() async throws {
        try await SelectionWorld.with(candidates: 6) { world in
            let round = try await world.makeRound()
            _ = try await world.open(round.id)
            let me = SelectionWorld.members[0]
            let conflicts = [world.organisations[0], .next(), world.organisations[1], .next()].map {
                ConflictInput(organisationId: $0, kind: .board)
            }
            let declared = try await world.problem {
                let _: Declaration = try await world.ask(
                    SelectionEndpoints.declareConflicts, [round.id.description], as: .committeeMember, me,
                    body: DeclarationInput(conflicts: conflicts))
            }
            #expect(
                declared?.errors.map { "\($0.pointer) \($0.code)" }
                    == ["/conflicts/1/organisationId unknown", "/conflicts/3/organisationId unknown"])
            let nothing: Declaration = try await world.ask(
                SelectionEndpoints.getDeclaration, [round.id.description], as: .committeeMember, me)
            #expect(nothing.conflicts.isEmpty && nothing.declaredAt == nil)
            let kept: Declaration = try await world.ask(
                SelectionEndpoints.declareConflicts, [round.id.description], as: .committeeMember, me,
                body: DeclarationInput(conflicts: [conflicts[0], conflicts[2]]))
            #expect(kept.conflicts.count == 2)

            let stranger = try await world.problem {
                try await world.tell(
                    SelectionEndpoints.pinConflict, [round.id.description], as: .chair,
                    body: PinnedConflictInput(
                        memberId: .next(), organisationId: .next(), kind: .funds, reason: "A paper said so"))
            }
            #expect(
                stranger?.errors.map { "\($0.pointer) \($0.code)" }
                    == ["/memberId unknown", "/organisationId unknown"])
            let pinned = PinnedConflictInput(
                memberId: round.members[1].id, organisationId: world.organisations[2], kind: .funds,
                reason: "A paper said so")
            // A chair who reads herself would see which code goes.
            let reader = try await world.problem {
                try await world.tell(
                    SelectionEndpoints.pinConflict, [round.id.description], as: .chair, me, body: pinned)
            }
            #expect(reader?.parameters["state"] == "member")
            try await world.tell(SelectionEndpoints.pinConflict, [round.id.description], as: .chair, body: pinned)
        }
    }

    /// Also before the round has opened: whoever may only reach other convenings does not change what it will judge by.
    @Test func aRubricIsChangedByThoseWhoseRoundItJudges() async throws {
        try await SelectionWorld.with(candidates: 1) { world in
            let round = try await world.makeRound()
            #expect(round.state == .prepared)
            let own = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.fetchValue(
                    "select convening_id from applications.call where id = \(round.callId)", as: ConveningID.self)
            }
            let body = String(decoding: try JSONEncoder().encode(SelectionWorld.rubric), as: UTF8.self)
            for (convening, problem) in [(ConveningID.next(), "conflict"), (own, nil)] {
                let now = Instant.now
                let token = try await TestPlace.shared.signer().sign(
                    AccessToken(
                        subject: "chair", role: .chair, audience: .doors, expires: now.adding(seconds: 600),
                        scope: AccessScope(convenings: [convening])), at: now)
                let answer = try await world.service.wire.json(
                    SelectionEndpoints.updateRubric, path: [round.rubricId.description], token: token, body: body,
                    ifMatch: "*")
                #expect(answer.problem == problem && answer.status == (problem == nil ? 200 : 409))
            }
        }
    }

    @Test func theDatabaseItselfKeepsIdentitiesAway() async throws {
        try await SelectionWorld.with(candidates: 1) { world in
            try await TestDatabase.withPool(of: world.service.database, as: "svc_selection") { pool in
                for statement: SQL in [
                    "select name from applications.organisation_identity", "select * from applications.person",
                    "select created_by from applications.application",
                    "select * from applications_pub.participant_origin",
                ] {
                    await #expect(throws: DatabaseError.self) { try await pool.execute(statement) }
                }
                let codes = try await pool.fetchValues(
                    "select candidate_code from applications_pub.candidate", as: String.self)
                #expect(codes == ["C-1000"])
            }
        }
    }
}
