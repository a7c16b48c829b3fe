import Access
import DequeModule
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// What the three handlers of one connection know together: the clock, and how the connection ends. Lives on the
/// connection's event loop.
final class ConnectionGuard {
    /// What the form of an answer depends on, of its request.
    struct Asked {
        var isHead = false
        /// HTTP/1.0, which knows no chunks.
        var isOld = false
        /// No request follows on this connection.
        var isLast = false
        /// The body is only sent when it is asked for (RFC 9110 §10.1.1).
        var waitsToSend = false
    }

    /// Says what is answered when no handler is asked: a head and a body.
    typealias Refusal = @Sendable (ProblemType, _ detail: String) -> (HTTPResponse, ByteBuffer)

    let connection: DoorConnection
    let refusal: Refusal
    var clock: ExchangeClock
    /// True from the moment at which nothing more is read from the peer.
    private(set) var isDeaf = false
    private let eventLoop: any EventLoop
    /// The requests whose answer has not begun, the oldest first.
    var asked: Deque<Asked> = []
    /// The request whose answer is being written.
    private(set) var answering = Asked()
    private var alarm: (task: Scheduled<Void>, moment: NIODeadline)?
    /// Closes the socket, whatever state TLS is in.
    var dropNow: () -> Void = {}
    /// Handles what the clock says.
    var onFault: (ExchangeClock.Fault) -> Void = { _ in }

    /// Time for a peer to read the last answer before the socket is closed under its unread request.
    private static let linger = TimeAmount.seconds(2)

    init(_ connection: DoorConnection, _ limits: ServiceLimits, refusal: @escaping Refusal) {
        self.connection = connection
        self.refusal = refusal
        self.eventLoop = connection.channel.eventLoop
        self.clock = ExchangeClock(limits, opened: .now())
    }

    /// The answer to the oldest request begins; to none that was understood when there is none.
    func beginAnswer() -> Asked {
        self.answering = self.asked.popFirst() ?? Asked()
        return self.answering
    }

    /// Tells the clock something and sets the alarm anew where that is needed.
    func note(_ event: (inout ExchangeClock, NIODeadline) -> Void) {
        guard !self.isDeaf else { return }
        let now = NIODeadline.now()
        event(&self.clock, now)
        self.connection.use(isBusy: !self.clock.isIdle, now)
        self.setAlarm()
    }

    /// An alarm that rings too early only looks again; so a busy connection sets about one in ten seconds, not three
    /// a request.
    private func setAlarm() {
        guard let next = self.clock.next else { return }
        if let alarm, alarm.moment <= next.moment { return }
        self.alarm?.task.cancel()
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        let task = self.eventLoop.scheduleTask(deadline: next.moment) { bound.value.ring() }
        self.alarm = (task, next.moment)
    }

    private func ring() {
        self.alarm = nil
        guard !self.isDeaf, let next = self.clock.next else { return }
        guard next.moment <= .now() else { return self.setAlarm() }
        self.onFault(next.fault)
    }

    /// Reads nothing more, gives the peer a moment to take what was sent, then closes the socket. An endless body is
    /// not swallowed: it stays with its sender.
    func lingerAndDrop() {
        guard !self.isDeaf else { return }
        self.isDeaf = true
        self.alarm?.task.cancel()
        let bound = NIOLoopBound(self, eventLoop: self.eventLoop)
        let task = self.eventLoop.scheduleTask(in: Self.linger) { bound.value.dropNow() }
        self.alarm = (task, .now() + Self.linger)
    }

    func ended() {
        self.isDeaf = true
        self.alarm?.task.cancel()
        self.alarm = nil
        self.dropNow = {}
        self.onFault = { _ in }
    }
}
