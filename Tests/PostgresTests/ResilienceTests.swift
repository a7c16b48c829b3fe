import Foundation
import Postgres
import Primitives
import ServiceLifecycle
import TestSupport
import Testing

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct ResilienceTests {
    private func code(_ body: () async throws -> Void) async -> DatabaseError.Code? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? DatabaseError)?.code
        }
    }

    private func seconds(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        return Double(start.duration(to: .now).components.attoseconds) / 1e18
            + Double(start.duration(to: .now).components.seconds)
    }

    /// Waits until the pool stands as said; ten seconds are more than it takes on any machine.
    private func wait(for counts: (leased: Int, idle: Int, waiting: Int), in database: Database) async throws {
        for _ in 0..<1000 where database.poolCounts != counts { try await Task.sleep(for: .milliseconds(10)) }
        #expect(database.poolCounts == counts)
    }

    @Test func recoversWhenItsSessionsAreEnded() async throws {
        try await TestServer.withDatabase(poolSize: 2) { (database: Database) async throws -> Void in
            let pid = try await database.fetchValue("select pg_backend_pid()", as: Int.self)
            let sleeping = Task { await self.code { try await database.execute("select pg_sleep(20)") } }
            try await Task.sleep(for: .milliseconds(200))
            try await TestServer.withDatabase(poolSize: 1) { admin in
                try await admin.execute(
                    """
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where query like 'select pg_sleep(20%' and pid <> pg_backend_pid()
                    """)
                let ended = await sleeping.value
                #expect(ended == .connectionLost)
                // An idle session that ends is noticed before anybody gets it.
                try await admin.execute("select pg_terminate_backend(\(pid)::int)")
            }
            try await Task.sleep(for: .milliseconds(200))
            for _ in 0..<4 { #expect(try await database.fetchValue("select 1", as: Int.self) == 1) }
        }
    }

    @Test func cancellationAnswersQuicklyAndTheConnectionStaysGood() async throws {
        try await TestServer.withDatabase(poolSize: 1) { database in
            let pid = try await database.fetchValue("select pg_backend_pid()", as: Int.self)
            let task = Task { await self.code { try await database.execute("select pg_sleep(8)") } }
            try await Task.sleep(for: .milliseconds(150))
            let wait = try await self.seconds { () async throws -> Void in
                task.cancel()
                #expect(await task.value == .cancelled)
                // The same session, since the server stopped the statement.
                #expect(try await database.fetchValue("select pg_backend_pid()", as: Int.self) == pid)
            }
            #expect(wait < 1.5)
            // A task that is cancelled already sends nothing.
            let early = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await self.code { try await database.execute("select 1") }
            }
            #expect(await early.value == .cancelled)
        }
    }

    /// The statement is over, but the request to stop it hangs: that costs the session, and nobody waits for it long.
    @Test func aRequestToStopThatHangsHoldsNobodyUp() async throws {
        var configuration = try TestServer.configuration(poolSize: 1)
        let relay = try await TCPRelay.start(to: [configuration.port])
        configuration.port = relay.port
        try await TestServer.withDatabase(configuration) { database in
            let pid = try await database.fetchValue("select pg_backend_pid()", as: Int.self)
            relay.isMute = true
            let code = await self.code {
                try await WorkDeadline.$current.withValue(.now + .milliseconds(200)) {
                    _ = try await database.execute("select pg_sleep(0.6)")
                }
            }
            #expect(code == .timeout)
            try await Task.sleep(for: .milliseconds(800))
            relay.isMute = false
            // Otherwise nobody would get the only connection before his time is up.
            #expect(try await database.fetchValue("select pg_backend_pid()", as: Int.self) != pid)
        }
        await relay.stop()
    }

    @Test func cancelledTransactionsRollBack() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint)")
            let task = Task {
                try await database.withTransaction { transaction in
                    try await transaction.execute("insert into item values (1)")
                    try await transaction.execute("select pg_sleep(8)")
                }
            }
            try await Task.sleep(for: .milliseconds(150))
            task.cancel()
            await #expect(throws: DatabaseError.self) { try await task.value }
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func deadlinesHold() async throws {
        try await TestServer.withDatabase(poolSize: 1) { (database: Database) async throws -> Void in
            try await database.execute("select 1")
            let wait = await self.seconds {
                let code = await self.code {
                    _ = try await QueryDeadline.within(.milliseconds(200)) {
                        try await database.execute("select pg_sleep(8)")
                    }
                }
                #expect(code == .timeout)
            }
            #expect(wait < 1.5)
            // A deadline that has passed.
            let past = await self.code {
                _ = try await QueryDeadline.$current.withValue(Instant.now.adding(seconds: -1)) {
                    try await database.execute("select 1")
                }
            }
            #expect(past == .poolExhausted || past == .timeout)
            #expect(try await database.fetchValue("select 1", as: Int.self) == 1)
        }
    }

    @Test func theServersLimitsHoldToo() async throws {
        let limits: (inout DatabaseConfiguration) -> Void = {
            $0.statementTimeout = .milliseconds(150)
            $0.lockTimeout = .milliseconds(100)
        }
        try await TestServer.withSchema(poolSize: 2, change: limits) { database in
            #expect(await self.code { try await database.execute("select pg_sleep(5)") } == .timeout)
            try await database.execute("create table item (id bigint)")
            try await database.withTransaction { transaction in
                try await transaction.execute("lock table item in access exclusive mode")
                #expect(await self.code { try await database.execute("insert into item values (1)") } == .lockTimeout)
            }
        }
    }

    @Test func aHundredTasksShareFourConnections() async throws {
        try await TestServer.withSchema(poolSize: 4) { database in
            try await database.execute("create table tally (id bigint primary key, n bigint not null)")
            try await database.execute("insert into tally values (1, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        for _ in 0..<10 {
                            #expect(try await database.fetchValue("select \(number)", as: Int.self) == number)
                        }
                        try await database.withTransaction { transaction in
                            try await transaction.execute("update tally set n = n + 1 where id = \(1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.fetchValue("select n from tally", as: Int.self) == 100)
            let sessions = try await database.fetchValue(
                """
                select count(*) from pg_stat_activity
                where application_name = 'postgres-tests' and query like '%tally%'
                """, as: Int.self)
            #expect(sessions <= 4)
        }
    }

    /// Single statements that wait together travel together, and whoever leaves takes nobody along.
    @Test func whoSharesAConnectionAndLeavesHarmsNobody() async throws {
        try await TestServer.withDatabase(poolSize: 1) { (database: Database) async throws -> Void in
            let (gate, opening) = AsyncStream.makeStream(of: Void.self)
            let holder = Task { try await database.withConnection { _ in for await _ in gate {} } }
            try await self.wait(for: (leased: 1, idle: 0, waiting: 0), in: database)
            let slow = Task { await self.code { try await database.execute("select pg_sleep(2)") } }
            try await self.wait(for: (leased: 1, idle: 0, waiting: 1), in: database)
            let others = (0..<7).map { number in
                Task { try await database.fetchValue("select \(number) from pg_sleep(0.02)", as: Int.self) }
            }
            try await self.wait(for: (leased: 1, idle: 0, waiting: 8), in: database)
            opening.finish()
            try await holder.value
            try await Task.sleep(for: .milliseconds(200))
            let wait = try await self.seconds { () async throws -> Void in
                slow.cancel()
                #expect(await slow.value == .cancelled)
            }
            #expect(wait < 0.3)
            for (number, task) in others.enumerated() { #expect(try await task.value == number) }
            // Where the one who left was last, the server is asked to stop first.
            try await self.wait(for: (leased: 0, idle: 1, waiting: 0), in: database)
        }
    }

    @Test func randomCancellationsLoseNothing() async throws {
        try await TestServer.withDatabase(poolSize: 3) { (database: Database) async throws -> Void in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<60 {
                    group.addTask {
                        let task = Task {
                            try await database.fetchValue("select \(number) from pg_sleep(0.02)", as: Int.self)
                        }
                        try? await Task.sleep(for: .milliseconds(number % 7 * 6))
                        if number % 2 == 0 { task.cancel() }
                        if let value = try? await task.value { #expect(value == number) }
                    }
                }
            }
            for _ in 0..<6 { #expect(try await database.fetchValue("select 7", as: Int.self) == 7) }
        }
    }

    @Test func aFullPoolRefusesInsteadOfWaitingForEver() async throws {
        let limit: (inout DatabaseConfiguration) -> Void = { $0.waitingLimit = 1 }
        try await TestServer.withDatabase(poolSize: 1, change: limit) { database in
            try await database.withConnection { _ in
                async let first = self.code {
                    _ = try await QueryDeadline.within(.milliseconds(300)) { try await database.execute("select 1") }
                }
                try await Task.sleep(for: .milliseconds(100))
                let wait = await self.seconds {
                    #expect(await self.code { try await database.execute("select 1") } == .poolExhausted)
                }
                #expect(wait < 0.15)
                let late = await first
                #expect(late == .poolExhausted)
            }
            #expect(try await database.fetchValue("select 1", as: Int.self) == 1)
        }
    }

    @Test func callsWaitForThePoolToRunButNotForEver() async throws {
        let database = Database(try TestServer.configuration(), logger: TestServer.logger)
        let early = await self.code {
            _ = try await QueryDeadline.within(.milliseconds(100)) { try await database.execute("select 1") }
        }
        #expect(early == .poolExhausted)
        async let value = database.fetchValue("select 3", as: Int.self)
        try await Task.sleep(for: .milliseconds(50))
        let running = Task { try await database.run() }
        let three = try await value
        #expect(three == 3)
        running.cancel()
        try await running.value
    }

    @Test func anUnreachableServerIsReportedAndThenRefusedAtOnce() async throws {
        var configuration = try TestServer.configuration()
        configuration.port = 1
        configuration.circuitAfter = .milliseconds(300)
        configuration.defaultTimeout = .seconds(3)
        try await TestServer.withDatabase(configuration) { database in
            #expect(await self.code { try await database.execute("select 1") } == .unavailable)
            let wait = await self.seconds {
                #expect(await self.code { try await database.execute("select 1") } == .unavailable)
            }
            #expect(wait < 0.1)
            #expect(await database.isReachable() == false)
        }
    }

    @Test func aWrongAuthorityOrNameIsNotTrusted() async throws {
        var configuration = try TestServer.configuration()
        guard case .verifyFull = configuration.tls else { return }
        let other = FileManager.default.temporaryDirectory.appending(path: "other-\(UUID().uuidString).pem")
        try Data(Self.strangersCertificate.utf8).write(to: other)
        defer { try? FileManager.default.removeItem(at: other) }
        configuration.tls = .verifyFull(rootCertificate: other.path)
        configuration.circuitAfter = .milliseconds(200)
        try await TestServer.withDatabase(configuration) { database in
            #expect(await self.code { try await database.execute("select 1") } == .unavailable)
        }
    }

    @Test func speaksTLS13WithChannelBinding() async throws {
        var configuration = try TestServer.configuration()
        guard case .verifyFull(let certificate, _) = configuration.tls else { return }
        configuration.tls = .verifyFull(rootCertificate: certificate, channelBinding: true)
        try await TestServer.withDatabase(configuration) { database in
            let version = try await database.fetchValue(
                "select version from pg_stat_ssl where pid = pg_backend_pid()", as: String.self)
            #expect(version == "TLSv1.3")
        }
    }

    @Test func sessionSettingsAreAsConfigured() async throws {
        let settings: (inout DatabaseConfiguration) -> Void = {
            $0.statementTimeout = .seconds(7)
            $0.schema = "odd \"schema\\ name"
        }
        try await TestServer.withDatabase(change: settings) { (database: Database) async throws -> Void in
            func setting(_ name: String) async throws -> String {
                try await database.fetchValue("select current_setting(\(name))", as: String.self)
            }
            #expect(try await setting("statement_timeout") == "7s")
            #expect(try await setting("lock_timeout") == "2s")
            #expect(try await setting("idle_in_transaction_session_timeout") == "10s")
            #expect(try await setting("application_name") == "postgres-tests")
            #expect(try await setting("search_path") == "\"odd \"\"schema\\ name\"")
            #expect(try await setting("timezone") == "UTC")
        }
    }

    @Test func shutsDownGracefullyWithWorkUnderWay() async throws {
        let database = Database(try TestServer.configuration(), logger: TestServer.logger)
        let group = ServiceGroup(services: [database], logger: TestServer.logger)
        async let running: Void = group.run()
        try await database.execute("select 1")
        async let result = database.fetchValue("select 5 from pg_sleep(0.4)", as: Int.self)
        try await Task.sleep(for: .milliseconds(200))
        await group.triggerGracefulShutdown()
        let value = try await result
        #expect(value == 5)
        try await running
        #expect(await self.code { try await database.execute("select 1") } == .unavailable)
    }

    // A self-signed certificate of nobody, made for this test; its key was thrown away.
    private static let strangersCertificate = """
        -----BEGIN CERTIFICATE-----
        MIIBeDCCAR+gAwIBAgIUKni+6MYmgnS3XLTNsr3fNBPrQRkwCgYIKoZIzj0EAwIw
        ETEPMA0GA1UEAwwGbm9ib2R5MCAXDTI2MTEyNDAwMTk1N1oYDzIxMjYxMDMxMDAx
        OTU3WjARMQ8wDQYDVQQDDAZub2JvZHkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
        AASKdNZBtKHHBV7/skagSc9y4nyjyN9XIFjAVNagAR46wAqwqWuJ0KWpWE/5AHBF
        aPSAAUSKLdzma/UgfdrCC4+fo1MwUTAdBgNVHQ4EFgQUviAzBr71b6ivfiRo2XaW
        0Qc1ueswHwYDVR0jBBgwFoAUviAzBr71b6ivfiRo2XaW0Qc1ueswDwYDVR0TAQH/
        BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBe/rONwdnoYMTXinyWgYZ6B2R84Nx+
        hSqCmIuIg/aChgIgFiCud3wAnAqTWezRsK7bhu3mPLw0lyzLJU2OQYGEkq4=
        -----END CERTIFICATE-----
        """
}
