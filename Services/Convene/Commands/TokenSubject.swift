import Primitives

/// The opaque id that a token carries for a person.
package enum TokenSubject {
    /// A new one, for a caller without an account.
    package static func make() -> String { PersonID.next().description }

    /// Ids only: an address or a name would end up in audit lines.
    package static func isValid(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
                default: false
                }
            }
    }
}
