import OrderedCollections

/// What identifies a prepared statement: its text and the types of its parameters.
package struct StatementKey: Hashable, Sendable {
    package let text: String
    package let oids: [UInt32]

    package init(text: String, oids: [UInt32]) {
        self.text = text
        self.oids = oids
    }
}

/// The prepared statements of one connection, least recently used out first.
package struct StatementCache {
    /// What to do for a statement.
    package enum Use: Equatable {
        /// The server has it under this name.
        case known(String)
        /// Prepare it under this name.
        case new(String)
    }

    private let limit: Int
    // In order of use: the first was used longest ago.
    private var names: OrderedDictionary<StatementKey, String> = [:]
    private var serial = 0
    /// Names that the server may still have and nobody will use again.
    package private(set) var outdated: [String] = []

    package init(limit: Int) {
        precondition(limit > 0)
        self.limit = limit
    }

    package var count: Int { self.names.count }

    /// The statement's name; a new one may push the oldest out into `outdated`.
    package mutating func use(_ key: StatementKey) -> Use {
        if let index = self.names.index(forKey: key) {
            let name = self.names.values[index]
            // Moving within an ordered dictionary costs its length, so only a full one keeps exact order.
            if index < self.names.count / 2 {
                self.names.remove(at: index)
                self.names[key] = name
            }
            return .known(name)
        }
        if self.names.count >= self.limit { self.outdated.append(self.names.removeFirst().value) }
        self.serial += 1
        let name = "s\(self.serial)"
        self.names[key] = name
        return .new(name)
    }

    /// Forgets a statement that the server never had, or has no more.
    package mutating func forget(_ key: StatementKey) {
        self.names[key] = nil
    }

    /// Forgets a statement that the server still has.
    package mutating func retire(_ key: StatementKey) {
        if let name = self.names.removeValue(forKey: key) { self.outdated.append(name) }
    }

    /// Takes one name to deallocate.
    package mutating func takeOutdated() -> String? { self.outdated.popLast() }

    /// Gives back a name whose deallocation failed.
    package mutating func putBack(_ name: String) { self.outdated.append(name) }
}
