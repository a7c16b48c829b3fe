/// How much of other transactions a transaction sees (PostgreSQL 15 manual, §13.2).
package enum Isolation: Sendable, Hashable {
    /// Each statement sees what was committed before it. With row locks and guarded updates, for ordinary work.
    case readCommitted
    /// One view of the data for the whole transaction.
    case repeatableRead
    /// As if transactions ran one after the other. For commitments of money and seats; conflicts are retried.
    case serializable
    /// One view of the data, and no changes. For reports.
    case readOnly

    /// The statement that begins it.
    var begin: String {
        switch self {
        case .readCommitted: "begin isolation level read committed"
        case .repeatableRead: "begin isolation level repeatable read"
        case .serializable: "begin isolation level serializable"
        case .readOnly: "begin isolation level repeatable read read only"
        }
    }
}
