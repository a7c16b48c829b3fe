import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// How a door sets up an accepted connection: the guard, TLS with the certificates that hold now, HTTP/1.1.
struct DoorChannel: ServerChildChannel {
    /// What the connection's task gets.
    struct Value: ServerChildChannelValue {
        let exchange: HTTP1Channel.Value
        let connection: DoorConnection

        var channel: any Channel { self.exchange.channel }
    }

    private let http: HTTP1Channel
    private let limits: ServiceLimits
    private let tls: DoorCertificates
    private let registry: ConnectionRegistry
    private let refusal: ConnectionGuard.Refusal

    init(
        responder: @escaping HTTPChannelHandler.Responder, limits: ServiceLimits, tls: DoorCertificates,
        registry: ConnectionRegistry, refusal: @escaping ConnectionGuard.Refusal
    ) {
        self.http = HTTP1Channel(
            responder: responder,
            configuration: .init(
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerFields)))
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
            try pipeline.addHandler(ArrivalHandler(watch))
        }.flatMap {
            self.http.setup(channel: channel, logger: logger)
        }.flatMapThrowing { exchange in
            // Beside the codec, so that it sees every request before anything else does.
            let pipeline = channel.pipeline.syncOperations
            let watch = try pipeline.handler(type: ArrivalHandler.self).connection
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(ExchangeHandler(watch), position: .after(codec))
            return Value(exchange: exchange, connection: connection)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(value.connection.executor) {
            await DoorConnection.$current.withValue(value.connection) {
                await self.http.handle(value: value.exchange, logger: logger)
            }
        }
    }
}
