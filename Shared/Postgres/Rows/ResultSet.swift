import CLibPQ

/// The answer to one statement: typed columns and rows of bytes, decoded by whoever asked.
///
/// `@unchecked Sendable`: "a PGresult is read-only after creation, and so can be passed around freely between
/// threads" (PostgreSQL 15 manual, §34.20, Behavior in Threaded Programs).
package final class ResultSet: @unchecked Sendable {
    private let result: OpaquePointer
    /// The columns' types (`pg_type.oid`), read once.
    private let types: [UInt32]
    /// Number of rows.
    package let count: Int

    /// Takes over the result: it is cleared with this object.
    init(_ result: OpaquePointer) {
        self.result = result
        self.count = Int(PQntuples(result))
        self.types = (0..<PQnfields(result)).map { PQftype(result, $0) }
    }

    deinit {
        PQclear(self.result)
    }

    /// Number of columns.
    package var columnCount: Int { self.types.count }

    /// Rows that the command changed or returned; 0 for a command that counts none.
    package var affectedRows: Int {
        guard let text = PQcmdTuples(self.result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    /// The command's tag, as `INSERT 0 1` or `ROLLBACK`.
    package var commandTag: String {
        PQcmdStatus(self.result).map { String(cString: $0) } ?? ""
    }

    /// A column's type; 0 for a column that is not there.
    func type(ofColumn column: Int) -> UInt32 {
        column < self.types.count ? self.types[column] : 0
    }

    /// A column's name.
    func name(ofColumn column: Int) -> String {
        PQfname(self.result, Int32(column)).map { String(cString: $0) } ?? ""
    }

    /// One field's bytes; they live as long as this object, which the cursor holds.
    func field(row: Int, column: Int) -> PostgresField {
        let oid = self.types[column]
        let length = Int(PQgetlength(self.result, Int32(row), Int32(column)))
        // A null has no bytes; an empty text has none either.
        if length == 0, PQgetisnull(self.result, Int32(row), Int32(column)) != 0 {
            return PostgresField(oid: oid, bytes: nil)
        }
        let start = PQgetvalue(self.result, Int32(row), Int32(column))
        return PostgresField(oid: oid, bytes: UnsafeRawBufferPointer(start: start, count: length))
    }

    /// Reads every row.
    package func decode<Row: RowDecodable>(_ type: Row.Type) throws(RowDecodingError) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(self.count)
        for row in 0..<self.count {
            var cursor = RowCursor(result: self, row: row)
            rows.append(try Row(&cursor))
            if row == 0 { try cursor.finish() }
        }
        return rows
    }

    /// Reads the first column of every row.
    package func decodeColumn<Value: PostgresDecodable>(_ type: Value.Type) throws(RowDecodingError) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(self.count)
        for row in 0..<self.count {
            var cursor = RowCursor(result: self, row: row)
            values.append(try cursor.next())
            if row == 0 { try cursor.finish() }
        }
        return values
    }
}
