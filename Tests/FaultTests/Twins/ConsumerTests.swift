import Durability
import Foundation
import Postgres
import Primitives
import TestSupport
import Testing

@Suite(
    "Two of each: events", .serialized,
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct ConsumerTests {
    /// Writers that commit out of order and sometimes not at all, two consumers, and somebody who ends their sessions.
    @Test func everyEventTakesEffectOnceAndInOrder() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            _ = try await twins.first.execute(
                """
                create table effect (number bigint generated always as identity, event uuid not null, txid xid8,
                    seq bigint)
                """)
            let consumers = [twins.first, twins.second].map { database in
                EventConsumer(
                    database, source: .applications, logger: TestDatabase.logger(), pause: .milliseconds(5)
                ) { event, transaction, _ in
                    _ = try await transaction.execute(
                        """
                        insert into effect (event, txid, seq)
                        select id, txid, seq from applications_pub.event where id = \(event.id)
                        """)
                }
            }
            let running = consumers.map { consumer in Task { try await consumer.run() } }
            defer { for task in running { task.cancel() } }
            let written = try await withThrowingTaskGroup(of: [EventID].self) { group in
                for writer in 0..<4 {
                    group.addTask { try await Self.write(twins, writer) }
                }
                group.addTask {
                    try await Self.endSessions(twins)
                    return []
                }
                return try await group.reduce(into: [EventID]()) { $0 += $1 }
            }
            #expect(written.count > 200)
            let isDone = try await TwinDatabase.eventually {
                try await twins.first.fetchValue("select count(distinct event) from effect", as: Int.self)
                    >= written.count
            }
            #expect(isDone)
            let effects = try await twins.first.fetchValues(
                "select event from effect order by number", as: EventID.self)
            #expect(Set(effects) == Set(written))
            #expect(effects.count == written.count, "\(effects.count) effects of \(written.count) events")
            let disorder = try await twins.first.fetchValue(
                """
                select count(*) from (
                    select (txid, seq) < lag((txid, seq)) over (order by number) as is_before from effect) as step
                where is_before
                """, as: Int.self)
            #expect(disorder == 0)
        }
    }

    private static func write(_ twins: TwinDatabase, _ writer: Int) async throws -> [EventID] {
        var random = SeededGenerator(seed: 7, stream: "writer-\(writer)")
        var written: [EventID] = []
        let subject = "writer-\(writer)"
        for number in 0..<80 {
            let event = EventID.next()
            let isKept = random.below(5) > 0
            let pause = random.below(12)
            do {
                try await (number % 2 == 0 ? twins.first : twins.second).withTransaction { transaction in
                    _ = try await transaction.execute(
                        """
                        insert into applications.outbox (id, kind, subject, payload)
                        values (\(event), 'tried', \(subject), '{}')
                        """)
                    try await Task.sleep(for: .milliseconds(pause))
                    if !isKept { throw Undone() }
                }
                written.append(event)
            } catch is Undone {
            } catch is DatabaseError {
                // Its session was ended: whether it was kept, the table knows.
                let count = try await Self.count(event, twins)
                if count == 1 { written.append(event) }
            }
        }
        return written
    }

    private struct Undone: Error {}

    private static func count(_ event: EventID, _ twins: TwinDatabase) async throws -> Int {
        var attempt = 0
        while true {
            do {
                return try await twins.first.fetchValue(
                    "select count(*) from applications.outbox where id = \(event)", as: Int.self)
            } catch is DatabaseError {
                attempt += 1
                guard attempt < 50 else { throw FaultPlaceError("the database does not answer") }
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    private static func endSessions(_ twins: TwinDatabase) async throws {
        for _ in 0..<12 {
            try await Task.sleep(for: .milliseconds(80))
            _ = try? await twins.second.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'twin' and datname = current_database() and pid <> pg_backend_pid()
                    and random() < 0.5
                """)
        }
    }
}
