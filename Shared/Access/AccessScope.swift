import Primitives

/// How far somebody's right reaches beside her role. Nothing in it ever adds a right.
package struct AccessScope: Sendable, Hashable {
    /// The convenings whose things exist for her; nil: those of all.
    package let convenings: Set<ConveningID>?
    /// Ids of the operations that she may do; nil: all that her role may.
    package let operations: Set<String>?
    /// Whether she may only read.
    package let isReadOnly: Bool

    /// Each limit stands for itself; what is left out is not limited.
    package init(convenings: Set<ConveningID>? = nil, operations: Set<String>? = nil, isReadOnly: Bool = false) {
        self.convenings = convenings
        self.operations = operations
        self.isReadOnly = isReadOnly
    }

    /// All that the role may.
    package static let everything = AccessScope()

    /// How far the right reaches of whom the current task serves. What the service does of itself reaches everything.
    @TaskLocal package static var current = AccessScope.everything

    /// Whether the operation may be done at all, on whatever thing.
    package func allows(_ operation: Endpoint) -> Bool {
        if self.isReadOnly, operation.effect == .act || operation.effect == .edit { return false }
        if let operations, !operations.contains(operation.id), !operation.isOpen { return false }
        return self.convenings == nil || operation.reach != .whole
    }

    /// Whether things of a convening exist for her. What belongs to no convening exists for everybody whose role may
    /// see it.
    package func reaches(_ convening: ConveningID?) -> Bool {
        guard let convenings, let convening else { return true }
        return convenings.contains(convening)
    }

    /// The convenings as a bound value: nil for all.
    package var list: [ConveningID]? { self.convenings.map { $0.sorted() } }
}
