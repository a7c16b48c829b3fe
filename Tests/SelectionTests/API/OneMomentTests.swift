import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import TestSupport
import Testing

/// A round takes several statements to read; whoever changes it in between is not half in what is answered.
@Suite(
    "Selection: read as of one moment",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct OneMomentTests {
    @Test func aRoundAndItsCommitteeAreOfOneVersion() async throws {
        try await SelectionWorld.with(candidates: 6) { world in
            let made = try await world.makeRound()
            let read = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.withTransaction { transaction in
                    try await transaction.execute("lock table selection.committee_member in access exclusive mode")
                    // It has the head and waits for the members.
                    let reading = Task { try await Self.round(made.id, world) }
                    try await TestDatabase.waitForWaiter(pool)
                    try await transaction.execute(
                        "update selection.round set version = version + 1 where id = \(made.id)")
                    try await transaction.execute(
                        "update selection.committee_member set maximum_load = 7 where round_id = \(made.id)")
                    return reading
                }
            }
            #expect(try await read.value == made)
            let now = try await Self.round(made.id, world)
            #expect(now.version == made.version + 1)
            #expect(now.members.allSatisfy { $0.maximumLoad == 7 })
        }
    }

    private static func round(_ id: RoundID, _ world: SelectionWorld) async throws -> Round {
        try await world.ask(SelectionEndpoints.getRound, [id.description], as: .administrator)
    }
}
