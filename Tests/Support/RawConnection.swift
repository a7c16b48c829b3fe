import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Primitives
import Synchronization

/// One TLS connection on which a test says exactly what it wants, as slowly as it wants.
package final class RawConnection: Sendable {
    private struct Inbox {
        var bytes: [UInt8] = []
        var isClosed = false
        var isCut = false
    }

    private final class Reader: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer

        let inbox = Locked(Inbox())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let buffer = Self.unwrapInboundIn(data)
            self.inbox.withLock { $0.bytes.append(contentsOf: buffer.readableBytesView) }
        }

        func channelInactive(context: ChannelHandlerContext) { self.inbox.withLock { $0.isClosed = true } }
        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            if case NIOSSLError.uncleanShutdown = error { self.inbox.withLock { $0.isCut = true } }
            context.close(promise: nil)
        }
    }

    private let channel: any Channel
    private let reader: Reader

    private init(_ channel: any Channel, _ reader: Reader) {
        self.channel = channel
        self.reader = reader
    }

    /// - Parameters:
    ///   - isTLS: false leaves the handshake out.
    ///   - reads: false takes nothing from the socket until `startReading()`.
    package static func open(
        port: Int, authority: String, isTLS: Bool = true, reads: Bool = true
    ) async throws -> RawConnection {
        let reader = Reader()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(authority)
        let context = try NIOSSLContext(configuration: tls)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // A small window, so that a reader who does not read is noticed at once.
            .channelOption(.socketOption(.so_rcvbuf), value: reads ? 262_144 : 8192)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isTLS {
                        try channel.pipeline.syncOperations.addHandler(
                            NIOSSLClientHandler(context: context, serverHostname: nil))
                    }
                    try channel.pipeline.syncOperations.addHandler(reader)
                }
            }.connect(host: "127.0.0.1", port: port).get()
        return RawConnection(channel, reader)
    }

    /// Sends; what cannot be sent any more is not noticed here.
    package func send(_ text: String) {
        self.channel.writeAndFlush(ByteBuffer(string: text), promise: nil)
    }

    /// Sends and waits until the socket has taken it.
    package func push(_ bytes: [UInt8]) async throws {
        try await self.channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Says that nothing more comes from this side (TLS `close_notify`), and reads on.
    package func endSending() {
        self.channel.close(mode: .output, promise: nil)
    }

    package func setReading(_ reads: Bool) async throws {
        try await self.channel.setOption(.autoRead, value: reads).get()
    }

    package var text: String { String(decoding: self.reader.inbox.withLock(\.bytes), as: UTF8.self) }
    package var count: Int { self.reader.inbox.withLock(\.bytes.count) }
    package var isClosed: Bool { self.reader.inbox.withLock(\.isClosed) }
    /// Whether the other side said that it ends (TLS `close_notify`), rather than being cut off.
    package var endedWithGoodbye: Bool { self.reader.inbox.withLock { $0.isClosed && !$0.isCut } }

    /// Waits until the other side has closed.
    /// - Returns: seconds that it took; nil when it did not happen in time.
    package func closed(within seconds: Double) async throws -> Double? {
        try await self.wait(seconds) { self.isClosed }
    }

    /// Waits until something has arrived.
    package func received(_ text: String, within seconds: Double = 10) async throws -> Bool {
        try await self.wait(seconds) { self.text.contains(text) } != nil
    }

    private func wait(_ seconds: Double, _ condition: () -> Bool) async throws -> Double? {
        let begin = ContinuousClock.now
        while begin.duration(to: .now) < .seconds(seconds) {
            if condition() { return begin.duration(to: .now) / .seconds(1) }
            try await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    deinit { self.channel.close(mode: .all, promise: nil) }
}
