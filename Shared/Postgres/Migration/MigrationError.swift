/// Why migrations cannot go on. Names the file; holds nothing of the data.
package struct MigrationError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Reason: Sendable, Hashable {
        case noConnection
        /// A directory or file that cannot be read, or is not UTF-8.
        case unreadable
        /// An `.sql` file that is not called `NNNN_what.sql`.
        case badName
        case doubleNumber
        /// Applied, and changed since.
        case changed
        /// Applied, and not there any more.
        case missing
        /// New, with a lower number than one that is applied already.
        case outOfOrder
        /// The file ends its transaction itself, or leaves one open.
        case transactionControl
        /// The server refused it.
        case failed
    }

    package let reason: Reason
    package let owner: String
    package let file: String
    /// The line that the server complained about, from 1.
    package var line: Int?
    package var sqlState: String?
    package var constraint: String?
    package var table: String?
    /// What the server says is wrong with the SQL. Only for errors of class 42 (syntax, names, rights), which speak
    /// of the file and the schema and never of rows.
    package var complaint: String?

    init(_ reason: Reason, owner: String = "", file: String = "") {
        self.reason = reason
        self.owner = owner
        self.file = file
    }

    package var description: String {
        let name = self.owner.isEmpty ? self.file : "\(self.owner)/\(self.file)"
        return switch self.reason {
        case .noConnection: "migrations: no connection to the database"
        case .unreadable: "migrations: \(name) cannot be read as UTF-8 text"
        case .badName: "migrations: \(name) must be called NNNN_what.sql (lower case letters, digits, _ and -)"
        case .doubleNumber: "migrations: \(name) has the number of another file"
        case .changed: "migrations: \(name) was changed after it was applied; undo the change and add a new file"
        case .missing: "migrations: \(name) was applied and is not there any more; restore it"
        case .outOfOrder: "migrations: \(name) has a lower number than one that is applied; give it the next number"
        case .transactionControl: "migrations: \(name) must neither begin nor end a transaction"
        case .failed: "migrations: \(name) failed\(self.details)"
        }
    }

    private var details: String {
        var parts: [String] = []
        if let line { parts.append("line \(line)") }
        if let sqlState { parts.append("SQLSTATE \(sqlState)") }
        if let table { parts.append("table \(table)") }
        if let constraint { parts.append("constraint \(constraint)") }
        if let complaint { parts.append(complaint) }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}
