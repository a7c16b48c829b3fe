import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Turns what NIO's parser reads into the field's common types, and notes what the form of the answer depends on.
/// Answers pass beside it (`AnswerEncoder`).
final class RequestConverter: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPRequestPart

    private let connection: ConnectionGuard

    init(_ connection: ConnectionGuard) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch Self.unwrapInboundIn(data) {
        case .head(let head):
            do {
                // TLS or not is nothing that the peer says.
                var request = try HTTPRequest(head, secure: false, splitCookie: false)
                let asked = Self.asked(head)
                // As the rest of the house looks for it, whatever else stands in the field.
                if asked.isLast { request.headerFields[.connection] = "close" }
                self.connection.asked.append(asked)
                context.fireChannelRead(Self.wrapInboundOut(.head(request)))
            } catch {
                context.fireErrorCaught(error)
            }
        case .body(let bytes): context.fireChannelRead(Self.wrapInboundOut(.body(bytes)))
        case .end(let trailers):
            context.fireChannelRead(Self.wrapInboundOut(.end(trailers.map { HTTPFields($0, splitCookie: false) })))
        }
    }

    private static func asked(_ head: HTTPRequestHead) -> ConnectionGuard.Asked {
        let isOld = (head.version.major, head.version.minor) < (1, 1)
        // After a wish for another protocol the parser takes no more bytes for HTTP.
        let leaves = head.method == .CONNECT || head.headers.contains(name: "upgrade")
        return ConnectionGuard.Asked(
            isHead: head.method == .HEAD, isOld: isOld, isLast: isOld || leaves || !head.isKeepAlive,
            waitsToSend: !isOld && head.headers.first(name: "expect")?.lowercased() == "100-continue")
    }
}
