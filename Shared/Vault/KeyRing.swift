import Crypto

/// The generations of one compartment's key-encryption key. The newest seals, all of them open.
package struct KeyRing: Sendable, Equatable {
    /// Generation, from 1, to its 32 bytes.
    package let generations: [Int: SymmetricKey]

    package init(_ generations: [Int: SymmetricKey]) {
        self.generations = generations
    }

    /// The one that new data keys are wrapped with; nil for an empty ring.
    package var newest: Int? { self.generations.keys.max() }
}
