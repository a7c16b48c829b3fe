import NIOCore

/// The outermost handler of a connection, before TLS: it can stop reading and close the socket at once.
final class SocketHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let connection: ConnectionGuard

    init(_ connection: ConnectionGuard) {
        self.connection = connection
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        self.connection.dropNow = { bound.value.close(mode: .all, promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.connection.ended()
    }

    func channelActive(context: ChannelHandlerContext) {
        guard !self.connection.connection.isSuperfluous else { return context.close(mode: .all, promise: nil) }
        // Sets the first alarm.
        self.connection.note { _, _ in }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if !self.connection.isDeaf { context.fireChannelRead(data) }
    }

    func read(context: ChannelHandlerContext) {
        if !self.connection.isDeaf { context.read() }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        if event is DoorConnection.DropEvent {
            context.close(mode: .all, promise: promise)
        } else {
            context.triggerUserOutboundEvent(event, promise: promise)
        }
    }
}

/// Between TLS and HTTP: counts what arrives.
final class ArrivalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    let connection: ConnectionGuard

    init(_ connection: ConnectionGuard) {
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let count = Self.unwrapInboundIn(data).readableBytes
        self.connection.note { $0.bytesArrived(count, $1) }
        context.fireChannelRead(data)
    }
}
