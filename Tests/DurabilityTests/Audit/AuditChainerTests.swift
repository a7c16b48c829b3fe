import Access
import Durability
import Foundation
import Logging
import Postgres
import Primitives
import TestSupport
import Testing

/// The background writer on a real server, as the role of the service.
@Suite(
    "Chaining the audit log", .timeLimit(.minutes(2)),
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct AuditChainerTests {
    private func withService(
        _ body: @Sendable (Database, AuditChainer) async throws -> Void
    ) async throws {
        let name = try await TestDatabase.shared.make()
        var configuration = try TestDatabase.shared.configuration(database: name, role: "svc_selection")
        configuration.schema = "selection"
        configuration.poolSize = 8
        try await withPool(configuration) { database in
            try await body(database, AuditChainer(database, logger: TestDatabase.logger(), batch: 50))
        }
    }

    private func write(_ action: String, on runner: some QueryRunner) async throws {
        _ = try await runner.execute(
            """
            insert into audit (actor, role, action, object, request) values ('a', 'chair', \(action), 'x/1', 'r')
            """)
    }

    private func chained(_ database: Database) async throws -> [ChainedRow] {
        try await AuditReader.lines(after: 0, limit: 10_000, on: database)
    }

    private func findings(_ rows: [ChainedRow]) -> [String] {
        var verifier = AuditVerifier(schema: "selection", checkpoints: [])
        for row in rows { verifier.add(row.bytes[...]) }
        return verifier.findings
    }

    /// A row whose transaction commits late keeps the later ones waiting and is not passed over; one that is rolled
    /// back leaves a gap in the table and none in the chain.
    @Test func lateCommitsAreNotPassedOver() async throws {
        try await self.withService { database, chainer in
            let (gate, open) = AsyncStream<Void>.makeStream()
            let (written, say) = AsyncStream<Void>.makeStream()
            async let late: Void = database.withTransaction { transaction in
                try await self.write("late.one", on: transaction)
                say.finish()
                for await _ in gate {}
            }
            for await _ in written {}
            _ = try? await database.withTransaction { transaction in
                try await self.write("never.was", on: transaction)
                throw CancellationError()
            }
            try await self.write("soon.two", on: database)
            #expect(try await chainer.chain() == 0, "an older transaction may still write")
            open.finish()
            try await late
            #expect(try await chainer.chain() == 2)
            let rows = try await self.chained(database)
            #expect(rows.map(\.line.action) == ["late.one", "soon.two"])
            #expect(rows.map(\.line.seq) == [1, 2])
            #expect(self.findings(rows) == [])
        }
    }

    /// Writers and three chainers at the same time: every row once, no gap, one chain.
    @Test func severalInstancesMakeOneChain() async throws {
        try await self.withService { database, chainer in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<4 {
                    group.addTask {
                        for number in 0..<60 {
                            try await database.withTransaction { transaction in
                                try await self.write("w\(writer).n\(number)", on: transaction)
                                try await self.write("w\(writer).m\(number)", on: transaction)
                            }
                        }
                    }
                }
                for _ in 0..<3 {
                    group.addTask {
                        for _ in 0..<60 {
                            try await chainer.chain()
                            try await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
                try await group.waitForAll()
            }
            while try await chainer.chain() > 0 {}
            let rows = try await self.chained(database)
            #expect(rows.count == 480)
            #expect(Set(rows.map(\.line.action)).count == 480)
            #expect(self.findings(rows) == [])
        }
    }

    /// From commit to chain in less than a second, by the service as it runs.
    @Test func theLagIsShort() async throws {
        try await self.withService { database, chainer in
            let running = Task { try await chainer.run() }
            try await self.write("some.thing", on: database)
            let begin = ContinuousClock.now
            while try await self.chained(database).isEmpty {
                try #require(begin.duration(to: .now) < .seconds(5))
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(begin.duration(to: .now) < .seconds(1))
            running.cancel()
            try await running.value
        }
    }

    /// Neither the service nor the owner of the tables changes what is written.
    @Test func bothTablesAreAppendOnly() async throws {
        try await self.withService { database, chainer in
            try await self.write("some.thing", on: database)
            try await chainer.chain()
            for statement in [
                "update audit set actor = 'b'", "delete from audit", "truncate audit",
                "update audit_chain set seq = 9", "delete from audit_chain", "truncate audit_chain",
            ] as [SQL] {
                let refused = await #expect(throws: DatabaseError.self) { try await database.execute(statement) }
                #expect(refused?.code == .permissionDenied, "\(statement)")
            }
            // The superuser, past all grants: the trigger is left.
            var configuration = try TestDatabase.shared.configuration(database: database.configuration.database)
            configuration.schema = "selection"
            try await withPool(configuration) { superuser in
                for statement in ["update audit_chain set seq = 9", "delete from audit", "truncate audit_chain"]
                    as [SQL]
                {
                    let refused = await #expect(throws: DatabaseError.self) { try await superuser.execute(statement) }
                    #expect(refused?.sqlState == "42501", "\(statement)")
                }
            }
            #expect(try await self.chained(database).count == 1)
        }
    }
}

/// Runs the body with a pool that lives as long as it.
func withPool<Result: Sendable>(
    _ configuration: DatabaseConfiguration, _ body: @Sendable (Database) async throws -> Result
) async throws -> Result {
    let database = Database(configuration, logger: TestDatabase.logger())
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await database.run() }
        defer { group.cancelAll() }
        return try await body(database)
    }
}
