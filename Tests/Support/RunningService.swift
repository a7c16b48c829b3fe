import Access
import AsyncHTTPClient
import Foundation
import Logging
import Primitives
import ServiceClient
import ServiceKit

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
    package static func with<Result: Sendable>(
        _ service: ServiceName, database name: String? = nil, peers: [ServiceName: String] = [:],
        assemble: @escaping @Sendable (ServiceSettings, Logger) async throws -> ServiceAssembly,
        _ body: @Sendable (RunningService) async throws -> Result
    ) async throws -> Result {
        let made: String
        if let name { made = name } else { made = try await TestDatabase.shared.make() }
        let place = TestPlace.shared
        let settings = place.settings(
            service,
            databaseURL: try TestDatabase.shared.url(database: made, role: service.databaseRole), peers: peers)
        let logger = TestDatabase.logger()
        let (ports, announce) = AsyncStream<(Door, Int)>.makeStream()
        let assembly = try await assemble(settings, logger)
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
            throw TestDatabaseError(statement: "\(service.rawValue) did not start")
        }
        let client = try ClientTLS.publicClient(certificateAuthority: place.certificates.authorityFile)
        let running = RunningService(
            service: service, database: made, publicURL: "https://127.0.0.1:\(found[.public] ?? 0)",
            internalURL: "https://127.0.0.1:\(found[.internal] ?? 0)", client: client)
        do {
            let result = try await body(running)
            run.cancel()
            try? await client.shutdown()
            return result
        } catch {
            run.cancel()
            try? await client.shutdown()
            throw error
        }
    }
}
