/// What a NOTIFY brought. A hint that something changed, not the change: the payload is at most an id.
package struct Notification: Sendable, Hashable {
    package let channel: String
    package let payload: String

    package init(channel: String, payload: String) {
        self.channel = channel
        self.payload = payload
    }
}
