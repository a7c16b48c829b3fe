import Access
import AsyncHTTPClient
import ConveneCommands
import Durability
import Foundation
import ServiceClient
import TestSupport

/// Two processes of each service against one database, behind one address for each door: relays that know who is
/// ready, as balancers do.
struct Twins: Sendable {
    let instances: [Instance]
    /// One public address a service.
    let doors: [ServiceName: TCPRelay]
    let inner: [ServiceName: TCPRelay]
    let client: HTTPClient
    let probe: HTTPClient
    let database: String

    /// - Parameters:
    ///   - services: which of them; all by default.
    ///   - databaseAddress: where the services find the database of that name as a role; the server itself by default.
    static func with(
        _ services: [ServiceName] = FaultPlace.services, each count: Int = 2,
        databaseAddress: (@Sendable (String, String) throws -> String)? = nil,
        _ body: @Sendable (Twins) async throws -> Void
    ) async throws {
        let database = try await TestDatabase.shared.make()
        try await withTemporaryFolder { folder in
            var doors: [ServiceName: TCPRelay] = [:]
            var inner: [ServiceName: TCPRelay] = [:]
            for service in services {
                doors[service] = try await TCPRelay.start(to: [])
                if service != .portal { inner[service] = try await TCPRelay.start(to: []) }
            }
            var instances: [Instance] = []
            var ports = try Self.freePorts(2 * count * services.count)
            for service in services {
                let address =
                    try databaseAddress?(database, service.databaseRole)
                    ?? TestDatabase.shared.url(database: database, role: service.databaseRole)
                let environment = Self.environment(service, address, peers: inner)
                for number in 0..<count {
                    instances.append(
                        try Instance(
                            service, number: number, publicPort: ports.removeLast(), internalPort: ports.removeLast(),
                            folder: folder, environment: environment))
                }
            }
            let authority = TestPlace.shared.certificates.authorityFile
            let twins = Twins(
                instances: instances, doors: doors, inner: inner,
                client: try ClientTLS.publicClient(certificateAuthority: authority),
                probe: try ClientTLS.publicClient(certificateAuthority: authority), database: database)
            let result = await twins.run(body)
            for instance in instances { await instance.send(.kill) }
            for instance in instances { _ = await instance.ended() }
            for relay in Array(doors.values) + Array(inner.values) { await relay.stop() }
            try await twins.client.shutdown()
            try await twins.probe.shutdown()
            try result.get()
        }
    }

    private func run(_ body: @Sendable (Twins) async throws -> Void) async -> Result<Void, any Error> {
        let balancer = Task { await self.balance() }
        let result: Result<Void, any Error>
        do {
            for instance in self.instances { try await instance.start() }
            try await self.ready(self.instances)
            try await body(self)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        balancer.cancel()
        await balancer.value
        return result
    }

    private static func environment(
        _ service: ServiceName, _ address: String, peers: [ServiceName: TCPRelay]
    ) -> [String: String] {
        let place = TestPlace.shared
        var environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"]
        environment["CONVENE_SHARE_DIRECTORY"] = Repository.root
        environment["CONVENE_TLS_CA"] = place.certificates.authorityFile
        environment["CONVENE_TLS_CERTIFICATE"] = place.certificates.certificateFile(.internalDoor(service))
        environment["CONVENE_TLS_KEY"] = place.certificates.keyFile(.internalDoor(service))
        environment["CONVENE_TLS_PUBLIC_CERTIFICATE"] = place.certificates.certificateFile(.publicDoor(service))
        environment["CONVENE_TLS_PUBLIC_KEY"] = place.certificates.keyFile(.publicDoor(service))
        environment["CONVENE_TOKEN_PUBLIC_KEY"] = place.tokenPublicKey
        if service == .portal { environment["CONVENE_TOKEN_PRIVATE_KEY"] = place.tokenPrivateKey }
        environment["CONVENE_DATABASE_URL"] = address
        for (name, folder) in place.vault.settings(for: service) {
            environment["CONVENE_VAULT_\(name.uppercased())"] = folder
        }
        // Everybody here has one address.
        environment["CONVENE_LIMIT_ADDRESS_RATE"] = "0"
        environment["CONVENE_LIMIT_PRINCIPAL_RATE"] = "0"
        environment["CONVENE_LOG_LEVEL"] = "notice"
        for (peer, relay) in peers where peer != service {
            let name = peer.rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
            environment["CONVENE_PEER_\(name)"] = "https://127.0.0.1:\(relay.port)"
        }
        return environment
    }

    private static func freePorts(_ count: Int) throws -> [Int] {
        var ports: Set<Int> = []
        for _ in 0..<(count * 20) where ports.count < count {
            let port = UInt16.random(in: 10_000...19_900)
            if PortProbe.isFree(port) { ports.insert(Int(port)) }
        }
        guard ports.count == count else { throw FaultPlaceError("no free ports") }
        return Array(ports)
    }

    // MARK: Balancing

    func address(_ service: ServiceName) -> String { "https://127.0.0.1:\(self.doors[service]?.port ?? 0)" }

    private func isReady(_ instance: Instance) async -> Bool {
        // The client would try for a while to reach somebody who is not there.
        guard let port = UInt16(exactly: instance.publicPort), !PortProbe.isFree(port) else { return false }
        let wire = Wire(client: self.probe, baseURL: "https://127.0.0.1:\(instance.publicPort)", timeout: 1)
        return (try? await wire.send("GET", "/readyz").status) == 200
    }

    /// Looks at everybody five times a second, as a balancer's health check does, and sends new connections to those
    /// who are ready.
    private func balance() async {
        while !Task.isCancelled {
            var ready: [ServiceName: [Instance]] = [:]
            for instance in self.instances where await self.isReady(instance) {
                ready[instance.service, default: []].append(instance)
            }
            for (service, relay) in self.doors { relay.targets = ready[service]?.map(\.publicPort) ?? [] }
            for (service, relay) in self.inner { relay.targets = ready[service]?.map(\.internalPort) ?? [] }
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Waits until these get connections.
    func ready(_ instances: [Instance], within seconds: Double = 30) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        for instance in instances {
            while self.doors[instance.service]?.targets.contains(instance.publicPort) != true {
                guard ContinuousClock.now < end else {
                    throw FaultPlaceError("\(instance.service.rawValue) is not ready: \(await instance.log)")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }
}
