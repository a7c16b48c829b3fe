import Postgres
import Primitives
import Synchronization
import Testing

/// Settings that belong to what the current task does.
@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)))
struct TransactionParameterTests {
    @TaskLocal private static var whom = "everybody"

    private static let setting: SQL = "select coalesce(current_setting('test.whom', true), 'unsaid')"

    @Test func theyHoldForATransactionAndASingleStatementAndLeaveNothing() async throws {
        try await TestServer.withDatabase(poolSize: 1) {
            $0.sessionParameters["test.whom"] = "session"
            $0.transactionParameters = { Self.whom == "everybody" ? [:] : ["test.whom": Self.whom, "test.other": "1"] }
        } _: { database in
            func seen() async throws -> String { try await database.fetchValue(Self.setting, as: String.self) }
            #expect(try await seen() == "session")
            try await Self.$whom.withValue("amal, 'quoted'") {
                #expect(try await seen() == "amal, 'quoted'")
                let inside = try await database.withTransaction { transaction in
                    try await transaction.fetchValue(Self.setting, as: String.self)
                }
                #expect(inside == "amal, 'quoted'")
            }
            // The same connection, for somebody else.
            #expect(try await seen() == "session")
        }
    }

    @Test func aFailedStatementLeavesNothingEither() async throws {
        try await TestServer.withDatabase(poolSize: 1) {
            $0.transactionParameters = { Self.whom == "everybody" ? [:] : ["test.whom": Self.whom] }
        } _: { database in
            await Self.$whom.withValue("zara") {
                let error = await #expect(throws: DatabaseError.self) {
                    try await database.execute("select 1 / (select 0)")
                }
                #expect(error?.sqlState == "22012")
            }
            let after = try await database.fetchValue(Self.setting, as: String.self)
            #expect(after.isEmpty || after == "unsaid")
        }
    }

    @Test func eachRetryHasThemAgain() async throws {
        try await TestServer.withDatabase(poolSize: 1) {
            $0.transactionParameters = { ["test.whom": "again"] }
        } _: { database in
            let attempts = Locked(0)
            let seen = try await database.withTransaction(.serializable) { transaction in
                let attempt = attempts.withLock { count in
                    count += 1
                    return count
                }
                let seen = try await transaction.fetchValue(Self.setting, as: String.self)
                if attempt == 1 {
                    _ = try await transaction.execute("do $$ begin raise exception using errcode = '40001'; end $$")
                }
                return seen
            }
            #expect(seen == "again" && attempts.withLock { $0 } == 2)
        }
    }
}
