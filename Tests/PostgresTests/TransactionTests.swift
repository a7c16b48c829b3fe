import Postgres
import Primitives
import Synchronization
import Testing

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)))
struct TransactionTests {
    private struct Refusal: Error, Equatable {
        let number: Int
    }

    @Test func commitsAndRollsBack() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key, name text not null)")
            let number = try await database.withTransaction { transaction in
                try await transaction.execute("insert into item values (\(1), \("one"))")
                return try await transaction.fetchValue("select count(*) from item", as: Int.self)
            }
            #expect(number == 1)
            await #expect(throws: Refusal(number: 5)) {
                try await database.withTransaction { transaction in
                    try await transaction.execute("insert into item values (\(2), \("two"))")
                    throw Refusal(number: 5)
                }
            }
            #expect(try await database.fetchValues("select id from item", as: Int.self) == [1])
            // Nothing to do is nothing to fail.
            try await database.withTransaction { _ in }
        }
    }

    @Test func beginsAtTheAskedLevel() async throws {
        try await TestServer.withDatabase { database in
            let levels: [(Isolation, String)] = [
                (.readCommitted, "read committed"), (.repeatableRead, "repeatable read"),
                (.serializable, "serializable"),
                (.readOnly, "repeatable read"),
            ]
            for (level, name) in levels {
                let found = try await database.withTransaction(level) {
                    try await $0.fetchValue("select current_setting('transaction_isolation')", as: String.self)
                }
                #expect(found == name)
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction(.readOnly) { try await $0.execute("create table x (id int)") }
            }
            #expect(error?.sqlState == "25006")
        }
    }

    @Test func aSwallowedFailureIsNotACommit() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key)")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { transaction in
                    try await transaction.execute("insert into item values (1)")
                    _ = try? await transaction.execute("insert into item values (1)")
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    private actor Teller {
        var bodies = 0

        func count(_ database: Database) async throws -> Int {
            try await database.withTransaction { transaction in
                self.bodies += 1
                return try await transaction.fetchValue("select \(self.bodies)", as: Int.self)
            }
        }
    }

    @Test func theBodyStaysOnItsCallersActor() async throws {
        try await TestServer.withDatabase { (database: Database) async throws -> Void in
            let teller = Teller()
            #expect(try await teller.count(database) == 1)
            let bodies = await teller.bodies
            #expect(bodies == 1)
        }
    }

    @Test func isOfNoUseAfterItsEnd() async throws {
        try await TestServer.withDatabase { database in
            let escaped = try await database.withTransaction { transaction in
                try await transaction.execute("select 1")
                return transaction
            }
            let error = await #expect(throws: DatabaseError.self) { try await escaped.execute("select 1") }
            #expect(error?.code == .transactionFinished)
        }
    }

    /// Two serialisable transactions read the whole and write a part each: one has to be tried again.
    @Test func conflictingTransactionsAreTriedAgain() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table ledger (amount bigint not null)")
            try await database.execute("insert into ledger values (100)")
            let attempts = Counter()
            // Each spends half of what is left; meeting at the gate makes the first two overlap for sure.
            let gate = Gate(2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<2 {
                    group.addTask {
                        try await database.withTransaction(.serializable) { transaction in
                            attempts.increment()
                            let left = try await transaction.fetchValue(
                                "select sum(amount)::bigint from ledger", as: Int.self)
                            await gate.pass()
                            try await transaction.execute("insert into ledger values (\(-left / 2))")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(attempts.value >= 3)
            #expect(try await database.fetchValue("select sum(amount)::bigint from ledger", as: Int.self) == 25)
        }
    }

    @Test func aDeadlockIsTriedAgain() async throws {
        try await TestServer.withSchema { database in
            try await database.execute("create table item (id bigint primary key, n bigint not null)")
            try await database.execute("insert into item values (1, 0), (2, 0)")
            let gate = Gate(2)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await database.withTransaction { transaction in
                            try await transaction.execute("set local deadlock_timeout = '50ms'")
                            try await transaction.execute("update item set n = n + 1 where id = \(order[0])")
                            await gate.pass()
                            try await transaction.execute("update item set n = n + 1 where id = \(order[1])")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.fetchValues("select n from item order by id", as: Int.self) == [2, 2])
        }
    }

    @Test func givesUpAfterTheLimitAndNeverWhenToldSo() async throws {
        try await TestServer.withDatabase { database in
            let attempts = Counter()
            for (policy, wanted) in [(RetryPolicy.standard, 6), (.never, 1)] {
                attempts.reset()
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.withTransaction(retry: policy) { transaction in
                        attempts.increment()
                        try await transaction.execute("do $$ begin raise sqlstate '40001'; end $$")
                    }
                }
                #expect(error?.code == .serializationFailure)
                #expect(attempts.value == wanted)
            }
        }
    }

    @Test func aConstraintThatIsCheckedAtTheEndFailsTheCommit() async throws {
        try await TestServer.withSchema { database in
            try await database.execute(
                "create table item (id bigint primary key, next bigint references item deferrable initially deferred)")
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { try await $0.execute("insert into item values (1, 2)") }
            }
            #expect(error?.code == .constraintViolated("item_next_fkey"))
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }

    @Test func aConnectionLostInCommitLeavesTheOutcomeOpen() async throws {
        try await TestServer.withSchema { database in
            // A deferred trigger ends the session in the middle of COMMIT.
            try await database.execute("create table item (id bigint)")
            try await database.execute(
                """
                create function hang_up() returns trigger language plpgsql as $$
                begin
                    perform pg_terminate_backend(pg_backend_pid());
                    perform pg_sleep(1);
                    return null;
                end $$
                """)
            try await database.execute(
                """
                create constraint trigger hang_up after insert on item deferrable initially deferred
                for each row execute function hang_up()
                """)
            let error = await #expect(throws: DatabaseError.self) {
                try await database.withTransaction { try await $0.execute("insert into item values (1)") }
            }
            #expect(error?.code == .commitOutcomeUnknown)
            #expect(try await database.fetchValue("select count(*) from item", as: Int.self) == 0)
        }
    }
}

/// Lets nobody pass before the given number has come; after that everybody.
actor Gate {
    private var missing: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        self.missing = count
    }

    func pass() async {
        self.missing -= 1
        if self.missing > 0 {
            await withCheckedContinuation { self.waiting.append($0) }
        } else {
            for continuation in self.waiting { continuation.resume() }
            self.waiting = []
        }
    }
}

/// Counts from any task.
final class Counter: Sendable {
    private let count = Atomic<Int>(0)

    var value: Int { self.count.load(ordering: .relaxed) }

    func increment() { self.count.add(1, ordering: .relaxed) }

    func reset() { self.count.store(0, ordering: .relaxed) }
}
