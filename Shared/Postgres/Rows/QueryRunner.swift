/// Something that statements can be given to: the pool, one leased connection, a transaction. A function that needs
/// a transaction asks for `Transaction`; one that does not care takes `some QueryRunner`.
///
/// All calls throw `DatabaseError`. They obey `QueryDeadline` and the cancellation of their task.
package protocol QueryRunner: Sendable {
    /// Runs one statement and returns its undecoded result.
    func query(_ sql: SQL, at site: CallSite) async throws -> ResultSet
}

extension QueryRunner {
    /// Runs a statement and returns how many rows it changed (or returned, for a query).
    @discardableResult
    package func execute(_ sql: SQL, file: String = #fileID, line: UInt = #line) async throws -> Int {
        try await self.query(sql, at: CallSite(file: file, line: line)).affectedRows
    }

    /// All rows.
    package func fetchAll<Row: RowDecodable>(
        _ sql: SQL, as type: Row.Type = Row.self, file: String = #fileID, line: UInt = #line
    ) async throws -> [Row] {
        let site = CallSite(file: file, line: line)
        let result = try await self.query(sql, at: site)
        do throws(RowDecodingError) { return try result.decode(type) } catch {
            throw DatabaseError(error).located(sql, site)
        }
    }

    /// The row if there is one; more than one is a `rowCount` error.
    package func fetchOptional<Row: RowDecodable>(
        _ sql: SQL, as type: Row.Type = Row.self, file: String = #fileID, line: UInt = #line
    ) async throws -> Row? {
        let rows = try await self.fetchAll(sql, as: type, file: file, line: line)
        guard rows.count <= 1 else {
            throw DatabaseError(.rowCount).located(sql, CallSite(file: file, line: line))
        }
        return rows.first
    }

    /// The one row; none or more than one is a `rowCount` error.
    package func fetchOne<Row: RowDecodable>(
        _ sql: SQL, as type: Row.Type = Row.self, file: String = #fileID, line: UInt = #line
    ) async throws -> Row {
        guard let row = try await self.fetchOptional(sql, as: type, file: file, line: line) else {
            throw DatabaseError(.rowCount).located(sql, CallSite(file: file, line: line))
        }
        return row
    }

    /// The first column of every row.
    package func fetchValues<Value: PostgresDecodable>(
        _ sql: SQL, as type: Value.Type = Value.self, file: String = #fileID, line: UInt = #line
    ) async throws -> [Value] {
        let site = CallSite(file: file, line: line)
        let result = try await self.query(sql, at: site)
        do throws(RowDecodingError) { return try result.decodeColumn(type) } catch {
            throw DatabaseError(error).located(sql, site)
        }
    }

    /// One row of one column; none or more than one row is a `rowCount` error.
    package func fetchValue<Value: PostgresDecodable>(
        _ sql: SQL, as type: Value.Type = Value.self, file: String = #fileID, line: UInt = #line
    ) async throws -> Value {
        let values = try await self.fetchValues(sql, as: type, file: file, line: line)
        guard values.count == 1 else {
            throw DatabaseError(.rowCount).located(sql, CallSite(file: file, line: line))
        }
        return values[0]
    }

    /// One column of the row if there is one; more than one row is a `rowCount` error.
    package func fetchOptionalValue<Value: PostgresDecodable>(
        _ sql: SQL, as type: Value.Type = Value.self, file: String = #fileID, line: UInt = #line
    ) async throws -> Value? {
        let values = try await self.fetchValues(sql, as: type, file: file, line: line)
        guard values.count <= 1 else {
            throw DatabaseError(.rowCount).located(sql, CallSite(file: file, line: line))
        }
        return values.first
    }

    /// All rows as tuples: `fetchTuples("select id, name from call", as: (CallID, String).self)`.
    package func fetchTuples<each Column: PostgresDecodable>(
        _ sql: SQL, as type: (repeat each Column).Type, file: String = #fileID, line: UInt = #line
    ) async throws -> [(repeat each Column)] {
        let site = CallSite(file: file, line: line)
        let result = try await self.query(sql, at: site)
        do {
            return try (0..<result.count).map { row in
                var cursor = RowCursor(result: result, row: row)
                let columns = (repeat try cursor.next((each Column).self))
                try cursor.finish()
                return columns
            }
        } catch let error as RowDecodingError {
            throw DatabaseError(error).located(sql, site)
        }
    }
}
