/// Reads one row from left to right; the type of each value comes from where it goes:
/// `self.id = try row.next()`.
package struct RowCursor {
    private let result: ResultSet
    private let row: Int
    private var column = 0

    init(result: ResultSet, row: Int) {
        self.result = result
        self.row = row
    }

    /// The next column. The column's type is compared with what `Value` reads before any byte is looked at; the
    /// types were fetched once for the whole result, so that this costs one comparison.
    package mutating func next<Value: PostgresDecodable>(
        _ type: Value.Type = Value.self
    ) throws(RowDecodingError) -> Value {
        try self.read()
    }

    /// In this module, where the type is known, the code of that type: see `RowCursor+Types.swift`.
    @inline(__always)
    mutating func read<Value: PostgresDecodable>() throws(RowDecodingError) -> Value {
        let column = self.column
        guard column < self.result.columnCount else {
            throw self.failure(.missingColumn, Value.self)
        }
        guard Value.readsPostgres(self.result.type(ofColumn: column)) else {
            throw self.failure(.wrongType, Value.self)
        }
        let field = self.result.field(row: self.row, column: column)
        let decoded = Value.decodePostgres(field)
        // The bytes are the result's. Said after the reading: around it, it would keep the reading from being compiled in.
        withExtendedLifetime(self.result) {}
        guard let value = decoded else {
            throw self.failure(field.bytes == nil ? .unexpectedNull : .malformed, Value.self)
        }
        self.column = column + 1
        return value
    }

    /// Passes over a column.
    package mutating func skip() {
        self.column += 1
    }

    /// A row that was read must have been read to its end: a forgotten column is a mistake in the reader.
    func finish() throws(RowDecodingError) {
        guard self.column == self.result.columnCount else {
            throw RowDecodingError(
                reason: .unreadColumn, column: self.result.name(ofColumn: self.column), index: self.column,
                wanted: "", found: self.result.type(ofColumn: self.column))
        }
    }

    private func failure<Value: PostgresDecodable>(
        _ reason: RowDecodingError.Reason, _ type: Value.Type
    ) -> RowDecodingError {
        RowDecodingError(
            reason: reason, column: self.result.name(ofColumn: self.column), index: self.column,
            wanted: Value.postgresExpectation, found: self.result.type(ofColumn: self.column))
    }
}
