import Postgres
import Primitives
import Testing

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)))
struct StatementTests {
    private struct Item: RowDecodable, Equatable {
        let id: Int
        let name: String?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.name = try row.next()
        }
    }

    private func failure(_ body: () async throws -> Void) async -> DatabaseError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? DatabaseError
        }
    }

    @Test func readsRowsTuplesAndValues() async throws {
        try await TestServer.withDatabase { (database: Database) async throws -> Void in
            #expect(try await database.fetchValue("select 1 + \(41)", as: Int.self) == 42)
            let rows = try await database.fetchTuples("select 1, 'a', null::text", as: (Int, String, String?).self)
            #expect(rows.count == 1 && rows[0] == (1, "a", nil))
            let query: SQL = "select g, case when g = 2 then null else 'n' || g end from generate_series(1, 3) g"
            let items = try await database.fetchAll(query, as: Item.self)
            #expect(items.map(\.id) == [1, 2, 3] && items.map(\.name) == ["n1", nil, "n3"])
            #expect(try await database.fetchOptional("select 1, 'a' where false", as: Item.self) == nil)
            #expect(try await database.fetchOptionalValue("select 1 where false", as: Int.self) == nil)
            #expect(await database.isReachable())
        }
    }

    @Test func wantsTheRightNumberOfRows() async throws {
        try await TestServer.withDatabase { database in
            let two: SQL = "select 1, 'a' union all select 2, 'b'"
            for code in [
                await self.failure { _ = try await database.fetchOne(two, as: Item.self) }?.code,
                await self.failure { _ = try await database.fetchOptional(two, as: Item.self) }?.code,
                await self.failure { _ = try await database.fetchOne("select 1, 'a' where false", as: Item.self) }?
                    .code,
                await self.failure { _ = try await database.fetchValue("select 1 where false", as: Int.self) }?.code,
            ] {
                #expect(code == .rowCount)
            }
        }
    }

    @Test func decodingErrorsNameTheColumnAndNotTheValue() async throws {
        try await TestServer.withDatabase { database in
            let wrong = await self.failure {
                _ = try await database.fetchAll("select 1, 'Amina'::bytea as name", as: Item.self)
            }
            #expect(wrong?.code == .decoding && wrong?.decoding?.reason == .wrongType)
            #expect(wrong?.decoding?.column == "name" && wrong?.decoding?.index == 1 && wrong?.decoding?.found == 17)
            #expect(wrong?.site?.file == "PostgresTests/StatementTests.swift")
            let null = await self.failure { _ = try await database.fetchValue("select null::int", as: Int.self) }
            #expect(null?.decoding?.reason == .unexpectedNull)
            let few = await self.failure { _ = try await database.fetchAll("select 1", as: Item.self) }
            #expect(few?.decoding?.reason == .missingColumn)
            let many = await self.failure { _ = try await database.fetchAll("select 1, 'a', 3", as: Item.self) }
            #expect(many?.decoding?.reason == .unreadColumn)
            let text = await self.failure { _ = try await database.fetchValue("select 'Amina'", as: Colour.self) }
            #expect(text?.decoding?.reason == .malformed)
            for error in [wrong, null, few, many, text].compactMap(\.self) {
                #expect(!"\(error)".contains("Amina") && !String(reflecting: error.decoding).contains("Amina"))
            }
        }
    }

    @Test func errorsCarryNamesOfTheSchemaOnly() async throws {
        try await TestServer.withSchema { database in
            try await database.execute(
                """
                create table person (
                    id bigint primary key,
                    name text not null,
                    age bigint constraint person_is_adult check (age >= 18),
                    boss bigint references person
                )
                """)
            try await database.execute("insert into person values (1, 'a', 20)")
            let double = await self.failure {
                try await database.execute("insert into person values (\(1), \("Amina"))")
            }
            #expect(double?.code == .constraintViolated("person_pkey"))
            #expect(double?.table == "person" && double?.sqlState == "23505")
            let young = await self.failure {
                try await database.execute("insert into person values (\(2), \("Amina"), \(7))")
            }
            #expect(young?.code == .constraintViolated("person_is_adult"))
            let nameless = await self.failure {
                try await database.execute("insert into person (id, age) values (\(2), \(40))")
            }
            #expect(nameless?.code == .constraintViolated("name"))
            let orphan = await self.failure {
                try await database.execute("insert into person values (\(2), \("Amina"), \(40), \(99))")
            }
            #expect(orphan?.code == .constraintViolated("person_boss_fkey"))
            for error in [double, young, nameless, orphan].compactMap(\.self) {
                #expect(!"\(error)".contains("Amina") && error.sql?.contains("Amina") == false)
            }
            let syntax = await self.failure { try await database.execute("selec 1") }
            #expect(syntax?.code == .server && syntax?.sqlState == "42601" && syntax?.position == 1)
            // The connection is as good as before.
            #expect(try await database.fetchValue("select count(*) from person", as: Int.self) == 1)
        }
    }

    @Test func injectionStaysData() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table note (body text not null)")
            let attempts = [
                "'; drop table note; --", "$1", "\\'; select pg_sleep(9); --", "a\"b", "1); delete from note; --",
                "$$ x $$",
                "\u{202E}x", "%s %I", "{\"a\": 1}", "E'\\x00'",
            ]
            for attempt in attempts { try await database.execute("insert into note values (\(attempt))") }
            #expect(try await database.fetchValues("select body from note", as: String.self) == attempts)
            for attempt in attempts {
                let found = try await database.fetchValue(
                    "select count(*) from note where body = \(attempt)", as: Int.self)
                #expect(found == 1)
            }
            // A NUL is not text; the server says so, and nothing is cut off.
            let nul = await self.failure { try await database.execute("insert into note values (\("a\0b"))") }
            #expect(nul?.sqlState == "22021")
        }
    }

    @Test func preparedStatementsSurviveAChangedTable() async throws {
        try await TestServer.withSchema(poolSize: 1) { database in
            try await database.execute("create table item (id bigint)")
            try await database.execute("insert into item values (1)")
            let query: SQL = "select * from item where id = \(1)"
            for _ in 0..<3 {
                #expect(try await database.query(query, at: CallSite(file: "", line: 0)).columnCount == 1)
            }
            try await database.execute("alter table item add column name text default 'x'")
            for _ in 0..<3 {
                #expect(try await database.query(query, at: CallSite(file: "", line: 0)).columnCount == 2)
            }
            // Within a transaction the whole is tried again.
            try await database.execute("alter table item add column more text default 'y'")
            let columns = try await database.withTransaction { transaction in
                try await transaction.query(query, at: CallSite(file: "", line: 0)).columnCount
            }
            #expect(columns == 3)
            // Somebody deallocated behind our back.
            try await database.execute("deallocate all")
            #expect(try await database.query(query, at: CallSite(file: "", line: 0)).columnCount == 3)
        }
    }

    @Test func keepsFewPreparedStatements() async throws {
        let limit: (inout DatabaseConfiguration) -> Void = { $0.statementCacheLimit = 5 }
        try await TestServer.withDatabase(poolSize: 1, change: limit) { database in
            // Different texts, as a program with many statements has.
            var text: SQL = "select 1"
            for round in 1...30 {
                text.append(" + 1")
                #expect(try await database.fetchValue(text, as: Int.self) == round + 1)
            }
            let held = try await database.fetchValue("select count(*) from pg_prepared_statements", as: Int.self)
            #expect(held <= 7)
        }
    }

    @Test func largeValuesGoBothWaysThroughTLS() async throws {
        try await TestServer.withDatabase(poolSize: 1) { database in
            let blob = (0..<6_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            #expect(try await database.fetchValue("select \(blob)", as: [UInt8].self) == blob)
            for size in [8191, 8192, 16_384, 16_385, 65_536, 1_000_003] {
                let text = try await database.fetchValue("select repeat('x', \(size)::int)", as: String.self)
                #expect(text.utf8.count == size)
            }
            let numbers = try await database.fetchValues(
                "select g from generate_series(1, 200000) g", as: Int.self)
            #expect(numbers.count == 200_000 && numbers.last == 200_000)
        }
    }

    @Test func rightsAreTheServers() async throws {
        try await TestServer.withSchema { database in
            let denied = await self.failure {
                try await database.withTransaction { transaction in
                    try await transaction.execute("set local role pg_monitor")
                    try await transaction.execute("select rolpassword from pg_authid")
                }
            }
            #expect(denied?.code == .permissionDenied)
        }
    }
}
