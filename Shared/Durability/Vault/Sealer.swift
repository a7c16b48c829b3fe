import Postgres
import ServiceKit
import Vault

/// Seals with the data keys that were fetched for it.
package struct Sealer: Sendable {
    let keys: [KeyName: DataKey]

    /// Whether the subject can still be written of; false when it has been erased.
    package func isAlive(_ subject: Subject, _ compartment: Compartment) -> Bool {
        self.keys[KeyName(subject, compartment)] != nil
    }

    /// - Throws: `VaultError.destroyed` when the subject has been erased.
    package func seal(
        _ bytes: [UInt8], _ subject: Subject, _ compartment: Compartment, _ context: FieldContext
    ) throws(VaultError) -> [UInt8] {
        guard let key = self.keys[KeyName(subject, compartment)] else { throw .destroyed }
        return try SealedField(bytes, for: context, with: key).bytes
    }

    package func seal(
        text: String, _ subject: Subject, _ compartment: Compartment, _ context: FieldContext
    ) throws(VaultError) -> [UInt8] {
        try self.seal(Array(text.utf8), subject, compartment, context)
    }

    /// Seals the JSON of a value.
    package func seal(
        json value: some Encodable, _ subject: Subject, _ compartment: Compartment, _ context: FieldContext
    ) throws -> [UInt8] {
        try self.seal(ResponseCoding.bytes(value), subject, compartment, context)
    }
}
