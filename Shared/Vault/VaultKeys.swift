import Crypto
import Foundation

/// All keys that a service was given, as they stood when they were read.
package struct VaultKeys: Sendable, Equatable {
    /// Key-encryption keys by compartment.
    package var rings: [Compartment: KeyRing]
    /// Erasure keys by month (202611 is November 2026). A data key is wrapped with a key-encryption key and a month's
    /// erasure key together; when the month's key has been destroyed, no copy of that wrapping opens any more, in
    /// whatever backup it lies (trust.md §5.13).
    package var months: [Int: SymmetricKey]
    /// The key of blind indexes, for the services that look somebody up.
    package var index: SymmetricKey?

    package init(rings: [Compartment: KeyRing], months: [Int: SymmetricKey], index: SymmetricKey? = nil) {
        self.rings = rings
        self.months = months
        self.index = index
    }

    /// Generation and month that new wrappings of a compartment get.
    /// - Throws: `VaultError.noKey`.
    package func newest(_ compartment: Compartment) throws(VaultError) -> (generation: Int, month: Int) {
        guard let generation = self.rings[compartment]?.newest, let month = self.months.keys.max() else {
            throw .noKey(compartment)
        }
        return (generation, month)
    }

    /// A key made from a key-encryption key and a month's erasure key together: neither alone is of use.
    /// HKDF-SHA-256 (RFC 5869) over the one after the other.
    /// - Parameter purpose: what the key is for; different purposes give unrelated keys.
    /// - Throws: `VaultError.noKey`, `VaultError.noGeneration`.
    func derived(
        _ compartment: Compartment, generation: Int, month: Int, purpose: String
    ) throws(VaultError) -> SymmetricKey {
        guard let ring = self.rings[compartment] else { throw .noKey(compartment) }
        guard let key = ring.generations[generation], let erasure = self.months[month] else {
            throw .noGeneration(compartment, generation: generation, month: month)
        }
        var material = key.withUnsafeBytes { Data($0) }
        erasure.withUnsafeBytes { material.append(contentsOf: $0) }
        return HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: material), salt: Data("convene vault v1".utf8),
            info: Data("\(compartment.rawValue)|\(generation)|\(month)|\(purpose)".utf8), outputByteCount: 32)
    }
}
