/// Why something cannot be sealed or opened. Never holds a value or a key.
package enum VaultError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stored bytes are not a sealed field.
    case malformed
    /// Sealed by a later release.
    case unknownVersion(UInt8)
    /// Sealed for another table, column, row or class.
    case misplaced
    /// Sealed under another data key than the one at hand.
    case wrongKey
    /// The bytes were changed after sealing.
    case tampered
    /// The data key was destroyed: what it sealed is gone for good.
    case destroyed
    /// No key-encryption key of this compartment is here.
    case noKey(Compartment)
    /// The key-encryption key of this generation, or the erasure key of this month, is not here.
    case noGeneration(Compartment, generation: Int, month: Int)

    package var description: String {
        switch self {
        case .malformed: "not a sealed field"
        case .unknownVersion(let version): "sealed in the unknown form \(version)"
        case .misplaced: "sealed for another place"
        case .wrongKey: "sealed under another data key"
        case .tampered: "changed after it was sealed"
        case .destroyed: "the data key was destroyed"
        case .noKey(let compartment): "no key for \(compartment.rawValue)"
        case .noGeneration(let compartment, let generation, let month):
            "no key \(generation) of \(compartment.rawValue) with erasure key \(month)"
        }
    }
}
