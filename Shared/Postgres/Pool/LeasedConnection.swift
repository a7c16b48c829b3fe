/// One connection for the length of `withConnection`: for session-level things such as advisory locks, and for reads
/// that belong together. Statements given to it by several tasks travel together.
package struct LeasedConnection: QueryRunner {
    let connection: Connection
    let defaultTimeout: Duration

    package func query(_ sql: SQL, at site: CallSite) async throws -> ResultSet {
        let results = try await self.send([sql], at: site)
        return results[0]
    }

    /// Sends all statements in one round trip; together they take effect or none does.
    package func batch(_ statements: [SQL], file: String = #fileID, line: UInt = #line) async throws -> [ResultSet] {
        try await self.send(statements, at: CallSite(file: file, line: line))
    }

    private func send(_ statements: [SQL], at site: CallSite) async throws -> [ResultSet] {
        let requests = statements.map { Request.Statement($0) }
        let deadline = QueryDeadline.resolve(default: self.defaultTimeout)
        do {
            return try await self.connection.run(requests, deadline: deadline)
        } catch let error as DatabaseError where error.code == .statementOutdated {
            // The schema changed under a prepared statement; nothing has happened yet, so once more.
            do {
                return try await self.connection.run(requests, deadline: deadline)
            } catch let error as DatabaseError {
                throw error.located(statements.first, site)
            }
        } catch let error as DatabaseError {
            throw error.located(statements.first, site)
        }
    }
}
