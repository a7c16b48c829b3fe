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
    /// The answer that is being written ends the connection.
    private var closesAfterAnswer = false
    /// From the head of an answer to its end.
    private var isWriting = false
    /// That answer has been written: no other follows.
    private var hasWrittenLast = false
    /// Answers that are written to their end and have not left.
    private var unsent: Int { self.connection.clock.leaving - (self.isWriting ? 1 : 0) }
    /// Nothing more is asked: the connection closes when these have left.
    private var closesWhenSent = false
    /// The service stops.
    private var isStopping = false
    /// A fault that has to wait until the answers before it are written.
    private var pending: (ProblemType, String)?
    /// True once nothing more is taken from the peer or given to it.
    private var isOver = false
    /// TLS has said goodbye, after everything else had left.
    private var hasSaidGoodbye = false

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
            let waits = self.connection.asked.last?.waitsToSend ?? false
            self.connection.note { $0.headRead($1, waits: waits) }
        case .body(let bytes): self.missing = self.missing.map { $0 - bytes.readableBytes }
        case .end: self.connection.note { clock, _ in clock.endRead() }
        }
        context.fireChannelRead(data)
        // The rest of a request that was answered early has come; there is nothing more to wait for.
        if self.isStopping, !self.isOver, self.connection.clock.isIdle { self.close(context, isWhole: true) }
    }

    /// Nothing follows the request that was read last.
    private func endAfterNewest() {
        let newest = self.connection.asked.count - 1
        if newest < 0 {
            self.closesAfterAnswer = true
        } else {
            self.connection.asked[newest].isLast = true
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        // The service stops: an idle connection closes, another one with its answer.
        case is ChannelShouldQuiesceEvent:
            self.isStopping = true
            if self.connection.clock.isIdle, !self.isOver { self.close(context, isWhole: true) }
        // The peer's goodbye in answer to ours: there is nothing left to wait for.
        case ChannelEvent.inputClosed where self.hasSaidGoodbye: self.connection.dropNow()
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Somebody is going to read the body of the request that is worked on.
    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is DoorConnection.WantsBodyEvent else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed()
        guard !self.isOver, !self.hasWrittenLast, self.connection.clock.isReadingBody,
            self.connection.asked.first?.waitsToSend == true
        else { return }
        self.connection.asked[0].waitsToSend = false
        self.connection.note { $0.bodyWanted($1) }
        context.writeAndFlush(Self.wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // More of what has been found to be no request.
        if case ByteToMessageDecoderError.dataReceivedInErrorState = error { return }
        guard let problem = Self.problem(of: error) else { return context.fireErrorCaught(error) }
        guard !self.isOver else { return }
        if self.connection.clock.isReadingBody, self.connection.asked.isEmpty, !self.isWriting {
            // It was answered before its end; only its rest was still awaited.
            self.closesWhenSent = true
            if self.unsent == 0 { self.close(context, isWhole: false) }
        } else if self.connection.clock.isReadingBody {
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
        case is HTTPParserError, is ByteToMessageDecoderError.PayloadTooLargeError:
            (.badRequest, "This is no HTTP/1.1 request.")
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
            let asked = self.connection.beginAnswer()
            // An answer before the end of its request: what remains may be endless, or may never be sent when it was not
            // asked for.
            let isTooEarly =
                self.connection.asked.isEmpty && self.connection.clock.isReadingBody
                && (asked.waitsToSend || self.missing.map { $0 > Self.mostDrained } ?? true)
            self.closesAfterAnswer =
                asked.isLast || isTooEarly || self.isStopping || head.headerFields[.connection] == "close"
            if self.closesAfterAnswer { head.headerFields[.connection] = "close" }
            self.isWriting = true
            self.connection.note { $0.answerBegan($1) }
            context.write(Self.wrapOutboundOut(.head(head)), promise: promise)
        case .head: context.write(data, promise: promise)
        case .body(let bytes):
            self.connection.note { clock, _ in clock.answered(bytes.readableBytes) }
            context.write(data, promise: promise)
        case .end:
            let promise = promise ?? context.eventLoop.makePromise(of: Void.self)
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            let isLast = self.closesAfterAnswer
            self.isWriting = false
            promise.futureResult.whenSuccess {
                let (handler, context) = bound.value
                handler.ended(context, isLast: isLast)
            }
            context.write(data, promise: promise)
            guard isLast else { return }
            self.hasWrittenLast = true
            self.connection.connection.noteLastAnswer()
            context.flush()
        }
    }

    /// An answer has left.
    private func ended(_ context: ChannelHandlerContext, isLast: Bool) {
        let isWhole = !self.connection.clock.isReadingBody
        self.connection.note { $0.answerEnded($1) }
        guard !self.isOver else { return }
        if isLast {
            self.close(context, isWhole: isWhole)
        } else if let pending, self.connection.clock.unanswered == 0 {
            self.pending = nil
            self.refuse(pending, context)
        } else if (self.closesWhenSent && self.unsent == 0)
            || (self.isStopping && self.connection.clock.unanswered == 0)
        {
            self.close(context, isWhole: isWhole)
        }
    }

    /// Whoever answers has heard that nothing more is asked. What is written leaves before the connection closes: a peer
    /// that has said all it has to say may go on reading.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .input || self.isOver { return context.close(mode: mode, promise: promise) }
        if self.isWriting, self.connection.answering.isOld {
            // With a goodbye, what is there of the answer would look whole: HTTP/1.0 has no other end.
            promise?.succeed()
            return self.connection.dropNow()
        }
        guard self.unsent > 0 else { return context.close(mode: mode, promise: promise) }
        self.closesWhenSent = true
        if mode == .all {
            context.channel.closeFuture.cascade(to: promise)
        } else {
            promise?.succeed()
        }
    }

    private func close(_ context: ChannelHandlerContext, isWhole: Bool) {
        self.isOver = true
        if isWhole {
            self.hasSaidGoodbye = true
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
        _ = self.connection.beginAnswer()
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.write(Self.wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        self.connection.lingerAndDrop()
    }
}
