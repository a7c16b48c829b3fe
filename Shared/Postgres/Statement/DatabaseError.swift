/// Why a statement, a transaction or a connection failed. Holds codes and names of the schema, the statement's text
/// with its placeholders and the call site; never a value, and never the server's or libpq's message, which can
/// quote one.
package struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: Sendable, Hashable {
        /// No connection could be made.
        case connectionFailed
        /// The connection ended before the answer came. A statement that writes may have taken effect.
        case connectionLost
        /// There has been no connection for so long that calls are refused at once.
        case unavailable
        /// All connections are busy and the queue is full, or the wait was longer than the deadline.
        case poolExhausted
        /// The deadline passed, here or at the server.
        case timeout
        /// The calling task was cancelled.
        case cancelled
        /// A constraint by name; not-null constraints have no name and give the column's.
        case constraintViolated(String)
        /// SQLSTATE 40001.
        case serializationFailure
        /// SQLSTATE 40P01.
        case deadlock
        /// SQLSTATE 55P03: a lock was not to be had in `lock_timeout`.
        case lockTimeout
        /// A statement of the transaction had failed, so the COMMIT became a ROLLBACK.
        case transactionAborted
        /// The connection ended during COMMIT: it may or may not have happened. Ask again with the same key.
        case commitOutcomeUnknown
        /// A transaction was used after its end.
        case transactionFinished
        /// A prepared statement no longer fits the schema; handled inside, seen only when a second try also failed.
        case statementOutdated
        /// SQLSTATE 42501.
        case permissionDenied
        /// A row did not fit its reader; `decoding` says how.
        case decoding
        /// Another number of rows came than the call allows.
        case rowCount
        /// Something that libpq or this module cannot do with this statement.
        case misuse
        /// Any other answer of the server; see `sqlState`.
        case server
    }

    package let code: Code
    /// The server's five characters, when the server said something.
    package var sqlState: String?
    package var constraint: String?
    package var schema: String?
    package var table: String?
    package var column: String?
    /// The place in `sql` that the server complained about, in characters from 1.
    package var position: Int?
    package var decoding: RowDecodingError?
    /// The statement with `$n` placeholders.
    package var sql: String?
    package var site: CallSite?

    package init(_ code: Code, sqlState: String? = nil) {
        self.code = code
        self.sqlState = sqlState
    }

    init(_ decoding: RowDecodingError) {
        self.code = .decoding
        self.decoding = decoding
    }

    /// True when the same call may succeed if it is made again, with nothing done yet.
    package var isTransient: Bool {
        switch self.code {
        case .connectionFailed, .unavailable, .poolExhausted, .serializationFailure, .deadlock, .lockTimeout,
            .statementOutdated:
            true
        default: false
        }
    }

    /// The same error with the statement and the place it came from.
    func located(_ sql: SQL?, _ site: CallSite?) -> DatabaseError {
        var error = self
        error.sql = error.sql ?? sql?.text
        error.site = error.site ?? site
        return error
    }

    package var description: String {
        var parts = ["\(self.code)"]
        if let sqlState { parts.append("SQLSTATE \(sqlState)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let table { parts.append("table \(table)") }
        if let column { parts.append("column \(column)") }
        if let position { parts.append("position \(position)") }
        if let decoding { parts.append(decoding.description) }
        if let site { parts.append("at \(site)") }
        return "database: " + parts.joined(separator: ", ")
    }
}
