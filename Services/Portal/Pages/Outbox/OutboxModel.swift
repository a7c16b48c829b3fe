import Primitives

/// The messages that a demonstration keeps instead of sending them.
package struct OutboxModel: Sendable {
    package struct Message: Sendable {
        package let to: String
        package let sentAt: Instant
        package let code: String

        package init(to: String, sentAt: Instant, code: String) {
            self.to = to
            self.sentAt = sentAt
            self.code = code
        }
    }

    package let messages: [Message]

    package init(messages: [Message]) {
        self.messages = messages
    }
}
