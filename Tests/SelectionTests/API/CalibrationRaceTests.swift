import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Selection API: a calibration and a confirmation at once",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct CalibrationRaceTests {
    private static let policy = CohortPolicy(size: 4, quotas: [], seed: 1)

    /// It was wanted before the cohort was confirmed and is ready after it: the ranking that the cohort rests on stands.
    @Test func whatIsReadyAfterTheConfirmationIsNotKept() async throws {
        try await SelectionWorld.with(candidates: 18, poolSize: 4) { world in
            let (round, before) = try await world.ranked()
            let signed = try await world.signed(round, Self.policy)
            let job = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.withTransaction { transaction in
                    // The scores cannot be read, so the job waits when it has seen a round that takes calibrations.
                    try await transaction.execute("lock table selection.assignment in access exclusive mode")
                    let queued: QueuedJob = try await world.ask(
                        SelectionEndpoints.calibrate, [round.description], as: .chair,
                        body: CalibrationRequest(places: 8, seed: 2))
                    try await TestDatabase.waitForWaiter(pool)
                    let confirmed = try await world.confirm(signed)
                    #expect(confirmed.state == .confirmed)
                    return queued.jobId
                }
            }
            let status = try await world.finished(job)
            #expect(status.state == "failed")
            #expect(status.problem?.code == "confirmed-meanwhile")
            let after: Ranking = try await world.ask(SelectionEndpoints.getRanking, [round.description], as: .chair)
            #expect(after == before)
            #expect(try await Self.calibrations(world) == 1)
        }
    }

    /// The other way round: a calibration that comes first is kept, and the cohort is confirmed after it.
    @Test func whatIsReadyBeforeTheConfirmationIsKept() async throws {
        try await SelectionWorld.with(candidates: 18, poolSize: 4) { world in
            let (round, before) = try await world.ranked()
            let signed = try await world.signed(round, Self.policy)
            let after = try await world.calibrate(round)
            #expect(after.calibrationId != before.calibrationId)
            let confirmed = try await world.confirm(signed)
            #expect(confirmed.state == .confirmed && confirmed.calibrationId == before.calibrationId)
            #expect(try await Self.calibrations(world) == 2)
        }
    }

    /// Who keeps a calibration holds the round; the confirmation comes after her.
    @Test func aConfirmationWaitsForTheRound() async throws {
        try await SelectionWorld.with(candidates: 18, poolSize: 4) { world in
            let (round, _) = try await world.ranked()
            let signed = try await world.signed(round, Self.policy)
            let confirmation = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.withTransaction { transaction in
                    try await transaction.execute("select from selection.round where id = \(round) for update")
                    let confirmation = Task { try await world.confirm(signed) }
                    do {
                        try await TestDatabase.waitForWaiter(pool)
                    } catch {
                        confirmation.cancel()
                        throw error
                    }
                    #expect(try await world.cohort(signed.id).state == .signed)
                    return confirmation
                }
            }
            #expect(try await confirmation.value.state == .confirmed)
        }
    }

    /// Two cohorts of one round: one is confirmed, and the other learns that it came too late.
    @Test func twoConfirmationsAtOnceAreOne() async throws {
        try await SelectionWorld.with(candidates: 18, poolSize: 4) { world in
            let (round, _) = try await world.ranked()
            let cohorts = [
                try await world.signed(round, Self.policy),
                try await world.signed(round, CohortPolicy(size: 5, quotas: [], seed: 2)),
            ]
            let confirmations = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.withTransaction { transaction in
                    try await transaction.execute("select from selection.round where id = \(round) for update")
                    let confirmations = cohorts.map { cohort in
                        Task { try await world.problem { _ = try await world.confirm(cohort) } }
                    }
                    try await TestDatabase.waitForWaiter(pool, count: 2)
                    return confirmations
                }
            }
            let problems = [try await confirmations[0].value, try await confirmations[1].value]
            #expect(problems.count { $0 == nil } == 1, "\(problems)")
            #expect(problems.compactMap(\.self).allSatisfy { $0.status == 409 }, "\(problems)")
            var states: [CohortState] = []
            for cohort in cohorts { states.append(try await world.cohort(cohort.id).state) }
            #expect(Set(states) == [.confirmed, .superseded], "\(states)")
        }
    }

    private static func calibrations(_ world: SelectionWorld) async throws -> Int {
        try await TestDatabase.withPool(of: world.service.database) { pool in
            try await pool.fetchValue("select count(*) from selection.calibration", as: Int.self)
        }
    }
}
