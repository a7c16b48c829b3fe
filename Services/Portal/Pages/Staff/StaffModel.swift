import Primitives

/// What needs doing, for this person.
package struct StaffModel: Sendable {
    /// One thing to do; each is a link to the page where it is done.
    package enum Task: Sendable {
        case score(count: Int)
        case check(count: Int, call: String)
        case clashes(count: Int, convening: String)
        case sign(round: String)
        case confirm(round: String)
        case release(convening: String)
    }

    /// A convening and its pages.
    package struct Convening: Sendable {
        package let name: String
        package let links: [PageContext.StaffLink]

        package init(name: String, links: [PageContext.StaffLink]) {
            self.name = name
            self.links = links
        }
    }

    package let tasks: [Task]
    package let nextDeadline: Instant?
    package let convenings: [Convening]
    /// Whether a service did not answer, so that the list may be incomplete.
    package let isIncomplete: Bool

    package init(tasks: [Task], nextDeadline: Instant?, convenings: [Convening], isIncomplete: Bool) {
        self.tasks = tasks
        self.nextDeadline = nextDeadline
        self.convenings = convenings
        self.isIncomplete = isIncomplete
    }
}
