import Vault

/// What came of wrapping data keys anew, in one run over all of them.
package struct Rewrapping: Sendable, Equatable {
    /// A data key that could not be unwrapped. It stays as it is, and what wrapped it is needed for as long.
    package struct Stuck: Sendable, Hashable {
        /// The row; random, and of nobody.
        package let id: Int64
        package let compartment: Compartment
        /// Generation of the key-encryption key that the row names.
        package let generation: Int
        /// Month of the erasure key that the row names, 202611.
        package let month: Int
        package let error: VaultError

        init(_ key: WrappedKey, _ error: VaultError) {
            self.id = key.id
            self.compartment = key.compartment
            self.generation = key.generation
            self.month = key.month
            self.error = error
        }
    }

    /// How many stuck keys are told one by one; there may be as many as there are people.
    package static let limit = 20

    /// How many data keys the newest keys wrap now and did not before.
    package private(set) var wrapped = 0
    /// How many could not be unwrapped.
    package private(set) var stuckCount = 0
    /// The first of them, by id.
    package private(set) var stuck: [Stuck] = []

    mutating func add(wrapped: Int, stuck: [Stuck]) {
        self.wrapped += wrapped
        self.stuckCount += stuck.count
        self.stuck += stuck.prefix(Self.limit - self.stuck.count)
    }
}
