import Access
import AsyncHTTPClient
import ConveneCommands
import Foundation
import Logging
import Postgres
import Primitives
import ServiceClient
import TestSupport

/// An installation of its own for a run: the built executables under `convene up`, a fresh private PostgreSQL, a
/// temporary home, and a relay before every public door whose connections can be cut.
struct FaultPlace: Sendable {
    let home: Home
    let ports: PortPlan
    let convene: OutsideProgram
    let signer: TokenSigner
    /// Comes through the relays.
    let client: GoodClient
    /// Asks the doors themselves, without pooled connections.
    let probe: HTTPClient
    let relays: [ServiceName: TCPRelay]
    let database: Database
    /// Full when it is told to be; nil where a file system of its own cannot be mounted.
    let disk: SmallDisk?
    let tally: Tally

    static let services = ServiceName.backends + [.portal]

    /// Starts it, runs the body, stops everything, also when the body fails.
    static func with(
        _ tally: Tally, hasOwnDisk: Bool = true, _ body: @Sendable (FaultPlace) async throws -> Void
    ) async throws {
        guard let convene = OutsideProgram.built("convene") else { throw FaultPlaceError("convene is not built") }
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/home")
            try home.make()
            let ports = try Self.freePorts()
            let disk = hasOwnDisk ? SmallDisk.mount(at: home.clusterFolder) : nil
            defer { disk?.unmount() }
            let up = try convene.run(
                [
                    "up", "--detach", "--no-demonstration", "--home", home.path, "--port-base", String(ports.base),
                    "--share", Repository.root,
                ],
                environment: ProcessInfo.processInfo.environment.filter { $0.key != "DATABASE_URL" })
            let result: Result<Void, any Error>
            do {
                guard up.status == 0 else { throw FaultPlaceError("convene up: \(up.text)") }
                try await Self.connected(home, ports, convene, disk, tally, body)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            Self.stop(convene, home)
            try result.get()
        }
    }

    private static func connected(
        _ home: Home, _ ports: PortPlan, _ convene: OutsideProgram, _ disk: SmallDisk?, _ tally: Tally,
        _ body: @Sendable (FaultPlace) async throws -> Void
    ) async throws {
        var relays: [ServiceName: TCPRelay] = [:]
        for service in Self.services {
            relays[service] = try await TCPRelay.start(to: [Int(ports.publicPort(service) ?? 0)])
        }
        let authority = home.certificates.authorityFile
        let http = try ClientTLS.publicClient(certificateAuthority: authority)
        let probe = try ClientTLS.publicClient(certificateAuthority: authority)
        let database = Database(try Self.administrator(home, ports), logger: TestDatabase.logger())
        let pool = Task { try await database.run() }
        let place = FaultPlace(
            home: home, ports: ports, convene: convene,
            signer: try await TokenSigner(
                privateKeyPEM: String(contentsOfFile: home.tokenKeyFile, encoding: .utf8)),
            client: GoodClient(
                client: http, addresses: relays.mapValues { "https://127.0.0.1:\($0.port)" }, tally: tally),
            probe: probe, relays: relays, database: database, disk: disk, tally: tally)
        let result: Result<Void, any Error>
        do {
            try await body(place)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        pool.cancel()
        try? await http.shutdown()
        try? await probe.shutdown()
        for relay in relays.values { await relay.stop() }
        try result.get()
    }

    /// Ends what was started: first by asking, then by number.
    private static func stop(_ convene: OutsideProgram, _ home: Home) {
        let names = Self.services.map(\.rawValue) + [PrivateCluster.processName, "convene"]
        // Frozen ones could not hear that they are asked to stop.
        for pid in names.compactMap({ Self.pid(home, $0) }) { kill(pid, SIGCONT) }
        let asked = try? convene.run(["stop", "--home", home.path])
        guard asked?.status != 0 else { return }
        for pid in names.reversed().compactMap({ Self.pid(home, $0) }) { kill(pid, SIGKILL) }
    }

    /// As superuser of the private server, for what no door tells.
    private static func administrator(_ home: Home, _ ports: PortPlan) throws -> DatabaseConfiguration {
        guard let password = SecretFile.read(home.passwordFile(ClusterSettings.administrator)) else {
            throw FaultPlaceError("the administrator's password is missing")
        }
        var configuration = DatabaseConfiguration(
            host: "127.0.0.1", port: Int(ports.database), database: ClusterSettings.database,
            user: ClusterSettings.administrator, password: password,
            tls: .verifyFull(rootCertificate: home.certificates.authorityFile), applicationName: "fault")
        configuration.poolSize = 2
        return configuration
    }

    /// Below the ports that the system gives to outgoing connections, so that none takes a door's while it is down.
    private static func freePorts() throws -> PortPlan {
        for _ in 0..<50 {
            guard let plan = PortPlan(base: UInt16.random(in: 10_000...19_000)) else { continue }
            if plan.all.allSatisfy({ PortProbe.isFree($0.port) }) { return plan }
        }
        throw FaultPlaceError("no free ports")
    }

    // MARK: People

    func token(_ role: Role, _ subject: String) async throws -> String {
        let now = Instant.now
        return try await self.signer.sign(
            AccessToken(
                subject: subject, role: role, audience: .doors, expires: now.adding(seconds: 6 * 3600),
                isPresent: true), at: now)
    }

    // MARK: Processes

    static func pid(_ home: Home, _ name: String) -> pid_t? {
        guard let text = try? String(contentsOfFile: home.pidFile(name), encoding: .utf8),
            let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), kill(pid, 0) == 0
        else { return nil }
        return pid
    }

    func pid(_ name: String) -> pid_t? { Self.pid(self.home, name) }

    /// Waits until every door says that it is ready.
    /// - Returns: seconds it took; nil when the limit passed.
    func ready(within limit: Double) async -> Double? {
        let begin = ContinuousClock.now
        for service in Self.services {
            let wire = Wire(client: self.probe, baseURL: self.ports.publicAddress(service) ?? "", timeout: 1)
            while (try? await wire.send("GET", "/readyz").status) != 200 {
                if ContinuousClock.now - begin > .seconds(limit) { return nil }
                try? await Task.sleep(for: .milliseconds(50))
            }
        }
        let passed = ContinuousClock.now - begin
        return Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    }

    /// The last lines of a log, for a message about what went wrong.
    func tail(_ name: String, lines: Int = 4) -> String {
        let text = (try? String(contentsOfFile: self.home.logFile(name), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(lines).joined(separator: "\n  ")
    }
}

struct FaultPlaceError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
