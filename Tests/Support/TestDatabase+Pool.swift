import Postgres

extension TestDatabase {
    /// Tells the body of a pool on a made database.
    /// - Parameter role: whose connections they are; nil means the superuser's.
    package static func withPool<Result: Sendable>(
        of database: String, as role: String? = nil, _ body: @Sendable (Database) async throws -> Result
    ) async throws -> Result {
        let pool = Database(
            try self.shared.configuration(database: database, role: role), logger: self.logger())
        let run = Task { try await pool.run() }
        defer { run.cancel() }
        return try await body(pool)
    }

    /// Returns once somebody waits for a lock in the pool's database, or so many do.
    /// - Throws: `TestDatabaseError` when they do not within five seconds.
    package static func waitForWaiter(_ pool: Database, count: Int = 1) async throws {
        for _ in 0..<200 {
            let waiting = try await pool.fetchValue(
                """
                select count(*) from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                """, as: Int.self)
            if waiting >= count { return }
            try await Task.sleep(for: .milliseconds(25))
        }
        throw TestDatabaseError(statement: "nobody waits for a lock")
    }
}
