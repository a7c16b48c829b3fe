/// Who makes a request: the person (or service) and the role she acts in.
package struct Principal: Sendable, Hashable {
    /// Opaque id of the person or the service's name; never a name, an address or a number of a person.
    package let subject: String
    package let role: Role
    /// The service whose certificate was presented, on internal doors.
    package let caller: ServiceName?

    package init(subject: String, role: Role, caller: ServiceName? = nil) {
        self.subject = subject
        self.role = role
        self.caller = caller
    }
}
