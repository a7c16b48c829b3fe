import Postgres
import Primitives
import TestSupport
import Testing

/// A comparison that finds nothing is worth as much as what it would find: the database is falsified behind the
/// services' back, in the ways that the harness is there to see, and it has to say so.
@Suite(
    "The harness notices", .serialized, .enabled(if: RunSettings.isPossible, RunSettings.absence),
    .timeLimit(.minutes(4)))
struct NoticingTests {
    /// What is done to the newest application that was sent, and what the harness must call it.
    private struct Falsification: Sendable {
        let name: String
        let statement: SQL
        let found: @Sendable (Tally.Counts) -> Int
    }

    private static let newest: SQL =
        "(select id from applications.application where state = 'submitted' order by submitted_at desc limit 1)"

    private static let falsifications = [
        Falsification(
            name: "an event twice",
            statement: """
                insert into applications.outbox (id, kind, subject, payload)
                select gen_random_uuid(), kind, subject, payload from applications.outbox
                where kind = 'application.submitted' and subject = \(fragment: Self.newest)::text
                """, found: { $0.doubled }),
        Falsification(
            name: "a kept version gone",
            statement: """
                delete from applications.application_version where application_id = \(fragment: Self.newest)
                """, found: { $0.lost }),
        Falsification(
            name: "a version that nobody made",
            statement: """
                update applications.application set version = version + 1 where id = \(fragment: Self.newest)
                """, found: { $0.changed }),
        Falsification(
            name: "an application gone",
            statement: "delete from applications.application where id = \(fragment: Self.newest)",
            found: { $0.lost }),
        Falsification(
            name: "a line of the audit gone",
            statement: """
                delete from applications.audit
                where action = 'application.submitted' and object = 'application/' || \(fragment: Self.newest)::text
                """, found: { $0.lost }),
    ]

    @Test func whatIsFalsified() async throws {
        let tally = Tally()
        try await FaultPlace.with(tally, hasOwnDisk: false) { place in
            let run = try await FaultRun(place, seed: 4711)
            try place.verifyAudit()
            #expect(tally.faults == [], "before anything was falsified")
            for (number, falsification) in Self.falsifications.enumerated() {
                let (before, faults) = (falsification.found(tally.counts), tally.faults.count)
                try await run.round(number, hasNemesis: false) { place in
                    let changed = try await place.database.withTransaction { transaction in
                        // Neither triggers nor foreign keys: as somebody would who has the server.
                        _ = try await transaction.execute("set local session_replication_role = replica")
                        return try await transaction.execute(falsification.statement)
                    }
                    #expect(changed > 0, "\(falsification.name): there was nothing to falsify")
                }
                #expect(falsification.found(tally.counts) > before, "\(falsification.name) was not noticed")
                #expect(tally.faults.count > faults)
            }
            // The last one is what a chain is for.
            try place.verifyAudit()
            #expect(tally.counts.isAuditWhole == false, "the chain does not show that a line is gone")
        }
    }
}
