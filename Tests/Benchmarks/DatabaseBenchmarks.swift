import Foundation
import Logging
import Postgres
import TestSupport
import Testing

/// The database module against PostgreSQL's own load generator, on the same server at the same time.
@Suite(
    "Benchmarks of the database module", .serialized, .enabled(if: Comparison.isWanted, Comparison.absence),
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)),
    .enabled(if: OutsideProgram("pgbench") != nil, "pgbench is not installed"))
struct DatabaseBenchmarks {
    private static let connections = 8
    private static let seconds = 3.0
    private static let accounts = 100_000
    /// Of each pgbench connection in a round.
    private static let transactions = 5000

    /// Prepared point selects by eight connections, one at a time on each, and ten in a pipeline on each.
    @Test func pointSelectsAgainstPgbench() async throws {
        let name = try await TestDatabase.shared.make(empty: true)
        let url = try TestDatabase.shared.url(database: name, role: nil)
        let pgbench = try #require(OutsideProgram("pgbench"))
        let made = try pgbench.run(["-i", "-q", "-s", "1", url])
        try #require(made.status == 0, "\(made.text)")
        var configuration = try TestDatabase.shared.configuration(database: name)
        configuration.poolSize = Self.connections
        try await Self.withPool(configuration) { database in
            var single: [Double] = []
            var apart: [Double] = []
            var piped: [Double] = []
            var rates: (ours: Double, apart: Double, piped: Double, pgbench: Double) = (0, 0, 0, 0)
            _ = try await Self.rate(1) { try await Self.selectOne(database) }
            for _ in 0..<5 {
                // pgbench is one thread that does nothing else: so are these tasks.
                let ours = try await withTaskExecutorPreference(database.executor) {
                    try await Self.rate(1) { try await Self.selectOne(database) }
                }
                let elsewhere = try await Self.rate(1) { try await Self.selectOne(database) }
                let batched = try await Self.rate(10) { try await Self.selectTen(database) }
                let theirs = try Self.pgbenchRate(pgbench, url)
                single.append(ours / theirs)
                apart.append(elsewhere / theirs)
                piped.append(batched / theirs)
                rates = (ours, elsewhere, batched, theirs)
            }
            Figure(
                "prepared point select, 8 connections / pgbench -S -M prepared", rounds: single, goal: .atLeast(0.8),
                detail: String(format: "last round %.0f and %.0f a second", rates.ours, rates.pgbench)
            ).report()
            Figure(
                "the same, by tasks on threads of their own", rounds: apart,
                detail: String(format: "last round %.0f and %.0f a second", rates.apart, rates.pgbench)
            ).report()
            Figure(
                "pipelined point select, 8 connections / pgbench -S -M prepared", rounds: piped, goal: .atLeast(2.5),
                detail: String(format: "last round %.0f and %.0f a second", rates.piped, rates.pgbench)
            ).report()
        }
    }

    /// Statements a second of eight tasks that go on for `seconds`; each call of the body is `weight` statements.
    private static func rate(_ weight: Int, _ body: @escaping @Sendable () async throws -> Void) async throws -> Double
    {
        let end = ContinuousClock.now + .seconds(Self.seconds)
        let started = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<Self.connections {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < end {
                        try await body()
                        count += weight
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / (started.duration(to: .now) / .seconds(1))
    }

    private static func point() -> SQL {
        "select abalance from pgbench_accounts where aid = \(Int.random(in: 1...Self.accounts))"
    }

    private static func selectOne(_ database: Database) async throws {
        _ = try await database.fetchValue(Self.point(), as: Int.self)
    }

    private static func selectTen(_ database: Database) async throws {
        let results = try await database.withConnection { connection in
            try await connection.batch((0..<10).map { _ in Self.point() })
        }
        for result in results { _ = try result.decodeColumn(Int.self) }
    }

    /// A number of transactions, not a time: pgbench ends its time with SIGALRM, which threads of ours block and
    /// their children with them.
    private static func pgbenchRate(_ pgbench: OutsideProgram, _ url: String) throws -> Double {
        let outcome = try pgbench.run([
            "-S", "-M", "prepared", "-n", "-c", "\(Self.connections)", "-j", "1", "-t", "\(Self.transactions)", url,
        ])
        return try #require(PgbenchOutput.rate(outcome.text), "\(outcome.text)")
    }

    /// One hundred thousand rows of eight columns from the received bytes to values: CPU time of this process.
    @Test func decodingRows() async throws {
        struct Line: RowDecodable {
            let id: UUID
            let number: Int
            let text: String
            let more: String
            let isSet: Bool
            let ratio: Double
            let optional: Int?
            let last: Int

            init(_ row: inout RowCursor) throws(RowDecodingError) {
                self.id = try row.next()
                self.number = try row.next()
                self.text = try row.next()
                self.more = try row.next()
                self.isSet = try row.next()
                self.ratio = try row.next()
                self.optional = try row.next()
                self.last = try row.next()
            }
        }
        let name = try await TestDatabase.shared.make(empty: true)
        try await Self.withPool(try TestDatabase.shared.configuration(database: name)) { database in
            let result = try await database.query(
                """
                select md5(n::text)::uuid, n::bigint, 'name ' || n, 'SDN', n % 2 = 0, n / 7.0::float8,
                    nullif(n % 3, 0)::bigint, n::int
                from generate_series(1, 100000) as n
                """, at: CallSite(file: #fileID, line: #line))
            var rounds: [Double] = []
            for _ in 0..<7 {
                let start = Self.processSeconds()
                let rows = try result.decode(Line.self)
                rounds.append((Self.processSeconds() - start) * 1000)
                #expect(rows.count == 100_000 && rows[99_999].number == 100_000)
            }
            Figure(
                "decode of 100,000 rows of 8 columns", rounds: rounds, unit: "ms of CPU", goal: .atMost(40)
            ).report()
        }
    }

    private static func processSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func withPool(
        _ configuration: DatabaseConfiguration, _ body: (Database) async throws -> Void
    ) async throws {
        let database = Database(configuration, logger: TestDatabase.logger())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            defer { group.cancelAll() }
            try await body(database)
        }
    }
}

/// What pgbench prints at its end.
enum PgbenchOutput {
    /// Transactions a second without the time to connect.
    static func rate(_ text: String) -> Double? {
        guard let match = text.firstMatch(of: /tps = ([0-9.]+) \(without/) else { return nil }
        return Double(match.1)
    }

    /// Average latency in milliseconds.
    static func latency(_ text: String) -> Double? {
        guard let match = text.firstMatch(of: /latency average = ([0-9.]+) ms/) else { return nil }
        return Double(match.1)
    }
}
