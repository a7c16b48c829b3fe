import Access
import ApplicationsService
import Durability
import Foundation
import Postgres
import TestSupport
import Testing

/// Whether a service says that it is ready before its database has what its version needs.
@Suite(
    "Readiness", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)),
    .timeLimit(.minutes(1)))
struct ReadinessTests {
    @Test("a service that is newer than its database is not ready until it has been migrated")
    func aServiceThatIsNewerThanItsDatabaseWaits() async throws {
        let name = try await TestDatabase.shared.make()
        let database = Database(
            try TestDatabase.shared.configuration(database: name), logger: TestDatabase.logger())
        let running = Task { try await database.run() }
        defer { running.cancel() }
        let newest = try #require(
            try await database.fetchOptional(
                "delete from convene.migration where owner = 'selection' and number = 1 returning name, checksum",
                as: Removed.self))
        try await RunningService.with(.applications, database: name, assemble: ApplicationsService.assemble) {
            service in
            let wire = service.wire
            let refused = try await wire.send("GET", "/readyz")
            #expect(refused.status == 503)
            #expect(refused.headers["retry-after"] == "1")
            #expect(refused.failed == "schema")
            #expect(try await wire.send("GET", "/livez").status == 200)
            try await database.execute(
                """
                insert into convene.migration (owner, number, name, checksum)
                values ('selection', 1, \(newest.name), \(newest.checksum))
                """)
            #expect(try await wire.send("GET", "/readyz").status == 200)
            // What a newer version has applied is no fault.
            try await database.execute(
                "insert into convene.migration (owner, number, name, checksum) values ('portal', 999, 'x', 'x')")
            #expect(try await wire.send("GET", "/readyz").status == 200)
        }
    }

    @Test("a database that was never migrated is reached, and not ready")
    func aDatabaseThatWasNeverMigratedIsNotReady() async throws {
        let name = try await TestDatabase.shared.make(empty: true)
        try await RunningService.with(.applications, database: name, assemble: ApplicationsService.assemble) {
            service in
            let refused = try await service.wire.send("GET", "/readyz")
            #expect(refused.status == 503)
            #expect(refused.failed == "schema")
        }
    }
}

extension Wire.Answer {
    /// The checks that failed.
    fileprivate var failed: String? {
        let tree = try? JSONSerialization.jsonObject(with: self.body) as? [String: Any]
        return tree?["failed"] as? String ?? (tree?["parameters"] as? [String: String])?["failed"]
    }
}

private struct Removed: RowDecodable {
    let name: String
    let checksum: String

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.name = try row.next()
        self.checksum = try row.next()
    }
}
