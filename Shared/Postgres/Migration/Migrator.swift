import Logging

/// Brings a database to where the migration files are.
///
/// All sets in their given order, each file once, under one advisory lock, each in its own transaction with
/// `search_path` set to the owner's schema. What was applied is kept, with its SHA-256, in `convene.migration`; a file
/// that changed or vanished afterwards stops everything before anything is done.
package struct Migrator: Sendable {
    /// "convene" in ASCII: the key of the advisory lock under which migrations run.
    static let lock: Int64 = 0x63_6F6E_7665_6E65

    private let configuration: DatabaseConfiguration
    private let sets: [MigrationSet]
    private let logger: Logger

    /// How often a file is tried again when a table is in use, and the pause before (seconds): two minutes in all.
    static let attempts = 60
    static let pause = 1.0
    /// Milliseconds that a statement waits for a lock. Set by name each time: a RESET would go back to what the role has,
    /// which is not what this session was given.
    static let lockTimeout: Int64 = 1000

    /// - Parameter configuration: logs in as the owner of all schemas. Its time limits do not apply, except that a
    ///   statement waits at most 1 second for a lock: the services' statements queue behind it, and they give up after 2.
    package init(_ configuration: DatabaseConfiguration, sets: [MigrationSet], logger: Logger) {
        var session = configuration
        session.statementTimeout = .zero
        session.idleInTransactionTimeout = .zero
        session.lockTimeout = .milliseconds(Self.lockTimeout)
        session.schema = nil
        session.applicationName = "\(configuration.applicationName)-migrate"
        self.configuration = session
        self.sets = sets
        self.logger = logger
    }

    /// Compares files and database; changes nothing. Throws `MigrationError`.
    package func status() async throws -> MigrationStatus {
        try await self.onSession { session throws(MigrationError) in
            try MigrationRun(session: session, sets: self.sets, logger: self.logger).status()
        }
    }

    /// Applies what is pending and returns it. Throws `MigrationError`; what was applied before the failing file
    /// stays applied.
    @discardableResult
    package func migrate() async throws -> [Migration] {
        try await self.onSession { session throws(MigrationError) in
            try MigrationRun(session: session, sets: self.sets, logger: self.logger).apply()
        }
    }

    private func onSession<Value: Sendable>(
        _ body: @escaping @Sendable (BlockingSession) throws(MigrationError) -> Value
    ) async throws(MigrationError) -> Value {
        let configuration = self.configuration
        let logger = self.logger
        return try await onHelperThread { () -> Result<Value, MigrationError> in
            do throws(DatabaseError) {
                let session = try BlockingSession(configuration, logger: logger)
                return Result { () throws(MigrationError) in try body(session) }
            } catch {
                return .failure(MigrationError(.noConnection))
            }
        }.get()
    }
}
