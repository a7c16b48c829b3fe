import Crypto
import Foundation

/// Where a sealed value belongs. It is authenticated with the value, so that a value which somebody moves to another
/// row or column opens nowhere.
package struct FieldContext: Sendable, Hashable {
    /// `schema.table`
    package let table: String
    package let column: String
    /// The row's opaque id.
    package let row: String
    package let dataClass: DataClass

    /// A place; its parts are authenticated as they stand here, so renaming a table or column makes its values unreadable.
    package init(_ table: String, _ column: String, row: some CustomStringConvertible, _ dataClass: DataClass) {
        self.table = table
        self.column = column
        self.row = row.description
        self.dataClass = dataClass
    }

    /// What is authenticated beside the ciphertext.
    var authenticated: Data {
        Data("v1|\(self.table)|\(self.column)|\(self.row)|\(self.dataClass.rawValue)".utf8)
    }

    /// Four bytes by which a value in the wrong place is told from one that was changed. They hold nothing that the
    /// place itself does not say.
    var mark: [UInt8] { Array(Self.mark(of: self.authenticated)) }

    /// The same for what is authenticated.
    static func mark(of authenticated: Data) -> some Sequence<UInt8> { SHA256.hash(data: authenticated).prefix(4) }
}

// Columns of the applications service that others open: the place is part of what is sealed, so both must name it alike.
extension FieldContext {
    /// An application's answers for the committee; `selection` opens its copy with it.
    package static func committeeAnswers(_ application: some CustomStringConvertible) -> FieldContext {
        FieldContext("applications.application", "committee_answers", row: application, .c2)
    }

    /// Where an application's journey begins; `travel-budget` opens it.
    package static func origin(_ application: some CustomStringConvertible) -> FieldContext {
        FieldContext("applications.application_private", "origin", row: application, .c3)
    }
}
