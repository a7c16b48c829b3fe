import Access
import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Primitives
import ServiceLifecycle
import UnixSignals

/// What a service brings to its start: handlers, background services in start order, and readiness checks.
package struct ServiceAssembly: Sendable {
    package var handlers: HandlerTable
    package var services: [any Service]
    package var readiness: [(name: String, check: @Sendable () async -> Bool)]
    package var hooks: GateHooks

    /// - Parameters:
    ///   - handlers: one for every operation of the permission table.
    ///   - services: in start order; they stop in the reverse of it.
    ///   - readiness: what has to be well for the service to be sent work.
    ///   - hooks: what the gate asks the service.
    package init(
        handlers: HandlerTable, services: [any Service] = [],
        readiness: [(name: String, check: @Sendable () async -> Bool)] = [], hooks: GateHooks = GateHooks()
    ) {
        self.handlers = handlers
        self.services = services
        self.readiness = readiness
        self.hooks = hooks
    }
}

/// Starts a service: settings, assembly, two doors, clean stop on SIGTERM and SIGINT.
package enum ServiceHost {
    /// The whole main function of an executable. Exit codes: 0 stopped cleanly, 1 failed, 64 bad settings.
    package static func main(
        _ service: ServiceName,
        assemble: @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly
    ) async {
        do {
            let settings = try await ServiceSettings.read(service)
            LoggingSystem.bootstrap { label in LineLogHandler(label: label, level: settings.logLevel) }
            MetricsRegistry.bootstrap()
            let logger = Logger(label: service.rawValue)
            defer { LogStream.standardError.flush() }
            try await self.run(settings, logger: logger, assembly: try await assemble(settings, logger))
        } catch let error as SettingsError {
            FileHandle.standardError.write(Data("\(service.rawValue): \(error.description)\n".utf8))
            exit(64)
        } catch {
            FileHandle.standardError.write(Data("\(service.rawValue): stopped by \(type(of: error)): \(error)\n".utf8))
            exit(1)
        }
    }

    /// Runs until asked to stop. Then it is not ready for a while (`Drain`); the doors close, and what they stand on last.
    /// - Parameter onRunning: told each door's port once it listens; port 0 in the settings means any free one.
    package static func run(
        _ settings: ServiceSettings, logger: Logger, assembly: ServiceAssembly,
        signals: [UnixSignal] = [.sigterm, .sigint],
        onRunning: @escaping @Sendable (Door, Int) async -> Void = { _, _ in }
    ) async throws {
        let drain = Drain(pause: settings.drainTime)
        let handlers = try self.completed(assembly, settings, drain)
        let verifier: TokenVerifier
        do {
            verifier = try TokenVerifier(publicKeyPEM: String(contentsOfFile: settings.tokenPublicKey, encoding: .utf8))
        } catch {
            throw SettingsError("token.public.key: \(settings.tokenPublicKey) holds no Ed25519 public key in PEM.")
        }
        MetricsRegistry.bootstrap()
        let (routes, load) = (RouteTree(handlers), GateLoad(settings.limits))
        self.show(load, assembly)
        var services = assembly.services
        services.append(ProcessFigures(.shared))
        services.append(Pacer(admission: load.admission, inFlight: load.inFlight))
        for (door, listener) in [(Door.internal, settings.internalListener), (.public, settings.publicListener)] {
            guard let listener else { continue }
            let metrics = GateMetrics(door, handlers.operations)
            let gate = Gate(
                service: settings.service, door: door, routes: routes, verifier: verifier, hooks: assembly.hooks,
                load: load, metrics: metrics, drain: drain, logger: logger)
            let certificates = try DoorCertificates(door, settings, logger: logger)
            let registry = ConnectionRegistry(settings.limits)
            MetricsRegistry.shared.gauge("convene_connections_\(door.rawValue)", "Open connections of the door") {
                Double(registry.count)
            }
            services.append(certificates)
            services.append(
                Server(
                    childChannelSetup: DoorChannel(
                        responder: { request, writer, channel in
                            if DoorConnection.current?.hasAnsweredLast == true {
                                // Sent after the last one; the connection ends once its answer has left.
                                try await channel.closeFuture.get()
                                throw ChannelError.ioOnClosedChannel
                            }
                            let answer = await gate.answer(to: request)
                            try await writer.write(response: answer.head, body: answer.body)
                        }, limits: settings.limits, tls: certificates, registry: registry, refusal: gate.refusal),
                    configuration: ServerConfiguration(
                        address: .hostname(listener.host, port: listener.port), backlog: 1024),
                    onServerRunning: { channel in
                        await onRunning(door, channel.localAddress?.port ?? listener.port)
                    },
                    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: Self.quiet(logger)))
        }
        services.append(drain)
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: signals, logger: Self.quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// What the gate and the services know of their load, among the figures of the process.
    private static func show(_ load: GateLoad, _ assembly: ServiceAssembly) {
        let registry = MetricsRegistry.shared
        registry.gauge("convene_requests_running", "Requests that are worked on") {
            Double(load.admission.counts.running)
        }
        registry.gauge("convene_requests_waiting", "Requests that wait for a place") {
            Double(load.admission.counts.waiting)
        }
        for source in assembly.services.compactMap({ $0 as? any MetricsSource }) {
            for figure in source.figures { registry.gauge(figure.name, figure.help, read: figure.read) }
        }
    }

    /// Libraries below log at warning and above: their lines are about sockets, ours about work.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    /// The handlers with the system operations.
    private static func completed(
        _ assembly: ServiceAssembly, _ settings: ServiceSettings, _ drain: Drain
    ) throws -> HandlerTable {
        let document = try OpenAPIDocument(path: "\(settings.shareDirectory)/openapi/\(settings.service.rawValue).yaml")
        var handlers = assembly.handlers
        handlers.on(SystemOperations.live) { _ in try .ok(Health(status: "ok", failed: [])) }
        let checks = assembly.readiness
        handlers.on(SystemOperations.ready) { _ in
            var failed: [String] = []
            if drain.isDraining { failed.append("stopping") }
            for check in checks where !drain.isDraining {
                if !(await check.check()) { failed.append(check.name) }
            }
            guard failed.isEmpty else {
                throw Problem(
                    .unavailable, "Not ready.", parameters: ["failed": failed.joined(separator: ",")],
                    headers: ["Retry-After": "1"])
            }
            return try .ok(Health(status: "ready", failed: []))
        }
        handlers.on(SystemOperations.openAPIYAML) { document.yaml.answer($0) }
        handlers.on(SystemOperations.openAPIJSON) { document.json.answer($0) }
        handlers.on(SystemOperations.metrics) { _ in
            .file(
                Array(MetricsRegistry.shared.text().utf8), mediaType: "text/plain; version=0.0.4; charset=utf-8")
        }
        guard handlers.missing.isEmpty else {
            throw SettingsError("Operations without a handler: \(handlers.missing.joined(separator: ", ")).")
        }
        return handlers
    }
}
