/// Nobody says yes to what she asked for herself.
package enum SecondPersonRule {
    /// Opaque subject and role of somebody who acts.
    package struct Hand: Hashable, Sendable {
        package let subject: String
        package let role: String

        package init(subject: String, role: String) {
            self.subject = subject
            self.role = role
        }
    }

    package static func allows(asked: String, decides: String) -> Bool { asked != decides }

    /// A reference table needs another person in another role.
    package static func allowsTable(loaded: Hand, decides: Hand) -> Bool {
        loaded.subject != decides.subject && loaded.role != decides.role
    }
}
