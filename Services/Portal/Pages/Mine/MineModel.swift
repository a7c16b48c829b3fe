import Primitives

/// The applicant's own applications.
package struct MineModel: Sendable {
    package struct Item: Sendable {
        package let id: String
        package let callName: String
        package let code: String
        package let state: ApplicationStateWord
        package let closesAt: Instant?

        package init(id: String, callName: String, code: String, state: ApplicationStateWord, closesAt: Instant?) {
            self.id = id
            self.callName = callName
            self.code = code
            self.state = state
            self.closesAt = closesAt
        }
    }

    package let items: [Item]

    package init(items: [Item]) {
        self.items = items
    }
}
