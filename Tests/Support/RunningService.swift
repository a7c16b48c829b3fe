import Access
import AsyncHTTPClient
import Durability
import Foundation
import Logging
import Primitives
import ServiceClient
import ServiceKit
import ServiceLifecycleTestKit

/// A service that runs for the length of a test: its own database, both doors over TLS on free ports.
package struct RunningService: Sendable {
    package let service: ServiceName
    package let database: String
    package let publicURL: String
    package let internalURL: String
    package let client: HTTPClient

    /// A caller of the public door.
    package var caller: ServiceCaller {
        ServiceCaller(target: self.service, baseURL: self.publicURL, client: self.client)
    }

    /// A credential for the public door.
    package func credential(_ role: Role, subject: String = "tester") async throws -> Credential {
        .bearer(try await TestPlace.shared.token(role, subject: subject))
    }

    /// Starts a service, runs the body, stops the service.
    /// - Parameter poolSize: as in `TestPlace.settings`.
    package static func with<Result: Sendable>(
        _ service: ServiceName, database name: String? = nil, peers: [ServiceName: String] = [:],
        vault: VaultFolders? = nil, poolSize: Int = 1,
        assemble: @escaping @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly,
        _ body: @Sendable (RunningService) async throws -> Result
    ) async throws -> Result {
        let made: String
        if let name { made = name } else { made = try await TestDatabase.shared.make() }
        let place = TestPlace.shared
        let settings = place.settings(
            service,
            databaseURL: try TestDatabase.shared.url(database: made, role: service.databaseRole), poolSize: poolSize,
            peers: peers, vault: vault)
        return try await self.with(settings, database: made, assemble: assemble, body)
    }

    /// Starts a service with settings of the test's own.
    package static func with<Result: Sendable>(
        _ settings: ServiceSettings, database: String = "",
        assemble: @escaping @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly,
        _ body: @Sendable (RunningService) async throws -> Result
    ) async throws -> Result {
        let logger = TestDatabase.logger()
        let assembly = try await assemble(settings, logger)
        return try await testGracefulShutdown { shutdown in
            try await self.run(settings, logger, assembly, database: database, shutdown, body)
        }
    }

    /// The service stops as it does in earnest: gracefully, doors first.
    private static func run<Result: Sendable>(
        _ settings: ServiceSettings, _ logger: Logger, _ assembly: ServiceAssembly, database: String,
        _ shutdown: GracefulShutdownTestTrigger, _ body: @Sendable (RunningService) async throws -> Result
    ) async throws -> Result {
        let (ports, announce) = AsyncStream<(Door, Int)>.makeStream()
        let run = Task {
            defer { announce.finish() }
            try await ServiceHost.run(
                settings, logger: logger, assembly: assembly, signals: [],
                onRunning: { door, port in announce.yield((door, port)) })
        }
        var found: [Door: Int] = [:]
        let wanted = settings.internalListener == nil ? 1 : 2
        for await (door, port) in ports {
            found[door] = port
            if found.count == wanted { break }
        }
        guard found.count == wanted else {
            try await run.value
            throw TestDatabaseError(statement: "\(settings.service.rawValue) did not start")
        }
        let client = try ClientTLS.publicClient(certificateAuthority: settings.certificateAuthority)
        let running = RunningService(
            service: settings.service, database: database, publicURL: "https://127.0.0.1:\(found[.public] ?? 0)",
            internalURL: "https://127.0.0.1:\(found[.internal] ?? 0)", client: client)
        do {
            let result = try await body(running)
            try await client.shutdown()
            shutdown.triggerGracefulShutdown()
            try await run.value
            return result
        } catch {
            try? await client.shutdown()
            shutdown.triggerGracefulShutdown()
            try? await run.value
            throw error
        }
    }
}
