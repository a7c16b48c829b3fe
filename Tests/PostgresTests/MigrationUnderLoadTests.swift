import Foundation
import Postgres
import Primitives
import Synchronization
import Testing

/// The schema changes while people work: nobody's change is refused or lost, nobody waits long.
@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct MigrationUnderLoadTests {
    /// What the writers saw.
    private final class Tally: Sendable {
        private struct Numbers {
            var acknowledged: [Int] = []
            var failures: [String] = []
            var longest = Duration.zero
        }

        private let numbers = Locked(Numbers())
        private let isOver = Atomic<Bool>(false)

        var acknowledged: [Int] { self.numbers.withLock { $0.acknowledged } }
        var failures: [String] { self.numbers.withLock { $0.failures } }
        var longest: Duration { self.numbers.withLock { $0.longest } }
        var goesOn: Bool { !self.isOver.load(ordering: .acquiring) }
        func end() { self.isOver.store(true, ordering: .releasing) }

        func note(_ id: Int, _ duration: Duration, _ failure: String?) {
            self.numbers.withLock { numbers in
                if let failure { numbers.failures.append(failure) } else { numbers.acknowledged.append(id) }
                numbers.longest = max(numbers.longest, duration)
            }
        }
    }

    private static let files = [
        "0002_note.sql": "alter table entry add column note text not null default 'none'",
        "0003_index.sql": "-- migration: no transaction\ncreate index concurrently entry_writer on entry (writer)",
        "0004_check.sql": "alter table entry add constraint entry_writers check (writer >= 0) not valid",
        "0005_valid.sql": "alter table entry validate constraint entry_writers",
        "0006_fill.sql": "update entry set note = 'even' where id % 2 = 0",
    ]

    private func write(_ writer: Int, _ database: Database, _ tally: Tally) async {
        var number = 0
        while tally.goesOn {
            number += 1
            let id = writer * 1_000_000 + number
            let begin = ContinuousClock.now
            do {
                try await database.execute("insert into entry (id, writer) values (\(id), \(writer))")
                tally.note(id, begin.duration(to: .now), nil)
            } catch {
                tally.note(id, begin.duration(to: .now), "\(error)")
            }
        }
    }

    @Test func writersGoOnWhileTheSchemaChanges() async throws {
        let folder = try Folder()
        defer { folder.remove() }
        for (name, text) in Self.files { #expect(MigrationReview.findings(of: text, file: name) == []) }
        let owner = "load_" + UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: "")
        let configuration = try TestServer.configuration()
        let migrator = Migrator(
            configuration, sets: [MigrationSet(owner: owner, directory: folder.path)], logger: TestServer.logger)
        try folder.write("0001_entry.sql", "create table entry (id bigint primary key, writer bigint not null)")
        try await migrator.migrate()
        for (name, text) in Self.files { try folder.write(name, text) }

        let tally = Tally()
        var writing = try TestServer.configuration(poolSize: 8)
        writing.schema = owner
        try await TestServer.withDatabase(writing) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 1...6 { group.addTask { await self.write(writer, database, tally) } }
                // A report that reads for longer than the migration waits: it has to try again.
                group.addTask {
                    try await database.withTransaction { transaction in
                        _ = try await transaction.fetchValue("select count(*) from entry", as: Int.self)
                        try await Task.sleep(for: .seconds(3))
                    }
                }
                group.addTask {
                    defer { tally.end() }
                    try await Task.sleep(for: .milliseconds(300))
                    #expect(try await migrator.migrate().count == Self.files.count)
                    try await Task.sleep(for: .milliseconds(300))
                }
                try await group.waitForAll()
            }
            #expect(tally.failures == [])
            // The wait for a lock is 2 seconds at most, and then a pause lets everybody through.
            #expect(tally.longest < .seconds(4))
            let kept = try await database.fetchValues("select id from entry order by id", as: Int.self)
            #expect(kept == tally.acknowledged.sorted())
            #expect(kept.count > 100)
        }
        try await TestServer.withDatabase(configuration) { database in
            try await TestServer.run(database, "drop schema %I cascade", owner)
            try await database.execute("delete from convene.migration where owner = \(owner)")
        }
    }
}
