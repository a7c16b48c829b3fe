import Postgres
import Synchronization

extension Database {
    /// The readiness checks that every service registers: a connection answers, and the database has all migrations of
    /// the version that runs. What a newer version applied is no fault.
    /// - Parameter share: the share directory, which holds the migration files.
    package func readiness(share: String) -> [(name: String, check: @Sendable () async -> Bool)] {
        let schema = SchemaCheck(self, share: share)
        return [
            ("database", { (try? await self.fetchValue("select 1::bigint", as: Int.self)) == 1 }),
            ("schema", { await schema.isCurrent() }),
        ]
    }
}

/// Whether the database is as new as the files. It does not go back while a service runs on it, so once it was current it
/// is not asked again.
private final class SchemaCheck: Sendable {
    private struct File: RowDecodable, Hashable {
        let owner: String
        let number: Int

        init(_ migration: Migration) {
            self.owner = migration.owner
            self.number = migration.number
        }

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.owner = try row.next()
            self.number = try row.next()
        }
    }

    private let database: Database
    private let sets: [MigrationSet]
    private let wasCurrent = Atomic<Bool>(false)

    init(_ database: Database, share: String) {
        self.database = database
        self.sets = ConveneMigrations.sets(share: share)
    }

    func isCurrent() async -> Bool {
        if self.wasCurrent.load(ordering: .relaxed) { return true }
        guard (try? await self.lacksNothing()) ?? false else { return false }
        self.wasCurrent.store(true, ordering: .relaxed)
        return true
    }

    private func lacksNothing() async throws -> Bool {
        // Platform migration 0004 publishes it; a database that was never migrated has no such view.
        let applied = Set(
            try await self.database.fetchAll("select owner, number from convene_pub.migration", as: File.self))
        for set in self.sets where try !set.migrations().allSatisfy({ applied.contains(File($0)) }) { return false }
        return true
    }
}
