import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Writes answers as HTTP/1.1 (RFC 9112), right above TLS.
///
/// What is written waits until it is flushed and leaves in one piece, so that head and body share a TLS record and
/// mostly a packet; and a flush takes place when what else is ready on the event loop has had its turn (`FlushTurn`).
/// NIO's encoder makes a piece of each part, after turning the fields into another form first.
final class AnswerEncoder: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = ByteBuffer

    /// How the end of the body is told (RFC 9112 §6).
    private enum Framing {
        /// By `Content-Length`, which the head says.
        case length
        case chunked
        /// By the end of the connection, for HTTP/1.0.
        case untilClosed
        /// There is none, whatever the head says: 1xx, 204, 304 and answers to HEAD.
        case empty
    }

    /// What a TLS record holds (RFC 8446 §5.1); larger pieces gain nothing by being copied together.
    private static let limit = 16_384
    /// More than this leaves before its turn: the socket says when it cannot take more, and whoever makes a long answer
    /// while it is sent has to be told.
    private static let mostPassed = 65_536

    private let connection: ConnectionGuard
    private let turn: FlushTurn
    private var context: ChannelHandlerContext?
    private var framing = Framing.length
    private var waiting: ByteBuffer?
    private var promise: EventLoopPromise<Void>?
    private var isInTurn = false
    /// Bytes that TLS has got since the last flush.
    private var passed = 0

    init(_ connection: ConnectionGuard, _ turn: FlushTurn) {
        self.connection = connection
        self.turn = turn
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        self.waiting = nil
        let promise = self.promise
        self.promise = nil
        promise?.fail(ChannelError.ioOnClosedChannel)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch Self.unwrapOutboundIn(data) {
        case .head(let head): self.add(head, context)
        case .body(let bytes): self.add(bytes, context)
        // No answer of ours has trailers.
        case .end: if self.framing == .chunked { self.put(context, 8) { $0.writeString("0\r\n\r\n") } }
        }
        self.join(promise, context)
    }

    func flush(context: ChannelHandlerContext) {
        guard !self.isInTurn else { return }
        self.isInTurn = true
        self.turn.join(self)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if self.waiting != nil {
            self.pass(context)
            context.flush()
        }
        context.close(mode: mode, promise: promise)
    }

    /// Its turn has come.
    func flushNow() {
        self.isInTurn = false
        guard let context else { return }
        self.pass(context)
        self.passed = 0
        context.flush()
    }

    // MARK: Parts

    private func add(_ head: HTTPResponse, _ context: ChannelHandlerContext) {
        let length = head.headerFields[.contentLength]
        let isInformational = head.status.kind == .informational
        let asked = self.connection.answering
        let hasNone = isInformational || head.status == .noContent || head.status == .notModified
        self.framing =
            hasNone || asked.isHead ? .empty : length != nil ? .length : asked.isOld ? .untilClosed : .chunked
        let body = self.framing == .length ? length.flatMap { Int($0) } ?? 0 : 0
        self.put(context, 768 + min(body, Self.limit)) { buffer in
            buffer.writeString("HTTP/1.1 ")
            buffer.writeString(String(head.status.code))
            buffer.writeString(" ")
            // The same words for a code wherever it comes from.
            buffer.writeString(HTTPResponseStatus(statusCode: head.status.code).reasonPhrase)
            buffer.writeString("\r\n")
            // These answers have no length of their own (RFC 9110 §8.6), and 304 would have to say that of the 200.
            for field in head.headerFields where !(hasNone && field.name == .contentLength) {
                buffer.writeString(field.name.rawName)
                buffer.writeString(": ")
                buffer.writeString(field.value)
                buffer.writeString("\r\n")
            }
            buffer.writeString(self.framing == .chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n")
        }
    }

    private func add(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard self.framing != .empty, bytes.readableBytes > 0 else { return }
        let isChunked = self.framing == .chunked
        if isChunked {
            self.put(context, 16) { $0.writeString("\(String(bytes.readableBytes, radix: 16))\r\n") }
        }
        if bytes.readableBytes > Self.limit {
            self.pass(context)
            self.give(bytes, nil, context)
        } else {
            self.put(context, bytes.readableBytes) { $0.writeImmutableBuffer(bytes) }
        }
        if isChunked { self.put(context, 2) { $0.writeString("\r\n") } }
    }

    // MARK: Waiting

    /// Adds to what waits, which never grows beyond a record.
    private func put(_ context: ChannelHandlerContext, _ size: Int, _ write: (inout ByteBuffer) -> Void) {
        if let waiting, waiting.readableBytes + size > Self.limit { self.pass(context) }
        var buffer = self.waiting ?? context.channel.allocator.buffer(capacity: size)
        // Not held twice while it is written to: it would be copied.
        self.waiting = nil
        write(&buffer)
        self.waiting = buffer
    }

    private func join(_ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        guard let promise else { return }
        if let first = self.promise {
            first.futureResult.cascade(to: promise)
        } else {
            self.promise = promise
        }
        if self.waiting == nil { self.waiting = context.channel.allocator.buffer(capacity: 0) }
    }

    private func pass(_ context: ChannelHandlerContext) {
        guard let bytes = self.waiting else { return }
        let promise = self.promise
        self.waiting = nil
        self.promise = nil
        self.give(bytes, promise, context)
    }

    private func give(_ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        self.passed += bytes.readableBytes
        context.write(Self.wrapOutboundOut(bytes), promise: promise)
        guard self.passed > Self.mostPassed else { return }
        self.passed = 0
        context.flush()
    }
}
