/// How much of a service one peer, one person or everybody together may take. Every value is a configuration key
/// (`ServiceLimits.keys`); 0 switches a rate limit off.
package struct ServiceLimits: Sendable, Equatable {
    // MARK: One connection

    /// Seconds from the first packet (or the end of the request before) to the end of a request's head, the TLS
    /// handshake included.
    package var headSeconds = 10
    /// Seconds for a whole body.
    package var bodySeconds = 30
    /// Bytes a second that a body or the reader of an answer must keep up, after the first five seconds of a body and
    /// beyond `answerSeconds` for an answer.
    package var minimumRate = 1024
    /// Seconds for the peer to take an answer, beside what `minimumRate` allows for a large one.
    package var answerSeconds = 60
    /// Seconds that a connection may stay open between requests.
    package var idleSeconds = 75
    /// Bytes of all header fields and the target of a request together.
    package var headerBytes = 32_768
    /// Number of header fields.
    package var headerFields = 100

    // MARK: Connections

    /// Open connections of one door. At the limit the connection that has been idle for longest makes room.
    package var connections = 8192
    /// Open connections of one peer address at one door, likewise.
    package var connectionsPerAddress = 1024

    // MARK: Requests

    /// Seconds from the arrival of a request to its answer; then the work is cancelled and the answer is 503.
    package var requestSeconds = 30
    /// Requests that may be worked on at once, of all kinds.
    package var running = 256
    /// The same for each kind (`Endpoint.Effect`).
    package var runningReads = 192
    package var runningComputes = 96
    package var runningActs = 128
    package var runningEdits = 96
    /// Requests that may wait for one of these places.
    package var waiting = 512
    /// Seconds that a request may wait for a place.
    package var waitingSeconds = 3

    // MARK: Rates

    /// Requests a second from one address on a public door, sustained, and how many may come at once.
    package var addressRate = 500
    package var addressBurst = 20_000
    /// Requests a second of one principal on either door, likewise.
    package var principalRate = 300
    package var principalBurst = 20_000

    package init() {}

    /// Key, default, and where it is kept; the smallest value that makes sense.
    static let keys: [(key: String, path: any WritableKeyPath<ServiceLimits, Int> & Sendable, least: Int)] = [
        ("limit.head.seconds", \.headSeconds, 1),
        ("limit.body.seconds", \.bodySeconds, 1),
        ("limit.minimum.rate", \.minimumRate, 1),
        ("limit.answer.seconds", \.answerSeconds, 1),
        ("limit.idle.seconds", \.idleSeconds, 1),
        ("limit.header.bytes", \.headerBytes, 1024),
        ("limit.header.fields", \.headerFields, 8),
        ("limit.connections", \.connections, 1),
        ("limit.connections.per.address", \.connectionsPerAddress, 1),
        ("limit.request.seconds", \.requestSeconds, 1),
        ("limit.running", \.running, 1),
        ("limit.running.reads", \.runningReads, 1),
        ("limit.running.computes", \.runningComputes, 1),
        ("limit.running.acts", \.runningActs, 1),
        ("limit.running.edits", \.runningEdits, 1),
        ("limit.waiting", \.waiting, 0),
        ("limit.waiting.seconds", \.waitingSeconds, 1),
        ("limit.address.rate", \.addressRate, 0),
        ("limit.address.burst", \.addressBurst, 1),
        ("limit.principal.rate", \.principalRate, 0),
        ("limit.principal.burst", \.principalBurst, 1),
    ]
}
