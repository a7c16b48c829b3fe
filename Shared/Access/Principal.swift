/// Who makes a request: the person (or service) and the role she acts in.
package struct Principal: Sendable, Hashable {
    /// Opaque id of the person or the service's name; never a name, an address or a number of a person.
    package let subject: String
    package let role: Role
    /// The service whose certificate was presented, on internal doors.
    package let caller: ServiceName?
    /// How far her right reaches beside the role.
    package let scope: AccessScope
    /// Whether a token for scripts was shown; such a token makes no other.
    package let isScript: Bool

    /// - Parameter caller: the service by whose certificate it came; nil at a public door.
    package init(
        subject: String, role: Role, caller: ServiceName? = nil, scope: AccessScope = .everything,
        isScript: Bool = false
    ) {
        self.subject = subject
        self.role = role
        self.caller = caller
        self.scope = scope
        self.isScript = isScript
    }
}
