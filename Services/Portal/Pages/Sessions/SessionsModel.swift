import Primitives

/// Where a person is signed in.
package struct SessionsModel: Sendable {
    package struct Entry: Sendable {
        package let id: String
        package let client: ClientName
        package let begunAt: Instant
        package let usedAt: Instant
        /// The session that reads the page.
        package let isThis: Bool

        package init(id: String, client: ClientName, begunAt: Instant, usedAt: Instant, isThis: Bool) {
            self.id = id
            self.client = client
            self.begunAt = begunAt
            self.usedAt = usedAt
            self.isThis = isThis
        }
    }

    package let entries: [Entry]
    /// Nil for those who have no second factor.
    package let recoveryCodesLeft: Int?

    package init(entries: [Entry], recoveryCodesLeft: Int?) {
        self.entries = entries
        self.recoveryCodesLeft = recoveryCodesLeft
    }
}
