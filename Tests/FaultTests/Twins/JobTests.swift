import Access
import Durability
import Foundation
import Postgres
import Primitives
import ServiceLifecycle
import ServiceLifecycleTestKit
import Synchronization
import TestSupport
import Testing

@Suite(
    "Two of each: jobs", .serialized, .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct JobTests {
    private static func queue(_ database: Database, _ kind: String = "tried") async throws -> JobID {
        let id = JobID.next()
        _ = try await database.execute(
            """
            insert into job (id, kind, subject, input, requested_by, requested_role, request)
            values (\(id), \(kind), 'subject', '{}', 'tester', 'logistics', 'request')
            """)
        return id
    }

    private static func state(_ id: JobID, _ database: Database) async throws -> (state: String, attempts: Int) {
        let found = try await database.fetchTuples(
            "select state, attempts from job where id = \(id)", as: (String, Int).self)
        let row = try #require(found.first)
        return (row.0, row.1)
    }

    /// As if its worker had been silent for longer than is allowed.
    private static func silence(_ id: JobID, _ database: Database) async throws {
        _ = try await database.execute(
            "update job set heartbeat_at = clock_timestamp() - interval '20 seconds' where id = \(id)")
    }

    private static func runner(
        _ database: Database, _ handler: @escaping JobRunner.Handler
    ) -> JobRunner {
        JobRunner(
            database, handlers: ["tried": handler], logger: TestDatabase.logger(), pause: .milliseconds(10))
    }

    private static func journal(_ database: Database) throws -> Journal {
        Journal(database, try TestPlace.shared.fieldVault(.scheduling))
    }

    private static func effects(_ database: Database) async throws -> Int {
        try await database.fetchValue("select count(*) from audit where action = 'tried.done'", as: Int.self)
    }

    /// Ten runners' worth of haste: each job is done by one of them.
    @Test func everyJobIsDoneOnce() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            let runners = try [twins.first, twins.second, twins.first, twins.second].map { database in
                let journal = try Self.journal(database)
                return Self.runner(database) { context in
                    try await journal.finish(context) { _, record -> String in
                        try await record.audit("tried.done", "job/\(context.job.id)")
                        return "done"
                    }
                }
            }
            let running = runners.map { runner in Task { try await runner.run() } }
            defer { for task in running { task.cancel() } }
            var jobs: [JobID] = []
            for _ in 0..<60 { jobs.append(try await Self.queue(twins.first)) }
            let isDone = try await TwinDatabase.eventually {
                try await twins.first.fetchValue("select count(*) from job where state = 'done'", as: Int.self) == 60
            }
            #expect(isDone)
            #expect(try await Self.effects(twins.first) == 60)
            let attempts = try await twins.first.fetchValue("select max(attempts)::bigint from job", as: Int.self)
            #expect(attempts == 1)
        }
    }

    /// A worker that was frozen comes back when another has done its job: what it made is not kept.
    @Test func whoComesBackLateChangesNothing() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            let (late, wake) = AsyncStream<Void>.makeStream()
            let outcome = Locked("")
            let first = Self.runner(twins.first) { context in
                for await _ in late {}
                do {
                    return try await Self.journal(twins.first).finish(context) { _, record -> String in
                        try await record.audit("tried.done", "late")
                        return "late"
                    }
                } catch {
                    outcome.withLock { $0 = "\(type(of: error))" }
                    throw error
                }
            }
            let id = try await Self.queue(twins.first)
            let frozen = Task { try await first.run() }
            defer { frozen.cancel() }
            #expect(try await TwinDatabase.eventually { try await Self.state(id, twins.first).state == "running" })
            // The heart of a process that works beats on; it has to stop for the job to be anybody else's.
            let second = Self.runner(twins.second) { context in
                try await Self.journal(twins.second).finish(context) { _, record -> String in
                    try await record.audit("tried.done", "second")
                    return "second"
                }
            }
            let running = Task { try await second.run() }
            defer { running.cancel() }
            #expect(
                try await TwinDatabase.eventually {
                    try await Self.silence(id, twins.first)
                    return try await Self.state(id, twins.first).state == "done"
                })
            wake.finish()
            #expect(try await TwinDatabase.eventually { outcome.withLock { $0 } == "JobTakenOver" })
            let state = try await Self.state(id, twins.first)
            #expect(state.state == "done" && state.attempts == 2)
            #expect(try await Self.effects(twins.first) == 1)
        }
    }

    /// The database goes away in the middle of a job: the job is done again, not lost.
    @Test func aBrokenConnectionIsNoFailure() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            let tries = Locked(0)
            let runner = Self.runner(twins.first) { context in
                let number = tries.withLock {
                    $0 += 1
                    return $0
                }
                do {
                    return try await Self.journal(twins.first).finish(context) { transaction, record -> String in
                        try await record.audit("tried.done", "job/\(context.job.id)")
                        if number == 1 {
                            _ = try await transaction.execute("select pg_terminate_backend(pg_backend_pid())")
                        }
                        return "done"
                    }
                } catch {
                    #expect(!context.isFinal(error))
                    throw error
                }
            }
            let id = try await Self.queue(twins.first)
            let running = Task { try await runner.run() }
            defer { running.cancel() }
            #expect(try await TwinDatabase.eventually { try await Self.state(id, twins.second).state == "done" })
            #expect(try await Self.state(id, twins.second).attempts == 2)
            #expect(try await Self.effects(twins.second) == 1)
        }
    }

    /// A job that ends its worker again and again is given up, and says so.
    @Test func aDeadlyJobIsGivenUp() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            let id = try await Self.queue(twins.first)
            _ = try await twins.first.execute(
                """
                update job set state = 'running', attempts = \(JobRunner.attempts),
                    heartbeat_at = clock_timestamp() - interval '20 seconds' where id = \(id)
                """)
            let runner = Self.runner(twins.first) { context in try await context.compute { _ in "done" } }
            let running = Task { try await runner.run() }
            defer { running.cancel() }
            #expect(try await TwinDatabase.eventually { try await Self.state(id, twins.first).state == "failed" })
            let code = try await twins.first.fetchValue(
                "select problem ->> 'code' from job where id = \(id)", as: String.self)
            #expect(code == "given-up")
        }
    }

    /// A service that stops does not keep a long job: it gives it back, and the next worker has it at once.
    @Test func aStoppingServiceGivesItsJobBack() async throws {
        try await TwinDatabase.with(schema: "scheduling") { twins in
            let journal = try Self.journal(twins.first)
            let first = Self.runner(twins.first) { context in
                let value = try await context.compute { context in
                    // An engine: it looks at the flag between its steps.
                    while !context.isCancelled { usleep(10_000) }
                    return "stopped"
                }
                return try await journal.finish(context) { _, record -> String in
                    try await record.audit("tried.done", "first")
                    return value
                }
            }
            let id = try await Self.queue(twins.first)
            try await testGracefulShutdown { shutdown in
                let running = Task { try await first.run() }
                #expect(try await TwinDatabase.eventually { try await Self.state(id, twins.first).state == "running" })
                let begin = ContinuousClock.now
                shutdown.triggerGracefulShutdown()
                try await running.value
                #expect(ContinuousClock.now - begin < .seconds(5))
            }
            #expect(try await Self.state(id, twins.first).state == "queued")
            let second = Self.runner(twins.second) { context in
                try await Self.journal(twins.second).finish(context) { _, record -> String in
                    try await record.audit("tried.done", "second")
                    return "second"
                }
            }
            let running = Task { try await second.run() }
            defer { running.cancel() }
            #expect(try await TwinDatabase.eventually { try await Self.state(id, twins.second).state == "done" })
            #expect(try await Self.effects(twins.second) == 1)
        }
    }
}
