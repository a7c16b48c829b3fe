import Access
import NIOCore
import Primitives
import Synchronization

/// What is known of one connection, for the gate (who is at the other end) and for the registry (whether it is idle).
final class DoorConnection: Sendable {
    /// The connection whose request the current task answers.
    @TaskLocal static var current: DoorConnection?

    /// Asks the outermost handler to close the connection at once, without waiting for anything from the peer.
    struct DropEvent: Sendable {}

    /// Asks for the body of the request that is worked on, if its sender waits for that.
    struct WantsBodyEvent: Sendable {}

    let channel: any Channel
    /// The peer's address, for acts whose record needs it.
    let peerAddress: String
    /// The thread that its bytes come and go on.
    let executor: LoopExecutor
    /// Stands for the peer's address; means nothing outside of this process.
    let address: UInt64
    /// True when there was no room for it: it is closed as soon as it is there.
    let isSuperfluous: Bool
    private let used: Atomic<UInt64>
    private let busy = Atomic<Bool>(false)
    private let answeredLast = Atomic<Bool>(false)
    private let peer = Locked<Peer>(.unknown)

    private enum Peer {
        case unknown
        case known(ServiceName?)
    }

    init(channel: any Channel, address: UInt64, now: UInt64, isSuperfluous: Bool = false) {
        self.channel = channel
        self.peerAddress = channel.remoteAddress?.ipAddress ?? ""
        self.executor = LoopExecutor(channel.eventLoop)
        self.address = address
        self.isSuperfluous = isSuperfluous
        self.used = Atomic(now)
    }

    /// When it last did something, in nanoseconds of uptime; nil while a request is being read or answered.
    var lastUse: UInt64? {
        self.busy.load(ordering: .relaxed) ? nil : self.used.load(ordering: .relaxed)
    }

    func use(isBusy: Bool, _ now: NIODeadline) {
        self.busy.store(isBusy, ordering: .relaxed)
        self.used.store(now.uptimeNanoseconds, ordering: .relaxed)
    }

    /// True from the answer on that said that it is the last: whatever was sent after its request is not worked on
    /// (RFC 9112 §9.6).
    var hasAnsweredLast: Bool { self.answeredLast.load(ordering: .acquiring) }

    /// The last answer is being written.
    func noteLastAnswer() { self.answeredLast.store(true, ordering: .releasing) }

    /// The body of the request that is worked on is going to be read.
    func wantBody() {
        self.channel.triggerUserOutboundEvent(WantsBodyEvent(), promise: nil)
    }

    /// Closes it for somebody else.
    func drop() {
        self.channel.triggerUserOutboundEvent(DropEvent(), promise: nil)
    }

    /// The service whose certificate was presented; read from the certificate once a connection.
    func service() async throws -> ServiceName? {
        if case .known(let service) = self.peer.withLock({ $0 }) { return service }
        let service = try await PeerIdentity.service(on: self.channel)
        self.peer.withLock { $0 = .known(service) }
        return service
    }
}
