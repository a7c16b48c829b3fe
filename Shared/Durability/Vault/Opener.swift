import Foundation
import Postgres
import ServiceKit
import Vault

/// Opens with the data keys that were fetched for it. What was erased opens as nil: the data key is destroyed, or the
/// column is empty.
package struct Opener: Sendable {
    let keys: [Int64: DataKey]

    /// - Throws: `VaultError` when the bytes are not what was sealed for this place.
    package func bytes(_ sealed: [UInt8]?, _ context: FieldContext) throws(VaultError) -> [UInt8]? {
        guard let sealed, !sealed.isEmpty else { return nil }
        let field = try SealedField(stored: sealed)
        guard let key = self.keys[field.keyID] else { return nil }
        return try field.opened(for: context, with: key)
    }

    package func text(_ sealed: [UInt8]?, _ context: FieldContext) throws(VaultError) -> String? {
        guard let bytes = try self.bytes(sealed, context) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        return text
    }

    /// The value whose JSON was sealed.
    package func json<Value: Decodable>(
        _ sealed: [UInt8]?, _ context: FieldContext, as type: Value.Type = Value.self
    ) throws -> Value? {
        guard let bytes = try self.bytes(sealed, context) else { return nil }
        return try JSONDecoder().decode(type, from: Data(bytes))
    }
}
