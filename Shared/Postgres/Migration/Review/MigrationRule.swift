/// What a migration of a database that is in use must not do without a reason (PostgreSQL 15 manual, ALTER TABLE, Notes;
/// §13.3). Tables that the same file makes are free: nobody uses them yet.
package enum MigrationRule: String, Sendable, CaseIterable {
    case createIndex = "create-index"
    case concurrently
    case columnType = "column-type"
    case setNotNull = "set-not-null"
    case addNotNull = "add-not-null"
    case volatileDefault = "volatile-default"
    case validatedConstraint = "validated-constraint"
    case uniqueConstraint = "unique-constraint"
    case dropColumn = "drop-column"
    case dropTable = "drop-table"
    case rename
    case rewrite
    case lockTable = "lock-table"
    case wholeTable = "whole-table"

    /// Why, and what to do instead.
    package var advice: String {
        switch self {
        case .createIndex:
            "nobody can write while an index is built: CREATE INDEX CONCURRENTLY in a file of its own that begins with -- migration: no transaction"
        case .concurrently: "CONCURRENTLY needs a file that begins with -- migration: no transaction"
        case .columnType:
            "the whole table is written anew under a lock: add a new column, fill it in batches, then switch"
        case .setNotNull:
            "the whole table is read under a lock: add CHECK (… IS NOT NULL) NOT VALID, VALIDATE it in the next file, then set it"
        case .addNotNull: "rows that are there have no value: give it a default"
        case .volatileDefault:
            "the whole table is written anew under a lock: add the column without it, then fill it in batches"
        case .validatedConstraint:
            "the whole table is read under a lock: add it NOT VALID, and VALIDATE CONSTRAINT in the next file"
        case .uniqueConstraint:
            "nobody can write while its index is built: build it CONCURRENTLY, then ADD CONSTRAINT … USING INDEX"
        case .dropColumn: "the version that runs still uses it: stop using it in one release, drop it in the next"
        case .dropTable: "the version that runs still uses it: stop using it in one release, drop it in the next"
        case .rename: "the version that runs knows the old name: add the new one, write both, drop the old one later"
        case .rewrite: "the whole table is written anew under a lock"
        case .lockTable: "everybody waits behind this lock"
        case .wholeTable: "every row is locked until the end: in batches, by a job, or with a condition"
        }
    }
}

/// One statement that may not stand as it is.
package struct MigrationFinding: Sendable, Equatable, CustomStringConvertible {
    package let file: String
    /// From 1.
    package let line: Int
    package let rule: MigrationRule

    package var description: String { "\(self.file):\(self.line): \(self.rule.rawValue): \(self.rule.advice)" }
}
