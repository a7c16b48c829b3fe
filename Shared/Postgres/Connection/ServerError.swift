import CLibPQ

extension DatabaseError {
    /// Reads an error result of libpq: SQLSTATE and the names of schema objects, no text.
    init(result: OpaquePointer) {
        func field(_ code: Int32) -> String? {
            guard let text = PQresultErrorField(result, code) else { return nil }
            let value = String(cString: text)
            return value.isEmpty ? nil : value
        }
        let state = field(convene_diag_sqlstate)
        let constraint = field(convene_diag_constraint)
        let column = field(convene_diag_column)
        self.init(Self.code(sqlState: state, constraint: constraint, column: column), sqlState: state)
        self.constraint = constraint
        self.column = column
        self.schema = field(convene_diag_schema)
        self.table = field(convene_diag_table)
        self.position = field(convene_diag_position).flatMap { Int($0) }
    }

    /// PostgreSQL 15 manual, appendix A, Error Codes.
    private static func code(sqlState: String?, constraint: String?, column: String?) -> Code {
        // libpq makes errors without SQLSTATE itself, when the connection is gone.
        guard let sqlState else { return .connectionLost }
        switch sqlState {
        case "40001": return .serializationFailure
        case "40P01": return .deadlock
        case "55P03": return .lockTimeout
        case "57014": return .timeout
        case "42501": return .permissionDenied
        case "25P02": return .transactionAborted
        case "26000": return .statementOutdated
        case "57P01", "57P02", "57P03", "57P05", "25P03": return .connectionLost
        default: break
        }
        if sqlState.hasPrefix("08") { return .connectionLost }
        if sqlState.hasPrefix("53") { return .unavailable }
        if sqlState.hasPrefix("23") { return .constraintViolated(constraint ?? column ?? "") }
        return .server
    }
}
