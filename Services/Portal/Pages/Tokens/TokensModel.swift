import Primitives

/// A person's own tokens for scripts, and what a new one could be.
package struct TokensModel: Sendable {
    package struct Entry: Sendable {
        package let id: String
        package let name: String
        package let role: RoleWord
        package let endsAt: Instant
        package let isReadOnly: Bool

        package init(id: String, name: String, role: RoleWord, endsAt: Instant, isReadOnly: Bool) {
            self.id = id
            self.name = name
            self.role = role
            self.endsAt = endsAt
            self.isReadOnly = isReadOnly
        }
    }

    /// Lives that can be chosen, in days.
    package static let lives = [7, 30, 90]

    /// Those that still open doors.
    package let entries: [Entry]
    package let roles: [RoleWord]
    /// The convenings that a token can be limited to.
    package let convenings: [(id: String, name: String)]
    package let name: String
    package let problems: [FieldProblem]

    package init(
        entries: [Entry], roles: [RoleWord], convenings: [(id: String, name: String)], name: String = "",
        problems: [FieldProblem] = []
    ) {
        self.entries = entries
        self.roles = roles
        self.convenings = convenings
        self.name = name
        self.problems = problems
    }
}
