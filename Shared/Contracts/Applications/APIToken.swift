import Access
import Primitives

/// Marks ids of tokens for scripts.
package enum APITokenTag {}
package typealias APITokenID = ID<APITokenTag>

/// What is sent to make a token for scripts.
package struct APITokenInput: Codable, Sendable, Equatable {
    /// What it is for, in its maker's words.
    package let name: String
    /// Limits it to some convenings; nil: as far as its maker reaches.
    package let convenings: [ConveningID]?
    /// Limits it to some operations, by their ids in the OpenAPI documents; nil: all that the role may.
    package let operations: [String]?
    package let isReadOnly: Bool
    /// At most 90 days away.
    package let expiresAt: Instant

    /// - Parameter expiresAt: refused by the service when it is past, or more than 90 days away.
    package init(
        name: String, convenings: [ConveningID]? = nil, operations: [String]? = nil, isReadOnly: Bool = false,
        expiresAt: Instant
    ) {
        self.name = name
        self.convenings = convenings
        self.operations = operations
        self.isReadOnly = isReadOnly
        self.expiresAt = expiresAt
    }
}

/// A token for scripts as its maker and administrators see it.
package struct APIToken: Codable, Sendable, Equatable {
    package let id: APITokenID
    package let personId: PersonID
    package let name: String
    /// The role in which it was made, and in which it acts.
    package let role: Role
    package let convenings: [ConveningID]?
    package let operations: [String]?
    package let isReadOnly: Bool
    package let createdAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?
    /// Only in the answer to its making, and there only the first time.
    package let secret: String?

    /// - Parameter secret: left out everywhere but in the answer to its making.
    package init(
        id: APITokenID, personId: PersonID, name: String, role: Role, convenings: [ConveningID]?,
        operations: [String]?, isReadOnly: Bool, createdAt: Instant, expiresAt: Instant, revokedAt: Instant?,
        secret: String? = nil
    ) {
        self.id = id
        self.personId = personId
        self.name = name
        self.role = role
        self.convenings = convenings
        self.operations = operations
        self.isReadOnly = isReadOnly
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.secret = secret
    }

    /// The token with its secret, for the one time that it is shown.
    package func showing(_ secret: String) -> APIToken {
        APIToken(
            id: self.id, personId: self.personId, name: self.name, role: self.role, convenings: self.convenings,
            operations: self.operations, isReadOnly: self.isReadOnly, createdAt: self.createdAt,
            expiresAt: self.expiresAt, revokedAt: self.revokedAt, secret: secret)
    }
}
