import Postgres
import Primitives
import Synchronization
import Testing

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct PipelineTests {
    private struct Guest: Sendable, Equatable {
        let id: PersonID
        let name: String
        let country: Country?
        let arrives: Instant?
        let notes: [String]
        let scan: [UInt8]
        let profile: JSONText
        let score: Double
        let isHere: Bool
    }

    @Test func childTasksOfATransactionTravelTogether() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint primary key)")
            let counts = try await database.withTransaction { transaction in
                async let first = transaction.execute("insert into item values (1), (2)")
                async let second = transaction.execute("insert into item values (3)")
                async let third = transaction.fetchValue("select txid_current()", as: Int.self)
                async let fourth = transaction.fetchValue("select txid_current()", as: Int.self)
                let (one, two) = try await (first, second)
                let (three, four) = try await (third, fourth)
                #expect(three == four)
                return [one, two]
            }
            #expect(counts == [2, 1])
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 3)
        }
    }

    @Test func aFailureAmongChildTasksUndoesAll() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint primary key)")
            await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in [1, 2, 1, 3, 4, 5] {
                            group.addTask { try await transaction.execute("insert into item values (\(number))") }
                        }
                        try await group.waitForAll()
                    }
                }
            }
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func aBatchIsOneRoundTripAndAllOrNothing() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint primary key)")
            let inserts = (1...200).map { "insert into item values (\($0))" as SQL }
            let results = try await database.withConnection { try await $0.batch(inserts) }
            #expect(results.map(\.affectedRows) == Array(repeating: 1, count: 200))
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withConnection { connection in
                    try await connection.batch(["insert into item values (900)", "insert into item values (1)"])
                }
            }
            #expect(error?.code == .constraintViolated("item_pkey"))
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 200)
            let inTransaction = try await database.withTransaction { transaction in
                try await transaction.batch(["delete from item where id > 100", "select id from item"])
            }
            #expect(inTransaction[0].affectedRows == 100)
            #expect(try inTransaction[1].decodeColumn(Int.self).count == 100)
        }
    }

    @Test func unnestStoresManyRowsInOneStatement() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id uuid primary key, name text, weight bigint)")
            let ids = (0..<500).map { _ in PersonID.next() }
            let names: [String?] = (0..<500).map { $0 % 3 == 0 ? nil : "n\($0)" }
            let weights = Array(0..<500)
            let stored = try await database.execute(
                """
                insert into item (id, name, weight)
                select * from unnest(\(ids), \(names), \(weights))
                """)
            #expect(stored == 500)
            let found = try await database.fetchTuples(
                "select id, name, weight from item where id = any(\(Array(ids.prefix(3)))) order by weight",
                as: (PersonID, String?, Int).self)
            #expect(found.map(\.0) == Array(ids.prefix(3)) && found.map(\.1) == [nil, "n1", "n2"])
        }
    }

    private static let guestTable: SQL = """
        create table guest (
            id uuid primary key, name text not null, country char(3), arrives timestamptz, notes text[] not null,
            scan bytea not null, profile jsonb not null, score double precision not null, here boolean not null
        )
        """

    private static func write(_ guest: Guest, _ row: inout CopyRows) {
        row.append(guest.id)
        row.append(guest.name)
        row.append(guest.country)
        row.append(guest.arrives)
        row.append(guest.notes)
        row.append(guest.scan)
        row.append(guest.profile)
        row.append(guest.score)
        row.append(guest.isHere)
    }

    @Test func copyStoresWhatWasGiven() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute(Self.guestTable)
            let guests = (0..<5000).map { (number: Int) -> Guest in
                let isLate = number % 3 == 0
                let notes: [String] = number % 4 == 0 ? [] : ["a\\b", "c\"d", "NULL", "", "{e,f}"]
                let arrival = Instant(microseconds: 1_795_000_000_000_000 + Int64(number))
                return Guest(
                    id: .next(), name: "name\t\(number)\n\\.\\N\"'é", country: number % 2 == 0 ? .programme[3] : nil,
                    arrives: isLate ? nil : arrival,
                    notes: notes,
                    scan: Array(repeating: UInt8(truncatingIfNeeded: number), count: number % 50),
                    profile: JSONText(#"{"k": "\\\" \n"}"#), score: Double(number) / 3, isHere: number % 5 == 0)
            }
            let stored = try await database.withTransaction { transaction in
                let count = try await transaction.copyIn("copy guest from stdin", guests, write: Self.write)
                // The transaction goes on as before.
                #expect(try await transaction.fetchValue("select count(*) from guest", as: Int.self) == 5000)
                return count
            }
            #expect(stored == 5000)
            for guest in guests.prefix(60) {
                let matches: SQL = """
                    select name = \(guest.name) and country is not distinct from \(guest.country)
                        and arrives is not distinct from \(guest.arrives) and notes = \(guest.notes)
                        and scan = \(guest.scan) and profile = \(guest.profile) and score = \(guest.score)
                        and here = \(guest.isHere)
                    from guest where id = \(guest.id)
                    """
                #expect(try await database.fetchValue(matches, as: Bool.self))
            }
        }
    }

    @Test func aCopyThatFailsStoresNothingAndLeavesTheConnectionGood() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint primary key)")
            let pid = try await database.fetchValue("select pg_backend_pid()", as: Int.self)
            let numbers = Array(1...100_000) + [1]
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withConnection { connection in
                    try await connection.copyIn("copy item (id) from stdin", numbers) { $1.append($0) }
                }
            }
            #expect(error?.code == .constraintViolated("item_pkey"))
            let missing = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    try await transaction.copyIn("copy nowhere (id) from stdin", [1]) { $1.append($0) }
                }
            }
            #expect(missing?.sqlState == "42P01")
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
            #expect(try await database.fetchValue("select pg_backend_pid()", as: Int.self) == pid)
        }
    }

    /// The server goes while the socket takes no more rows.
    @Test func aCopyWhoseServerGoesFails() async throws {
        try await TestServer.withSchema(poolSize: 2) { database in
            // Each row takes its time.
            try await database.execute(
                "create table item (id bigint primary key check (pg_sleep(0.01) is not null))")
            let numbers = Array(1...1_000_000)
            let pid = Locked<Int?>(nil)
            let copying = Task {
                try await database.withConnection { connection in
                    let own = try await connection.fetchValue("select pg_backend_pid()", as: Int.self)
                    pid.withLock { $0 = own }
                    return try await connection.copyIn("copy item (id) from stdin", numbers) { $1.append($0) }
                }
            }
            while pid.withLock({ $0 }) == nil { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(60))
            let gone = try await database.fetchValue(
                "select pg_terminate_backend(\(try #require(pid.withLock { $0 }))::int)", as: Bool.self)
            #expect(gone)
            let error = await #expect(throws: DatabaseError.self) { _ = try await copying.value }
            #expect(error?.code == .connectionLost)
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func copyThroughAnOrdinaryCallIsRefused() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint primary key)")
            await #expect(throws: DatabaseError.self) { try await database.execute("copy item to stdout") }
            #expect(try await database.fetchValue("select 1", as: Int.self) == 1)
        }
    }
}
