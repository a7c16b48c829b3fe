import Access
import Durability
import Foundation
import Postgres
import Primitives
import SchedulingContract
import SchedulingService
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: sealed participants and erasure",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SealedParticipantTests {
    @Test func whoIsErasedKeepsAPlaceWithoutAName() async throws {
        try await SchedulingWorld.with { world in
            let made: Agenda = try await world.ask(SchedulingEndpoints.createAgenda, body: SchedulingWorld.frame)
            #expect(made.participants == SchedulingWorld.frame.participants)
            let database = Database(
                try TestDatabase.shared.configuration(database: world.service.database), logger: TestDatabase.logger())
            let run = Task { try await database.run() }
            defer { run.cancel() }
            let stored = try await database.fetchValues(
                """
                select name::bytea from scheduling.participant_identity
                union all select details::bytea from scheduling.participant
                """, as: [UInt8].self)
            #expect(stored.count == 4 && stored.allSatisfy { $0.count == 297 })
            _ = try await database.execute(
                """
                insert into applications.outbox (id, kind, subject, payload)
                values (gen_random_uuid(), 'subject.erased', \("person/\(SchedulingWorld.amina)"), '{}')
                """)
            var agenda = made
            for _ in 0..<100 {
                agenda = try await world.ask(SchedulingEndpoints.getAgenda, [made.id.description])
                if agenda.participants[0].name == nil { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            let gone = ScheduleParticipant(personId: SchedulingWorld.amina, name: nil, zone: .utc)
            #expect(agenda.participants == [gone, SchedulingWorld.frame.participants[1]])

            // The agenda can be read and written on; her name cannot come back.
            let again: Agenda = try await world.ask(
                SchedulingEndpoints.updateAgenda, [made.id.description], ifMatch: "*", body: SchedulingWorld.frame)
            #expect(again.participants == [gone, SchedulingWorld.frame.participants[1]])
        }
    }
}
