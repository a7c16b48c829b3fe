import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// How a door sets up an accepted connection: the guard, TLS with the certificates that hold now, HTTP/1.1.
struct DoorChannel: HTTPChannelHandler {
    /// What the connection's task gets.
    struct Value: ServerChildChannelValue {
        let exchange: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let connection: DoorConnection

        var channel: any Channel { self.exchange.channel }
    }

    let responder: Responder
    private let limits: ServiceLimits
    private let tls: DoorCertificates
    private let registry: ConnectionRegistry
    private let refusal: ConnectionGuard.Refusal
    private let turns = FlushTurns()

    init(
        responder: @escaping Responder, limits: ServiceLimits, tls: DoorCertificates,
        registry: ConnectionRegistry, refusal: @escaping ConnectionGuard.Refusal
    ) {
        self.responder = responder
        self.limits = limits
        self.tls = tls
        self.registry = registry
        self.refusal = refusal
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        let connection = self.registry.open(channel)
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let watch = ConnectionGuard(connection, self.limits, refusal: self.refusal)
            try pipeline.addHandler(SocketHandler(watch))
            try pipeline.addHandler(NIOSSLServerHandler(context: self.tls.context))
            try pipeline.addHandler(AnswerEncoder(watch, self.turns.turn(of: channel.eventLoop)))
            try pipeline.addHandler(ArrivalHandler(watch))
            try pipeline.addHandler(
                ByteToMessageHandler(
                    HTTPRequestDecoder(
                        leftOverBytesStrategy: .dropBytes, informationalResponseStrategy: .forward,
                        limitConfiguration: self.decoderLimits),
                    // What the parser has not taken: part of a field, or of what follows a wish for another protocol.
                    maximumBufferSize: self.limits.headerBytes + 1024))
            try pipeline.addHandler(RequestConverter(watch))
            try pipeline.addHandler(ExchangeHandler(watch))
            let exchange = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
            return Value(exchange: exchange, connection: connection)
        }
    }

    private var decoderLimits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = self.limits.headerBytes
        limits.maxHeaderListSize = self.limits.headerBytes
        limits.maxHeaderFieldCount = self.limits.headerFields
        return limits
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(value.connection.executor) {
            await DoorConnection.$current.withValue(value.connection) {
                await self.handleHTTP(asyncChannel: value.exchange, logger: logger)
            }
        }
    }
}
