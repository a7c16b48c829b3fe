import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Turns what NIO's parser reads into the field's common types. Answers pass beside it (`AnswerEncoder`).
final class RequestConverter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            do {
                // TLS or not is nothing that the peer says.
                let request = try HTTPRequest(head, secure: false, splitCookie: false)
                context.fireChannelRead(Self.wrapInboundOut(.head(request)))
            } catch {
                context.fireErrorCaught(error)
            }
        case .body(let bytes): context.fireChannelRead(Self.wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            context.fireChannelRead(Self.wrapInboundOut(.end(trailers.map { HTTPFields($0, splitCookie: false) })))
        }
    }
}
