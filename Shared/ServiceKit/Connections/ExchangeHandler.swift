import Access
import DequeModule
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Watches requests and answers pass: feeds the clock, answers what cannot be read as a request, and closes the
/// connection after an answer that says so or that came before the whole request.
final class ExchangeHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// The peer was too slow with its body: what the gate meets while it reads.
    struct TooSlow: Error {}

    /// What the rest of a request may have for it to be read after an early answer, so that the connection can stay.
    private static let mostDrained = 65_536

    private let connection: ConnectionGuard
    /// What of the announced body has not arrived; nil when it was not announced.
    private var missing: Int?
    /// Of the requests whose answer has not begun, whether they are the last of the connection.
    private var areLast: Deque<Bool> = []
    /// The answer that is being written ends the connection.
    private var closesAfterAnswer = false
    /// That answer has been written: no other follows.
    private var hasWrittenLast = false
    /// The service stops.
    private var isStopping = false
    /// A fault that has to wait until the answers before it are written.
    private var pending: (ProblemType, String)?
    /// True once nothing more is taken from the peer or given to it.
    private var isOver = false

    init(_ connection: ConnectionGuard) {
        self.connection = connection
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        self.connection.onFault = { fault in
            let (handler, context) = bound.value
            handler.handle(fault, context)
        }
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !self.isOver else { return }
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            let isChunked = head.headerFields[.transferEncoding] != nil
            self.missing = isChunked ? nil : head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
            self.areLast.append(head.headerFields[.connection]?.lowercased() == "close")
            self.connection.noteRequest(isHead: head.method == .head)
            self.connection.note { $0.headRead($1) }
        case .body(let bytes): self.missing = self.missing.map { $0 - bytes.readableBytes }
        case .end: self.connection.note { clock, _ in clock.endRead() }
        }
        context.fireChannelRead(data)
        // The rest of a request that was answered early has come; there is nothing more to wait for.
        if self.isStopping, !self.isOver, self.connection.clock.isIdle { self.close(context, isWhole: true) }
    }

    /// Nothing follows the request that was read last.
    private func endAfterNewest() {
        if self.areLast.isEmpty {
            self.closesAfterAnswer = true
        } else {
            self.areLast[self.areLast.count - 1] = true
        }
    }

    /// The service stops: an idle connection closes, another one with its answer.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        self.isStopping = true
        if self.connection.clock.isIdle, !self.isOver { self.close(context, isWhole: true) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let problem = Self.problem(of: error) else { return context.fireErrorCaught(error) }
        guard !self.isOver else { return }
        if self.connection.clock.isReadingBody {
            // The gate is reading and answers itself.
            self.endAfterNewest()
            context.fireErrorCaught(error)
        } else if self.connection.clock.unanswered > 0 {
            self.pending = problem
        } else {
            self.refuse(problem, context)
        }
    }

    /// What is wrong with bytes that are no request; nil for errors of other layers.
    private static func problem(of error: any Error) -> (ProblemType, String)? {
        switch error {
        case HTTPParserError.headerOverflow: (.headersTooLarge, "The header fields or the address are too long.")
        case is HTTPParserError: (.badRequest, "This is no HTTP/1.1 request.")
        case is HTTP1TypeConversionError: (.badRequest, "This is no HTTP/1.1 request.")
        default: nil
        }
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !self.isOver, !self.hasWrittenLast else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch Self.unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            let isLast = self.areLast.popFirst() ?? false
            // An answer before the end of its request: what remains may be endless.
            let isTooEarly =
                self.areLast.isEmpty && self.connection.clock.isReadingBody
                && (self.missing.map { $0 > Self.mostDrained } ?? true)
            self.closesAfterAnswer =
                isLast || isTooEarly || self.isStopping || head.headerFields[.connection] == "close"
            if self.closesAfterAnswer { head.headerFields[.connection] = "close" }
            self.connection.note { $0.answered(0, $1) }
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .head: context.write(data, promise: promise)
        case .body(let bytes):
            self.connection.note { $0.answered(bytes.readableBytes, $1) }
            context.write(data, promise: promise)
        case .end:
            let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let isLast = self.closesAfterAnswer
            promise.futureResult.whenSuccess {
                let (handler, context) = bound.value
                handler.ended(context, isLast: isLast)
            }
            context.write(data, promise: promise)
            guard isLast else { return }
            self.hasWrittenLast = true
            context.flush()
        }
    }

    /// An answer has left.
    private func ended(_ context: ChannelHandlerContext, isLast: Bool) {
        let isWhole = !self.connection.clock.isReadingBody
        self.connection.note { $0.answerEnded($1) }
        guard !self.isOver else { return }
        if isLast || (self.isStopping && self.connection.clock.unanswered == 0) {
            self.close(context, isWhole: isWhole)
        } else if let pending, self.connection.clock.unanswered == 0 {
            self.pending = nil
            self.refuse(pending, context)
        }
    }

    private func close(_ context: ChannelHandlerContext, isWhole: Bool) {
        self.isOver = true
        if isWhole {
            // TLS says goodbye, and waits some seconds for the same.
            context.close(promise: nil)
        } else {
            self.connection.lingerAndDrop()
        }
    }

    // MARK: Faults

    private func handle(_ fault: ExchangeClock.Fault, _ context: ChannelHandlerContext) {
        switch fault {
        case .idle: self.close(context, isWhole: true)
        case .head(let hasBegun) where hasBegun:
            self.refuse((.requestTimeout, "The head of the request did not arrive in time."), context)
        case .head, .answer: self.connection.dropNow()
        case .body where self.connection.clock.unanswered == 0:
            // It was answered before; only its rest was still awaited.
            self.connection.dropNow()
        case .body:
            self.endAfterNewest()
            self.connection.note { clock, _ in clock.endRead() }
            // The gate is reading: it meets the error and answers.
            context.fireErrorCaught(TooSlow())
        }
    }

    /// Answers without the gate, and closes.
    private func refuse(_ problem: (ProblemType, String), _ context: ChannelHandlerContext) {
        var (head, body) = self.connection.refusal(problem.0, problem.1)
        head.headerFields[.connection] = "close"
        self.isOver = true
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        self.connection.lingerAndDrop()
    }
}
