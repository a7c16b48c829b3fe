import NIOCore
import NIOPosix
import Primitives
import Synchronization

/// Passes TCP connections on, as a balancer of the fourth layer does: it knows nothing of what they carry. New
/// connections go to the targets in turn; one that does not take them is passed over. Tests cut what is open.
package final class TCPRelay: Sendable {
    private struct State {
        var targets: [Int]
        var isMute = false
        var turn = 0
        var open: [ObjectIdentifier: any Channel] = [:]
        var accepted = 0
        var refused = 0
        var cut = 0
    }

    private let state: Locked<State>
    private let listener: Locked<(any Channel)?>

    private init(targets: [Int]) {
        self.state = Locked(State(targets: targets))
        self.listener = Locked(nil)
    }

    /// Listens on a free port of 127.0.0.1.
    /// - Parameter targets: ports of 127.0.0.1.
    package static func start(to targets: [Int]) async throws -> TCPRelay {
        let relay = TCPRelay(targets: targets)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            // Nothing is read before there is somebody to pass it to.
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { channel in
                relay.accept(channel)
                return channel.eventLoop.makeSucceededVoidFuture()
            }
            .bind(host: "127.0.0.1", port: 0).get()
        relay.listener.withLock { $0 = channel }
        return relay
    }

    /// Where it listens.
    package var port: Int { self.listener.withLock { $0?.localAddress?.port } ?? 0 }

    /// Where new connections go from now on.
    package var targets: [Int] {
        get { self.state.withLock { $0.targets } }
        set { self.state.withLock { $0.targets = newValue } }
    }

    /// Whether new connections are taken and nothing comes of them, as in a network that swallows packets.
    package var isMute: Bool {
        get { self.state.withLock { $0.isMute } }
        set { self.state.withLock { $0.isMute = newValue } }
    }

    /// Connections taken, those that no target took, and those cut, since the start.
    package var counts: (accepted: Int, refused: Int, cut: Int) {
        self.state.withLock { ($0.accepted, $0.refused, $0.cut) }
    }

    /// Ends every connection at this moment, whatever is under way.
    /// - Returns: how many there were.
    @discardableResult
    package func cutAll() -> Int {
        let channels = self.state.withLock { state in
            let channels = Array(state.open.values)
            state.cut += channels.count
            return channels
        }
        for channel in channels { channel.close(promise: nil) }
        return channels.count
    }

    package func stop() async {
        let channel = self.listener.withLock { listener in
            defer { listener = nil }
            return listener
        }
        try? await channel?.close()
        self.cutAll()
    }

    // MARK: Passing on

    private func accept(_ client: any Channel) {
        let order = self.state.withLock { state -> [Int]? in
            state.accepted += 1
            state.open[ObjectIdentifier(client)] = client
            if state.isMute { return nil }
            guard !state.targets.isEmpty else { return [] }
            state.turn = (state.turn + 1) % state.targets.count
            return Array(state.targets[state.turn...] + state.targets[..<state.turn])
        }
        client.closeFuture.whenComplete { _ in
            self.state.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(client)) }
        }
        if let order { self.connect(client, order[...]) }
    }

    private func connect(_ client: any Channel, _ targets: ArraySlice<Int>) {
        guard let port = targets.first else {
            self.state.withLock { $0.refused += 1 }
            client.close(promise: nil)
            return
        }
        ClientBootstrap(group: client.eventLoop)
            .connectTimeout(.seconds(1))
            .channelOption(.autoRead, value: false)
            .connect(host: "127.0.0.1", port: port)
            .whenComplete { result in
                switch result {
                case .failure: self.connect(client, targets.dropFirst())
                case .success(let server): Self.join(client, server)
                }
            }
    }

    /// Both channels are on one event loop.
    private static func join(_ client: any Channel, _ server: any Channel) {
        do {
            try client.pipeline.syncOperations.addHandler(PassOn(to: server))
            try server.pipeline.syncOperations.addHandler(PassOn(to: client))
            client.setOption(.autoRead, value: true).whenFailure { _ in server.close(promise: nil) }
            server.setOption(.autoRead, value: true).whenFailure { _ in client.close(promise: nil) }
            if !client.isActive { server.close(promise: nil) }
        } catch {
            client.close(promise: nil)
            server.close(promise: nil)
        }
    }

    /// Writes what it reads to the other side, and ends it with its own.
    private final class PassOn: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let other: any Channel

        init(to other: any Channel) {
            self.other = other
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            self.other.writeAndFlush(self.unwrapInboundIn(data), promise: nil)
        }

        func channelInactive(context: ChannelHandlerContext) {
            // Behind everything that was written before.
            let other = self.other
            other.writeAndFlush(ByteBuffer()).whenComplete { _ in other.close(promise: nil) }
            context.fireChannelInactive()
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
