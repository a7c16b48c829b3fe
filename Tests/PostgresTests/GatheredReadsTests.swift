import Postgres
import Primitives
import Synchronization
import Testing

/// Reads that share a statement.
@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct GatheredReadsTests {
    @TaskLocal private static var whom = "everybody"

    private static func read(_ keys: [Int], _ database: Database) async throws -> [Int: String] {
        try await database.fetchTuples(
            "select id, name from item where id = any(\(keys))", as: (Int, String).self
        ).reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    private static func withItems(
        change: (inout DatabaseConfiguration) -> Void = { _ in }, _ body: (Database) async throws -> Void
    ) async throws {
        try await TestServer.withSchema(change: change) { database in
            try await database.execute("create table item (id bigint primary key, name text not null)")
            try await database.execute("insert into item select n, 'item ' || n from generate_series(1, 200) as n")
            try await body(database)
        }
    }

    @Test func eachGetsItsOwnAndTheyShareStatements() async throws {
        try await Self.withItems { database in
            let sizes = Locked<[Int]>([])
            let reads = GatheredReads<Int, String>(database, lanes: 1, most: 50) { keys, database in
                sizes.withLock { $0.append(keys.count) }
                return try await Self.read(keys, database)
            }
            try await withThrowingTaskGroup(of: (Int, String?).self) { group in
                for _ in 0..<3 {
                    for id in 1...200 { group.addTask { (id, try await reads.value(id)) } }
                }
                for try await (id, name) in group { #expect(name == "item \(id)") }
            }
            let taken = sizes.withLock { $0 }
            #expect(taken.count < 300)
            #expect(taken.allSatisfy { $0 <= 50 })
            #expect(try await reads.value(201) == nil)
        }
    }

    @Test func oneAloneGoesOutAtOnce() async throws {
        try await Self.withItems { database in
            let reads = GatheredReads<Int, String>(database, fetch: Self.read)
            #expect(try await reads.value(7) == "item 7")
            try await database.execute("update item set name = 'changed' where id = 7")
            #expect(try await reads.value(7) == "changed")
        }
    }

    /// A change that is acknowledged is seen by every read that is asked for afterwards, whoever travels with it.
    @Test func aReadNeverTravelsWithAnOlderStatement() async throws {
        try await Self.withItems { database in
            let reads = GatheredReads<Int, String>(database, lanes: 1) { keys, database in
                let found = try await Self.read(keys, database)
                try await Task.sleep(for: .milliseconds(2))
                return found
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...20 {
                    group.addTask {
                        for turn in 0..<20 {
                            let name = "turn \(turn) of \(id)"
                            try await database.execute("update item set name = \(name) where id = \(id)")
                            let seen = try await reads.value(id)
                            #expect(seen == name)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// Whoever waits behind a statement that takes long leaves beside it, once there are enough of them to be worth it.
    @Test func aStatementThatTakesLongIsPassed() async throws {
        try await Self.withItems { database in
            let slow = Locked<CheckedContinuation<Void, Never>?>(nil)
            let reads = GatheredReads<Int, String>(database, lanes: 2, most: 8) { keys, database in
                if keys == [1] { await withCheckedContinuation { held in slow.withLock { $0 = held } } }
                return try await Self.read(keys, database)
            }
            try await withThrowingTaskGroup(of: (Int, String?).self) { group in
                group.addTask { (1, try await reads.value(1)) }
                while slow.withLock({ $0 == nil }) { try await Task.sleep(for: .milliseconds(1)) }
                // Half of what a statement takes along.
                for id in 2...5 { group.addTask { (id, try await reads.value(id)) } }
                var answered: [Int] = []
                for _ in 2...5 {
                    let (id, name) = try #require(try await group.next())
                    #expect(name == "item \(id)")
                    answered.append(id)
                }
                #expect(answered.sorted() == [2, 3, 4, 5])
                // One alone does not wait for long either.
                group.addTask { (6, try await reads.value(6)) }
                let alone = try #require(try await group.next())
                #expect(alone.0 == 6 && alone.1 == "item 6")
                slow.withLock { $0 }?.resume()
                let (id, name) = try #require(try await group.next())
                #expect(id == 1 && name == "item 1")
            }
        }
    }

    /// One that has no time left does not take away that of those after it.
    @Test func oneThatIsLateSpoilsNoOther() async throws {
        struct Broken: Error {}
        try await Self.withItems { database in
            let reads = GatheredReads<Int, String>(database, lanes: 1) { keys, database in
                if keys.count > 1 { throw Broken() }
                try await database.execute("select pg_sleep(0.06)")
                return try await Self.read(keys, database)
            }
            await withTaskGroup(of: Void.self) { group in
                // Has the lane while the others gather.
                group.addTask { _ = try? await reads.value(1) }
                try? await Task.sleep(for: .milliseconds(20))
                group.addTask {
                    let error = await #expect(throws: DatabaseError.self) {
                        try await WorkDeadline.$current.withValue(.now + .milliseconds(80)) { try await reads.value(2) }
                    }
                    #expect(error?.code == .timeout)
                }
                try? await Task.sleep(for: .milliseconds(5))
                for id in 3...6 {
                    group.addTask {
                        let name = try? await reads.value(id)
                        #expect(name == "item \(id)")
                    }
                }
            }
        }
    }

    @Test func oneThatCannotBeReadSpoilsNoOther() async throws {
        struct Broken: Error {}
        try await Self.withItems { database in
            let reads = GatheredReads<Int, String>(database, lanes: 1) { keys, database in
                let found = try await Self.read(keys, database)
                if keys.contains(13) { throw Broken() }
                return found
            }
            await withTaskGroup(of: Void.self) { group in
                for id in 1...40 {
                    group.addTask {
                        if id == 13 {
                            await #expect(throws: Broken.self) { try await reads.value(id) }
                        } else {
                            let name = try? await reads.value(id)
                            #expect(name == "item \(id)")
                        }
                    }
                }
            }
        }
    }

    @Test func whoLeavesIsAnsweredAtOnceAndLeavesTheOthersAlone() async throws {
        try await Self.withItems { database in
            let (held, hold) = AsyncStream.makeStream(of: Void.self)
            let reads = GatheredReads<Int, String>(database, lanes: 1) { keys, database in
                if keys == [1] { for await _ in held { break } }
                return try await Self.read(keys, database)
            }
            let first = Task { try await reads.value(1) }
            try await Task.sleep(for: .milliseconds(50))
            let second = Task { try await reads.value(2) }
            let third = Task { try await reads.value(3) }
            try await Task.sleep(for: .milliseconds(50))
            first.cancel()
            second.cancel()
            for left in [first, second] {
                let error = await #expect(throws: DatabaseError.self) { try await left.value }
                #expect(error?.code == .cancelled)
            }
            hold.yield()
            #expect(try await third.value == "item 3")
        }
    }

    /// The server judges the rows of each who is limited, and of nobody else with her.
    @Test func whoeverIsLimitedAsksAlone() async throws {
        try await Self.withItems {
            $0.transactionParameters = { Self.whom == "everybody" ? [:] : ["test.whom": Self.whom] }
        } _: { database in
            let seen = Locked<[String]>([])
            let reads = GatheredReads<Int, String>(database, lanes: 1) { keys, database in
                let found = try await database.fetchTuples(
                    """
                    select id, coalesce(current_setting('test.whom', true), '') from item where id = any(\(keys))
                    """, as: (Int, String).self)
                if found.contains(where: { !$0.1.isEmpty }) { seen.withLock { $0 += found.map(\.1) } }
                return found.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for id in 1...60 {
                    let whom = id.isMultiple(of: 3) ? "everybody" : "number \(id)"
                    group.addTask {
                        let mine = try await Self.$whom.withValue(whom) { try await reads.value(id) }
                        #expect(mine == (whom == "everybody" ? "" : whom))
                    }
                }
                try await group.waitForAll()
            }
            #expect(seen.withLock { $0.count } == 40)
        }
    }
}
