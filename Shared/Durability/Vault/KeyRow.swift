import Postgres
import Vault

/// A wrapped data key as a row.
struct KeyRow: RowDecodable {
    let wrapped: WrappedKey
    /// False while only the present transaction knows it: it may yet be undone.
    let isSettled: Bool

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        let id: Int64 = try row.next()
        let subject = Subject(stored: try row.next())
        let compartment: Compartment = try row.next()
        self.wrapped = WrappedKey(
            id: id, subject: subject, compartment: compartment, generation: try row.next(), month: try row.next(),
            wrapped: try row.next())
        self.isSettled = try row.next()
    }

    var name: KeyName { KeyName(self.wrapped.subject, self.wrapped.compartment) }
}

extension Compartment: RawText {}

/// Where wrapped data keys are read. A closed set, because the name becomes part of the statement.
package enum KeySource: Sendable {
    /// The service's own.
    case own
    /// What the applications service publishes for the committee's texts.
    case applicationTexts
    /// What it publishes for the places where journeys begin.
    case applicationOrigins

    var table: SQL {
        switch self {
        case .own: "subject_key"
        case .applicationTexts: "applications_pub.text_key"
        case .applicationOrigins: "applications_pub.origin_key"
        }
    }
}
