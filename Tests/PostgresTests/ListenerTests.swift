import Foundation
import Postgres
import Testing

@Suite(.enabled(if: TestServer.isAvailable, Comment(rawValue: TestServer.absence)), .timeLimit(.minutes(1)))
struct ListenerTests {
    @Test func hearsWhatIsSentAndComesBackAfterALoss() async throws {
        let channel = "odd \"channel\" \(UUID().uuidString.prefix(8))"
        try await TestServer.withDatabase { database in
            var configuration = try TestServer.configuration()
            configuration.applicationName = "listener-\(UUID().uuidString.prefix(8))"
            let name = configuration.applicationName
            let listener = Listener(configuration, channels: [channel, "another"], logger: TestServer.logger)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await listener.run() }
                defer { group.cancelAll() }
                var events = listener.events.makeAsyncIterator()
                #expect(await events.next() == .connected)
                try await database.execute("select pg_notify(\(channel), \("one"))")
                #expect(await events.next() == .notification(Notification(channel: channel, payload: "one")))
                // What a transaction announces is heard when it is committed, and not otherwise.
                try? await database.withTransaction { transaction in
                    try await transaction.execute("select pg_notify(\(channel), \("undone"))")
                    throw CancellationError()
                }
                try await database.withTransaction { transaction in
                    try await transaction.execute("select pg_notify(\("another"), \("two"))")
                }
                #expect(await events.next() == .notification(Notification(channel: "another", payload: "two")))
                try await database.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = \(name)")
                #expect(await events.next() == .connected)
                try await database.execute("select pg_notify(\(channel), \("three"))")
                #expect(await events.next() == .notification(Notification(channel: channel, payload: "three")))
            }
            #expect(
                await self.becomesTrue {
                    let left = try await database.fetchValue(
                        "select count(*) from pg_stat_activity where application_name = \(name)", as: Int.self)
                    return left == 0
                })
        }
    }

    private func becomesTrue(_ condition: () async throws -> Bool) async -> Bool {
        for _ in 0..<50 {
            if (try? await condition()) == true { return true }
            try? await Task.sleep(for: .milliseconds(40))
        }
        return false
    }
}
