import Crypto
import Foundation

/// A data key of one subject in one compartment, unwrapped.
package struct DataKey: Sendable, Equatable {
    /// Positive and random, so that it can be chosen before anything is stored.
    package let id: Int64
    let key: SymmetricKey

    package init(id: Int64, key: SymmetricKey) {
        self.id = id
        self.key = key
    }

    /// A new one from the system's random source.
    package static func make() -> DataKey {
        DataKey(id: Int64.random(in: 1...Int64.max), key: SymmetricKey(size: .bits256))
    }
}

/// A data key as it is stored: wrapped, with the names of what opens it.
package struct WrappedKey: Sendable, Equatable {
    package let id: Int64
    package let subject: Subject
    package let compartment: Compartment
    /// Generation of the key-encryption key.
    package let generation: Int
    /// Month of the erasure key.
    package let month: Int
    /// 40 bytes: AES key wrap (RFC 3394) of 32.
    package let wrapped: [UInt8]

    package init(
        id: Int64, subject: Subject, compartment: Compartment, generation: Int, month: Int, wrapped: [UInt8]
    ) {
        self.id = id
        self.subject = subject
        self.compartment = compartment
        self.generation = generation
        self.month = month
        self.wrapped = wrapped
    }

    /// Wraps under the newest keys. The wrapping key is made for this subject and this data key, so that a wrapping
    /// that was moved to another row opens nothing.
    /// - Throws: `VaultError.noKey`.
    package init(
        _ key: DataKey, subject: Subject, compartment: Compartment, keys: VaultKeys
    ) throws(VaultError) {
        let (generation, month) = try keys.newest(compartment)
        let wrapping = try keys.derived(
            compartment, generation: generation, month: month, purpose: "wrap|\(subject)|\(key.id)")
        guard let wrapped = try? AES.KeyWrap.wrap(key.key, using: wrapping) else { throw .malformed }
        self.init(
            id: key.id, subject: subject, compartment: compartment, generation: generation, month: month,
            wrapped: Array(wrapped))
    }

    /// The data key.
    /// - Throws: `VaultError` `noKey` or `noGeneration` when what opens it is not here, `tampered` when the row was
    ///   changed or the key is another one of the same name.
    package func unwrapped(_ keys: VaultKeys) throws(VaultError) -> DataKey {
        let wrapping = try keys.derived(
            self.compartment, generation: self.generation, month: self.month, purpose: "wrap|\(self.subject)|\(self.id)"
        )
        guard self.wrapped.count == 40, let key = try? AES.KeyWrap.unwrap(self.wrapped, using: wrapping) else {
            throw .tampered
        }
        return DataKey(id: self.id, key: key)
    }

    /// The same data key under the newest keys; what it sealed is not touched.
    package func rewrapped(_ keys: VaultKeys) throws(VaultError) -> WrappedKey {
        try WrappedKey(try self.unwrapped(keys), subject: self.subject, compartment: self.compartment, keys: keys)
    }
}
