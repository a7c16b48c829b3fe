import Access
import Primitives

/// What somebody may do at present, as administrators see and change it.
package struct PersonAccess: Codable, Sendable, Equatable {
    package let personId: PersonID
    package let name: String
    package let roles: [Role]
    /// The convenings that she is assigned to. Administrators and auditors reach all of them without being assigned;
    /// applicants reach what is their own.
    package let convenings: [ConveningID]
    /// A closed account opens no session and no door.
    package let isClosed: Bool
    package let version: Int

    package init(
        personId: PersonID, name: String, roles: [Role], convenings: [ConveningID], isClosed: Bool, version: Int
    ) {
        self.personId = personId
        self.name = name
        self.roles = roles
        self.convenings = convenings
        self.isClosed = isClosed
        self.version = version
    }
}

/// What is sent to change it. Her sessions end and she signs in again.
package struct PersonAccessInput: Codable, Sendable, Equatable {
    package let roles: [Role]
    package let convenings: [ConveningID]
    package let isClosed: Bool
    /// Why; kept in the audit log, so no names.
    package let reason: String

    package init(roles: [Role], convenings: [ConveningID], isClosed: Bool, reason: String) {
        self.roles = roles
        self.convenings = convenings
        self.isClosed = isClosed
        self.reason = reason
    }
}
