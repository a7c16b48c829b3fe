import Crypto
import Foundation

/// A value by which an exact match is found without the value itself: 64 bits of HMAC-SHA-256, bound to the column.
/// Only for what nobody can guess through: equal values show as equal, and whoever holds the key can try candidates.
/// Never for a country, a language or a yes or no.
package enum BlindIndex {
    /// The index of an e-mail address in a column. Addresses that differ in case or in Unicode composition alone are
    /// the same address.
    /// - Parameter column: `schema.table.column` of the sealed value.
    package static func emailAddress(_ address: String, column: String, key: SymmetricKey) -> [UInt8] {
        let normal = address.precomposedStringWithCanonicalMapping.lowercased().precomposedStringWithCanonicalMapping
        let code = HMAC<SHA256>.authenticationCode(for: Data("v1|\(column)|\(normal)".utf8), using: key)
        return Array(code.prefix(8))
    }
}
