import Access
import Durability
import Foundation
import Postgres
import Primitives
import SelectionContract
import SelectionEngine
import ServiceClient
import TestSupport
import Testing

@Suite("Selection API: cohorts", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct CohortAPITests {
    private static let policy = CohortPolicy(
        size: 8,
        quotas: [
            QuotaInput(attribute: .country, values: [], minimum: 1, maximum: 2),
            QuotaInput(attribute: .answer, question: "first_time", values: ["yes"], minimum: 4),
            QuotaInput(attribute: .size, values: ["small", "medium"], minimum: 4),
        ], venue: SelectionWorld.venue, costCeiling: Money(minorUnits: 1_150_000, currency: .usd), seed: 7)

    @Test func aWholeRoundEndsInAConfirmedCohort() async throws {
        try await SelectionWorld.with(candidates: 36) { world in
            let (round, ranking) = try await world.ranked()
            #expect(ranking.rows.map(\.rank) == Array(1...36))
            #expect(abs(ranking.rows.reduce(0) { $0 + $1.chance } - 8) < 1e-6)
            #expect(ranking.rows.allSatisfy { $0.low < $0.score && $0.score < $0.high })
            #expect(ranking.summary.separateParts == 1)
            let own: Page<Leniency> = try await world.ask(
                SelectionEndpoints.listLeniencies, [round.description], as: .committeeMember,
                SelectionWorld.members[1])
            #expect(own.items.map(\.subject) == [SelectionWorld.members[1]])

            let cohort = try await world.compose(round, Self.policy)
            #expect(cohort.state == .proposed)
            let result = try #require(cohort.result)
            #expect(result.isOptimal && result.isCheapest)
            #expect(result.members.count == 8)
            #expect(result.quotas.allSatisfy { ($0.minimum...$0.maximum).contains($0.have) })
            #expect(try #require(result.cost).minorUnits <= 1_150_000)
            try await Self.expectReplay(world, cohort)

            // Two people decide.
            let decision = CohortDecision(version: cohort.version, reason: "As discussed")
            let unsigned = try await world.problem { try await Self.confirm(world, cohort.id, decision, "chair-2") }
            #expect(unsigned?.code == "conflict")
            let signed: Cohort = try await world.ask(
                SelectionEndpoints.signCohort, [cohort.id.description], as: .chair, "chair-1", body: decision)
            #expect(signed.state == .signed && signed.signedBy == "chair-1")
            let next = CohortDecision(version: signed.version)
            let alone = try await world.problem { try await Self.confirm(world, cohort.id, next, "chair-1") }
            #expect(alone?.parameters["state"] == "same-person")
            let old = try await world.problem { try await Self.confirm(world, cohort.id, decision, "chair-2") }
            #expect(old?.parameters["currentVersion"] == "\(signed.version)")
            try await Self.confirm(world, cohort.id, next, "chair-2")
            try await Self.expectPublished(world, result)
        }
    }

    private static func confirm(
        _ world: SelectionWorld, _ id: CohortID, _ decision: CohortDecision, _ subject: String
    ) async throws {
        let _: Cohort = try await world.ask(
            SelectionEndpoints.confirmCohort, [id.description], as: .chair, subject, body: decision)
    }

    /// The sealed inputs, solved again by the operator's command, give the same places.
    private static func expectReplay(_ world: SelectionWorld, _ cohort: Cohort) async throws {
        let sealed = try await world.service.caller.send(
            SelectionEndpoints.getCohortInstance, .init(path: [cohort.id.description]),
            as: world.service.credential(.auditor)
        ).value
        let instance = try CohortInstance(json: [UInt8](sealed))
        guard case .solved(let solution) = CohortSolver(seed: 7).solve(instance.problem) else {
            Issue.record("the sealed inputs have no cohort")
            return
        }
        #expect(CohortEvaluator(instance.problem).faults(in: solution).isEmpty)
        let ranking: Ranking = try await world.ask(
            SelectionEndpoints.getRanking, [cohort.roundId.description], as: .auditor)
        let codes = ranking.rows.map(\.code).sorted()
        let members = cohort.result?.members ?? []
        #expect(Set(solution.chosen.map { codes[$0] }) == Set(members.map(\.code)))
        #expect(try CohortCommandOutput(solving: [UInt8](sealed), seed: 7).status == .optimal)

        let inside = try #require(members.last)
        let explanation: CandidateExplanation = try await world.ask(
            SelectionEndpoints.explainCandidate, [cohort.id.description, inside.code], as: .chair)
        #expect(explanation.isChosen && explanation.code == inside.code)
        let outside = try #require(cohort.result?.waitlist.first)
        let other: CandidateExplanation = try await world.ask(
            SelectionEndpoints.explainCandidate, [cohort.id.description, outside.code], as: .chair)
        #expect(!other.isChosen)
        #expect(other.margin.map { $0 >= 0 } ?? true)
    }

    /// The view that other services read, and the event that tells them to.
    private static func expectPublished(_ world: SelectionWorld, _ result: CohortResult) async throws {
        try await TestDatabase.withPool(of: world.service.database, as: "svc_travel") { pool in
            let rows = try await pool.fetchTuples(
                "select candidate_code, state, position from selection_pub.cohort_member order by position",
                as: (String, String, Int).self)
            #expect(rows.map(\.0) == result.members.map(\.code))
            #expect(rows.allSatisfy { $0.1 == "chosen" })
            #expect(rows.map(\.2) == Array(1...8))
            let kinds = try await pool.fetchValues(
                "select kind from selection_pub.event order by seq", as: String.self)
            #expect(kinds == ["cohort.confirmed"])
        }
    }

    @Test func anInfeasiblePolicySaysWhichRulesClash() async throws {
        try await SelectionWorld.with(candidates: 18) { world in
            let (round, _) = try await world.ranked()
            let policy = CohortPolicy(
                size: 4, quotas: [QuotaInput(attribute: .country, values: [], minimum: 1)], seed: 1)
            let cohort = try await world.compose(round, policy)
            #expect(cohort.state == .infeasible && cohort.result == nil)
            let clash = try #require(cohort.clash)
            #expect(clash.isIrreducible)
            #expect(clash.rules.contains(RuleName(rule: "size")))
            // Six countries need one place each: five minimums against a size of four are enough of a clash.
            #expect(clash.rules.filter { $0.rule == "minimum" }.count == 5)
            #expect(clash.relaxations.contains { $0.kind == "size" && $0.size == 6 })
            let quotas = try #require(clash.relaxations.first { $0.kind == "quotas" })
            #expect(quotas.quotas.reduce(0) { $0 + $1.places } == 2)
            let unsigned = try await world.problem {
                let _: Cohort = try await world.ask(
                    SelectionEndpoints.signCohort, [cohort.id.description], as: .chair,
                    body: CohortDecision(version: cohort.version))
            }
            #expect(unsigned?.parameters["state"] == "infeasible")
        }
    }

    @Test func refusalsNameTheirFields() async throws {
        try await SelectionWorld.with(candidates: 18) { world in
            let (round, _) = try await world.ranked()
            let wrong = CohortPolicy(
                size: 4, quotas: [QuotaInput(attribute: .answer, values: ["yes"], minimum: 3, maximum: 1)],
                costCeiling: Money(minorUnits: 1, currency: .eur), seed: 1)
            let faults = try await world.problem {
                let _: QueuedCohort = try await world.ask(
                    SelectionEndpoints.composeCohort, [round.description], as: .chair, body: wrong)
            }
            let pointers = Set(faults?.errors.map(\.pointer) ?? [])
            #expect(pointers.isSuperset(of: ["/quotas/0/question", "/venue", "/costCeiling"]))
            let unknown = try await world.problem {
                let _: QueuedCohort = try await world.ask(
                    SelectionEndpoints.composeCohort, [round.description], as: .chair,
                    body: CohortPolicy(size: 4, quotas: [], includes: ["C-9999"], seed: 1))
            }
            #expect(unknown?.errors.map(\.pointer) == ["/includes/0"])
            // Estimates to a place that the travel budget does not know: the job says from where they are missing.
            let queued: QueuedCohort = try await world.ask(
                SelectionEndpoints.composeCohort, [round.description], as: .chair,
                body: CohortPolicy(size: 4, quotas: [], venue: "XXX", seed: 1))
            let status = try await world.finished(queued.jobId)
            #expect(status.problem?.code == "cost-missing")
            #expect(try await world.cohort(queued.cohortId).state == .failed)
        }
    }

    @Test func theSameKeyComposesOnce() async throws {
        try await SelectionWorld.with(candidates: 18) { world in
            let (round, _) = try await world.ranked()
            let policy = CohortPolicy(size: 4, quotas: [], includes: ["C-1003"], excludes: ["C-1009"], seed: 1)
            // The same bytes twice: a repeated request is one that was sent again, not one that was written again.
            let bytes = [UInt8](try JSONEncoder().encode(policy))
            var answers: [QueuedCohort] = []
            for _ in 0..<2 {
                let answer = try await world.service.caller.send(
                    SelectionEndpoints.composeCohort, .init(path: [round.description], idempotencyKey: "once"),
                    bytes: bytes, as: world.service.credential(.chair))
                answers.append(try JSONDecoder().decode(QueuedCohort.self, from: answer.value))
            }
            let first = answers[0]
            #expect(first == answers[1])
            _ = try await world.finished(first.jobId)
            let codes = Set(try await world.cohort(first.cohortId).result?.members.map(\.code) ?? [])
            #expect(codes.contains("C-1003") && !codes.contains("C-1009"))
            let list: Page<CohortSummary> = try await world.ask(
                SelectionEndpoints.listCohorts, [round.description], as: .logistics)
            #expect(list.items.count == 1)
        }
    }
}
