import Postgres
import Primitives
import Testing

/// Statements whose answer nobody waits for.
@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)))
struct LaterTests {
    private struct Refusal: Error {}

    @Test func theyRunInTheirOrderBeforeWhatComesNext() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key, note text not null)")
            let seen = try await database.withTransaction { transaction in
                transaction.later("insert into item values (1, 'first')")
                transaction.later("update item set note = \("second") where id = 1")
                // The next statement's own answer comes back, not theirs.
                return try await transaction.fetchValue("select note from item", as: String.self)
            }
            #expect(seen == "second")
            #expect(try await database.fetchValue("select note from item", as: String.self) == "second")
        }
    }

    @Test func theyTravelWithTheCommitAlone() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key)")
            try await database.withTransaction { $0.later("insert into item values (\(7))") }
            #expect(try await database.fetchValues("select id from item", as: Int.self) == [7])
        }
    }

    @Test func aFailureAtTheCommitUndoesEverythingAndNamesIt() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint, constraint item_key primary key (id))")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    try await transaction.execute("insert into item values (1)")
                    transaction.later("insert into item values (1)")
                    transaction.later("insert into item values (2)")
                }
            }
            #expect(error?.sqlState == "23505" && error?.constraint == "item_key")
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
            // The connection is whole again.
            try await database.withTransaction { try await $0.execute("insert into item values (3)") }
            #expect(try await database.fetchValues("select id from item", as: Int.self) == [3])
        }
    }

    @Test func aFailureBeforeAStatementIsThatStatementsFailure() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key check (id > 0))")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    transaction.later("insert into item values (\(-1))")
                    try await transaction.execute("insert into item values (1)")
                }
            }
            #expect(error?.sqlState == "23514")
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func aThrownErrorLeavesThemUnsent() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key)")
            await #expect(throws: Refusal.self) {
                try await database.withTransaction { transaction in
                    transaction.later("insert into item values (1)")
                    throw Refusal()
                }
            }
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    /// It was to go with one that was too late to be sent, and nobody minded that.
    @Test func whatNeverLeftIsMissed() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key)")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    try await transaction.execute("insert into item values (1)")
                    transaction.later("insert into item values (2)")
                    _ = try? await WorkDeadline.$current.withValue(.now - .seconds(1)) {
                        try await transaction.execute("insert into item values (3)")
                    }
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func aConflictAtTheCommitIsTriedAgain() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table total (id bigint primary key, amount bigint not null)")
            try await database.execute("insert into total values (1, 0)")
            let start = Gate(2)
            let bodies = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await database.withTransaction(.serializable) { transaction in
                            bodies.increment()
                            let amount = try await transaction.fetchValue("select amount from total", as: Int.self)
                            await start.pass()
                            transaction.later("update total set amount = \(amount + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(bodies.value == 3)
            #expect(try await database.fetchValue("select amount from total", as: Int.self) == 2)
        }
    }
}
