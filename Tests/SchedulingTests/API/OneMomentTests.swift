import Access
import Durability
import Postgres
import Primitives
import SchedulingContract
import TestSupport
import Testing

/// An agenda takes several statements to read; whoever changes it in between is not half in what is answered.
@Suite(
    "Scheduling: read as of one moment",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct OneMomentTests {
    @Test func anAgendaAndItsRoomsAreOfOneVersion() async throws {
        try await SchedulingWorld.with { world in
            let made = try await world.makeAgenda()
            let read = try await TestDatabase.withPool(of: world.service.database) { pool in
                try await pool.withTransaction { transaction in
                    try await transaction.execute("lock table scheduling.room in access exclusive mode")
                    // It has the head and waits for the rooms.
                    let reading = Task { try await Self.agenda(made.id, world) }
                    try await TestDatabase.waitForWaiter(pool)
                    try await transaction.execute(
                        "update scheduling.agenda set version = version + 1 where id = \(made.id)")
                    try await transaction.execute(
                        "update scheduling.room set name = 'New ' || name where agenda_id = \(made.id)")
                    return reading
                }
            }
            #expect(try await read.value == made)
            let now = try await Self.agenda(made.id, world)
            #expect(now.version == made.version + 1)
            #expect(now.rooms.map(\.name) == made.rooms.map { "New \($0.name)" })
        }
    }

    private static func agenda(_ id: AgendaID, _ world: SchedulingWorld) async throws -> Agenda {
        try await world.ask(SchedulingEndpoints.getAgenda, [id.description])
    }
}
