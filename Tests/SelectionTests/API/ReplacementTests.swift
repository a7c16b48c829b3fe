import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Selection API: replacements", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ReplacementTests {
    private static let policy = CohortPolicy(
        size: 8, quotas: [QuotaInput(attribute: .country, values: [], minimum: 1, maximum: 2)], seed: 7)

    @Test func oneProposesAndAnotherDecides() async throws {
        try await SelectionWorld.with(candidates: 36) { world in
            let (round, _) = try await world.ranked()
            let cohort = try await world.confirmed(round, Self.policy)
            let result = try #require(cohort.result)
            let leaving = try #require(result.members.first { !$0.replacements.isEmpty })
            let input = Replacement(version: cohort.version, leaving: leaving.code, reason: "Cannot travel in March")

            let wrong = try await world.problem {
                _ = try await world.propose(
                    cohort.id,
                    Replacement(
                        version: cohort.version, leaving: "C-0001", entering: result.members[0].code,
                        reason: "Wrong twice"), as: "chair-1")
            }
            #expect(wrong?.errors.map { "\($0.pointer) \($0.code)" } == ["/leaving unknown", "/entering unknown"])
            let old = try await world.problem {
                _ = try await world.propose(
                    cohort.id, Replacement(version: cohort.version - 1, leaving: leaving.code, reason: "Too old"),
                    as: "chair-1")
            }
            #expect(old?.parameters["currentVersion"] == "\(cohort.version)")

            // A proposal changes nobody's place, and only one waits.
            let proposed = try await world.propose(cohort.id, input, as: "chair-1")
            let pending = try #require(proposed.pendingReplacement)
            #expect(pending.leaving == leaving.code && pending.entering == leaving.replacements[0])
            #expect(pending.proposedBy == "chair-1" && pending.reason == "Cannot travel in March")
            #expect(proposed.result?.members.allSatisfy { $0.state == .chosen } == true)
            let second = try await world.problem {
                _ = try await world.propose(
                    cohort.id, Replacement(version: proposed.version, leaving: leaving.code, reason: "Once more"),
                    as: "chair-2")
            }
            #expect(second?.parameters["state"] == "pending")
            try await Self.expectTwoPeople(world, proposed)
            try await Self.expectDecision(world, cohort.id, leaving)
        }
    }

    /// Whoever proposed can take it back, and not confirm it.
    private static func expectTwoPeople(_ world: SelectionWorld, _ proposed: Cohort) async throws {
        let yes = ReplacementDecision(version: proposed.version, isConfirmed: true)
        let alone = try await world.problem { _ = try await world.decide(proposed.id, yes, as: "chair-1") }
        #expect(alone?.parameters["state"] == "same-person")
        let mute = try await world.problem {
            _ = try await world.decide(
                proposed.id, ReplacementDecision(version: proposed.version, isConfirmed: false), as: "chair-2")
        }
        #expect(mute?.errors.map { "\($0.pointer) \($0.code)" } == ["/reason missing"])
        let back = try await world.decide(
            proposed.id,
            ReplacementDecision(version: proposed.version, isConfirmed: false, reason: "She can travel after all"),
            as: "chair-1")
        #expect(back.pendingReplacement == nil && back.version == proposed.version + 1)
        let nothing = try await world.problem {
            _ = try await world.decide(
                proposed.id, ReplacementDecision(version: back.version, isConfirmed: true), as: "chair-2")
        }
        #expect(nothing?.parameters["state"] == "nothing-pending")
        #expect(try await world.announced().isEmpty)
    }

    private static func expectDecision(
        _ world: SelectionWorld, _ id: CohortID, _ leaving: CohortMember
    ) async throws {
        let entering = leaving.replacements[0]
        let proposed = try await world.propose(
            id,
            Replacement(
                version: try await world.cohort(id).version, leaving: leaving.code, entering: entering,
                reason: "Visa refused"), as: "chair-1")
        let changed = try await world.decide(
            id, ReplacementDecision(version: proposed.version, isConfirmed: true), as: "chair-2")
        #expect(changed.pendingReplacement == nil)
        let members = changed.result?.members ?? []
        #expect(members.first { $0.code == leaving.code }?.state == .left)
        let came = try #require(members.first { $0.code == entering })
        #expect(came.state == .replacement)
        #expect(members.count { $0.state != .left } == 8)
        #expect((changed.result?.quotas ?? []).allSatisfy { ($0.minimum...$0.maximum).contains($0.have) })
        #expect(try await world.audited("cohort.member-replaced") == ["\(leaving.candidateId) \(came.candidateId)"])
        let left = try #require(leaving.applicationId)
        let entered = try #require(came.applicationId)
        #expect(try await world.announced() == ["\(left) \(entered)"])
        let gone = try await world.problem {
            _ = try await world.propose(
                id, Replacement(version: changed.version, leaving: leaving.code, reason: "Once more"), as: "chair-1")
        }
        #expect(gone?.errors.map(\.pointer) == ["/leaving"])
    }

    @Test func whoWithdrawsLeavesHerPlaceFree() async throws {
        try await SelectionWorld.with(candidates: 36) { world in
            let (round, _) = try await world.ranked()
            let cohort = try await world.confirmed(round, Self.policy)
            let members = try #require(cohort.result?.members)
            let gone = Array(members.filter { !$0.replacements.isEmpty }.prefix(2))
            // A proposal that waits is about a cohort that is another one afterwards.
            let proposed = try await world.propose(
                cohort.id, Replacement(version: cohort.version, leaving: gone[0].code, reason: "Cannot travel"),
                as: "chair-1")
            let applications = gone.compactMap(\.applicationId)
            try #require(applications.count == 2)
            for application in applications { try await world.withdraw(application) }
            var after = proposed
            for _ in 0..<100 {
                after = try await world.cohort(cohort.id)
                if after.result?.members.count(where: { $0.state == .withdrawn }) == 2 { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            let free = after.result?.members.filter { $0.state == .withdrawn }.map(\.code) ?? []
            #expect(Set(free) == Set(gone.map(\.code)))
            #expect(after.version == proposed.version + 2)
            #expect(after.result?.quotas.reduce(0) { $0 + $1.have } == 6)
            #expect(Set(try await world.announced()) == Set(applications.map { "\($0) -" }))
            #expect(Set(try await world.audited("cohort.member-withdrawn")) == Set(gone.map { "\($0.candidateId) -" }))
            let late = try await world.problem {
                _ = try await world.decide(
                    cohort.id, ReplacementDecision(version: proposed.version, isConfirmed: true), as: "chair-2")
            }
            #expect(late?.status == 409)

            // Both places can be filled, one after the other.
            var current = try await world.decide(
                cohort.id, ReplacementDecision(version: after.version, isConfirmed: true), as: "chair-2")
            let next = try await world.propose(
                cohort.id, Replacement(version: current.version, leaving: gone[1].code, reason: "She withdrew"),
                as: "chair-1")
            current = try await world.decide(
                cohort.id, ReplacementDecision(version: next.version, isConfirmed: true), as: "chair-2")
            let present = current.result?.members.filter { $0.state == .chosen || $0.state == .replacement } ?? []
            #expect(present.count == 8)
            #expect((current.result?.quotas ?? []).allSatisfy { ($0.minimum...$0.maximum).contains($0.have) })
        }
    }

    @Test func whatIsConfirmedStands() async throws {
        try await SelectionWorld.with(candidates: 36) { world in
            let (round, _) = try await world.ranked()
            let early = try await world.compose(round, Self.policy)
            // She withdraws between the composition and the confirmation: her place is free from the start.
            let gone = try #require(early.result?.members.first)
            try await world.withdraw(try await world.application(of: gone.candidateId))
            for _ in 0..<100 {
                let progress: RoundProgress = try await world.ask(
                    SelectionEndpoints.getProgress, [round.description], as: .chair)
                if progress.candidates == 35 { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            let signed: Cohort = try await world.ask(
                SelectionEndpoints.signCohort, [early.id.description], as: .chair, "chair-1",
                body: CohortDecision(version: early.version))
            let confirmed: Cohort = try await world.ask(
                SelectionEndpoints.confirmCohort, [early.id.description], as: .chair, "chair-2",
                body: CohortDecision(version: signed.version))
            #expect(confirmed.result?.members.first { $0.code == gone.code }?.state == .withdrawn)
            #expect(confirmed.result?.members.count { $0.state == .chosen } == 7)

            let again = try await world.problem {
                let _: QueuedJob = try await world.ask(
                    SelectionEndpoints.calibrate, [round.description], as: .chair,
                    body: CalibrationRequest(places: 8, seed: 1))
            }
            #expect(again?.status == 409 && again?.parameters["state"] == "confirmed")
            let other = try await world.compose(round, Self.policy)
            let second = try await world.problem {
                let _: Cohort = try await world.ask(
                    SelectionEndpoints.signCohort, [other.id.description], as: .chair,
                    body: CohortDecision(version: other.version))
            }
            #expect(second?.status == 409 && second?.parameters["state"] == "confirmed")
        }
    }
}
