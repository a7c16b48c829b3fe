import Access
import Foundation
import Hummingbird
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import UnixSignals

/// What a service brings to its start: handlers, background services in start order, and readiness checks.
package struct ServiceAssembly: Sendable {
    package var handlers: HandlerTable
    package var services: [any Service]
    package var readiness: [(name: String, check: @Sendable () async -> Bool)]
    package var hooks: GateHooks

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
            LoggingSystem.bootstrap { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = settings.logLevel
                return handler
            }
            let logger = Logger(label: service.rawValue)
            try await self.run(settings, logger: logger, assembly: try await assemble(settings, logger))
        } catch let error as SettingsError {
            FileHandle.standardError.write(Data("\(service.rawValue): \(error.description)\n".utf8))
            exit(64)
        } catch {
            FileHandle.standardError.write(Data("\(service.rawValue): stopped by \(type(of: error)): \(error)\n".utf8))
            exit(1)
        }
    }

    /// Runs until asked to stop. The doors close first, what they stand on last.
    /// - Parameter onRunning: told each door's port once it listens; port 0 in the settings means any free one.
    package static func run(
        _ settings: ServiceSettings, logger: Logger, assembly: ServiceAssembly,
        signals: [UnixSignal] = [.sigterm, .sigint],
        onRunning: @escaping @Sendable (Door, Int) async -> Void = { _, _ in }
    ) async throws {
        let handlers = try self.completed(assembly, settings)
        let verifier: TokenVerifier
        do {
            verifier = try TokenVerifier(publicKeyPEM: String(contentsOfFile: settings.tokenPublicKey, encoding: .utf8))
        } catch {
            throw SettingsError("token.public.key: \(settings.tokenPublicKey) holds no Ed25519 public key in PEM.")
        }
        var services = assembly.services
        for (door, listener) in [(Door.internal, settings.internalListener), (.public, settings.publicListener)] {
            guard let listener else { continue }
            let gate = Gate(
                service: settings.service, door: door, table: handlers, verifier: verifier, hooks: assembly.hooks,
                logger: logger)
            services.append(
                Application(
                    responder: gate,
                    server: try .tls(
                        .http1(configuration: .init(idleTimeout: .seconds(75))),
                        tlsConfiguration: try DoorTLS.configuration(door, settings)),
                    configuration: .init(
                        address: .hostname(listener.host, port: listener.port), backlog: 1024,
                        availableConnectionsDelegate: nil),
                    onServerRunning: { channel in
                        await onRunning(door, channel.localAddress?.port ?? listener.port)
                    },
                    logger: Self.quiet(logger)))
        }
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: signals, logger: Self.quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Libraries below log at warning and above: their lines are about sockets, ours about work.
    private static func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    /// The handlers with the system operations.
    private static func completed(_ assembly: ServiceAssembly, _ settings: ServiceSettings) throws -> HandlerTable {
        let document = try OpenAPIDocument(path: "\(settings.shareDirectory)/openapi/\(settings.service.rawValue).yaml")
        var handlers = assembly.handlers
        handlers.on(SystemOperations.live) { _ in try .ok(Health(status: "ok", failed: [])) }
        let checks = assembly.readiness
        handlers.on(SystemOperations.ready) { _ in
            var failed: [String] = []
            for check in checks where !(await check.check()) { failed.append(check.name) }
            guard failed.isEmpty, !Task.isShuttingDownGracefully else {
                throw Problem(
                    .unavailable, "Not ready.", parameters: ["failed": failed.joined(separator: ",")],
                    headers: ["Retry-After": "1"])
            }
            return try .ok(Health(status: "ready", failed: []))
        }
        handlers.on(SystemOperations.openAPIYAML) { _ in .file(document.yaml, mediaType: "application/yaml") }
        handlers.on(SystemOperations.openAPIJSON) { _ in .file(document.json, mediaType: "application/json") }
        guard handlers.missing.isEmpty else {
            throw SettingsError("Operations without a handler: \(handlers.missing.joined(separator: ", ")).")
        }
        return handlers
    }
}
