import Access
import Durability
import Foundation
import HTTPTypes
import Postgres
import Primitives
import ServiceKit
import TestSupport
import Testing

/// `Journal.once` against a real server: one effect, whatever comes at the same time.
@Suite(
    "Repeated requests", .timeLimit(.minutes(2)),
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct JournalTests {
    private static let endpoint = Endpoint("act", .post, "/v1/acts", .act, roles: [.chair])

    private func request(_ key: String, body: String = "{}") -> APIRequest {
        var headers = HTTPFields()
        headers[.idempotencyKey] = key
        return APIRequest(
            operation: Self.endpoint, principal: Principal(subject: "amal", role: .chair),
            requestID: UUID().uuidString, receivedAt: .now, headers: headers, parameters: [:], query: [:],
            bytes: Array(body.utf8))
    }

    private func withJournal(
        poolSize: Int = 8, _ body: @Sendable (Journal, Database) async throws -> Void
    ) async throws {
        let name = try await TestDatabase.shared.make()
        var configuration = try TestDatabase.shared.configuration(database: name, role: "svc_selection")
        configuration.schema = "selection"
        configuration.poolSize = poolSize
        configuration.waitingLimit = 2000
        let vault = try TestPlace.shared.fieldVault(.selection)
        try await withPool(configuration) { try await body(Journal($0, vault), $0) }
    }

    private func effects(_ database: Database) async throws -> Int {
        try await database.fetchValue("select count(*) from audit", as: Int.self)
    }

    /// The answer tells how many effects there were, so a second one could not hide.
    private func act(_ journal: Journal, _ key: String, isolation: Isolation = .readCommitted) async throws
        -> APIResponse
    {
        try await journal.once(self.request(key), isolation: isolation) { transaction, record in
            try await record.audit("act.done", "act/1")
            let count = try await transaction.fetchValue("select count(*) from audit", as: Int.self)
            return APIResponse(
                status: 201, headers: [("Content-Type", "application/json"), ("ETag", "\"v\(count)\"")],
                bytes: Array("{\"effects\":\(count)}".utf8))
        }
    }

    @Test(arguments: [Isolation.readCommitted, .serializable])
    func aThousandRacingDuplicatesAreOneEffect(_ isolation: Isolation) async throws {
        try await self.withJournal(poolSize: 12) { journal, database in
            let answers = try await withThrowingTaskGroup(of: Result<APIResponse, Problem>.self) { group in
                for _ in 0..<1000 {
                    group.addTask {
                        do {
                            return .success(try await self.act(journal, "race", isolation: isolation))
                        } catch let problem as Problem {
                            return .failure(problem)
                        } catch let error as DatabaseError {
                            return .failure(try #require(DatabaseProblems.hooks().problem(error), "\(error)"))
                        }
                    }
                }
                var answers: [Result<APIResponse, Problem>] = []
                for try await answer in group { answers.append(answer) }
                return answers
            }
            #expect(try await self.effects(database) == 1)
            let good = answers.compactMap { try? $0.get() }
            let first = try #require(good.first)
            #expect(good.allSatisfy { $0 == first })
            for answer in answers {
                guard case .failure(let problem) = answer else { continue }
                #expect([409, 503].contains(problem.type.status) && problem.headers["Retry-After"] != nil)
            }
            #expect(good.count + answers.count { (try? $0.get()) == nil } == 1000)
            // Afterwards everybody gets the first answer, byte for byte.
            #expect(try await self.act(journal, "race") == first)
        }
    }

    /// Who comes while the first one runs is told so at once, and does not wait for it.
    @Test func stillRunningIsSaidAtOnce() async throws {
        try await self.withJournal { (journal: Journal, database: Database) async throws -> Void in
            let (gate, open) = AsyncStream<Void>.makeStream()
            let (started, say) = AsyncStream<Void>.makeStream()
            async let first = journal.once(self.request("slow")) { _, record in
                try await record.audit("act.done", "act/1")
                say.finish()
                for await _ in gate {}
                return APIResponse(status: 201, bytes: [1])
            }
            for await _ in started {}
            let begin = ContinuousClock.now
            let problem = await #expect(throws: Problem.self) { try await self.act(journal, "slow") }
            #expect(problem?.type == .stillRunning && problem?.headers["Retry-After"] == "1")
            #expect(begin.duration(to: .now) < .milliseconds(500))
            // Another key is not held up.
            #expect(try await self.act(journal, "other").status == 201)
            open.finish()
            #expect(try await first.status == 201)
            #expect(try await self.act(journal, "slow").bytes == [1])
            #expect(try await self.effects(database) == 2)
        }
    }

    @Test func aProblemLeavesTheKeyFreeAndAnotherBodyIsRefused() async throws {
        try await self.withJournal { (journal: Journal, database: Database) async throws -> Void in
            await #expect(throws: Problem.self) {
                try await journal.once(self.request("k")) { _, record in
                    try await record.audit("act.done", "act/1")
                    throw Problem.conflict("Not now.")
                }
            }
            #expect(try await self.effects(database) == 0)
            #expect(try await self.act(journal, "k").status == 201)
            let reused = await #expect(throws: Problem.self) {
                try await journal.once(self.request("k", body: "{\"a\":1}")) { _, _ in .noContent }
            }
            #expect(reused?.type == .idempotencyKeyReused)
        }
    }

    /// Seven days, then it is forgotten; a batch at a time, as many as there are.
    @Test func keysAreKeptForSevenDays() async throws {
        try await self.withJournal { journal, database in
            _ = try await self.act(journal, "kept")
            _ = try await database.execute(
                """
                update idempotency set created_at = clock_timestamp() - interval '7 days' + interval '1 minute'
                """)
            let janitor = IdempotencyJanitor(database, logger: TestDatabase.logger())
            #expect(try await janitor.sweep() == 0)
            _ = try await self.act(journal, "kept")
            #expect(try await self.effects(database) == 1)
            _ = try await database.execute(
                """
                insert into idempotency (principal, key, fingerprint, created_at)
                select 'old', n::text, '', clock_timestamp() - interval '8 days' from generate_series(1, 2500) as n
                """)
            let running = Task { try await janitor.run() }
            let begin = ContinuousClock.now
            while try await database.fetchValue("select count(*) from idempotency", as: Int.self) > 1 {
                try #require(begin.duration(to: .now) < .seconds(10))
                try await Task.sleep(for: .milliseconds(50))
            }
            running.cancel()
            try await running.value
        }
    }
}
