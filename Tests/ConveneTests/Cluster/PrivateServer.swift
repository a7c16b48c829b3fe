import Access
import ConveneCommands
import Foundation
import Postgres
import TestSupport
import Testing

/// A private server with roles, schemas and rights as `convene up` makes them, without the services.
struct PrivateServer {
    let home: Home
    let ports: PortPlan
    let cluster: PrivateCluster
    let setup: DatabaseSetup

    static let isPossible =
        !PostgresBinaries.find(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "").isEmpty
        || OutsideProgram.isEverythingWanted
    static let absence: Comment = "no PostgreSQL server is installed"

    /// Makes it in a temporary home, up and migrated, and stops it at the end.
    static func with(_ body: (PrivateServer) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/house")
            try home.make()
            let ports = try Self.freePorts()
            try HomeSettings(portBase: ports.base, share: Repository.root).save(home)
            _ = try home.certificates.renew(CertificateProfile.all, now: Date())
            let cluster = try PrivateCluster.locate(
                home: home, settings: ClusterSettings(port: ports.database, roles: DatabaseSetup.roles),
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
            try cluster.prepare(
                administratorPassword: try SecretFile.ensure(home.passwordFile(ClusterSettings.administrator)))
            let server = PrivateServer(
                home: home, ports: ports, cluster: cluster,
                setup: try DatabaseSetup.privateServer(home: home, ports: ports))
            let process = try await server.start()
            do {
                try await server.setup.provision { _ in }
                try await server.setup.migrate(share: Repository.root) { _ in }
                try await body(server)
            } catch {
                process.send(.quit)
                try? await server.waitForEnd()
                throw error
            }
            // The body may have stopped this one and started another.
            process.send(.interrupt)
            if let pid = PrivateCluster.status(cluster.place.folder)?.pid { kill(pid, SIGINT) }
            try await server.waitForEnd()
        }
    }

    private static func freePorts() throws -> PortPlan {
        for _ in 0..<50 {
            guard let plan = PortPlan(base: UInt16.random(in: 33_000...60_000)) else { continue }
            if plan.all.allSatisfy({ PortProbe.isFree($0.port) }) { return plan }
        }
        throw CommandFailure("no free ports")
    }

    /// Starts the server on the data that are there.
    func start() async throws -> ChildProcess {
        let process = try await ChildProcess.start(self.cluster.command) { _ in }
        let end = ContinuousClock.now.advanced(by: .seconds(60))
        while !self.cluster.isReady {
            try #require(.now < end, "the server does not start: \(self.home.logFile("postgres"))")
            try await Task.sleep(for: .milliseconds(50))
        }
        return process
    }

    func waitForEnd() async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while PrivateCluster.status(self.cluster.place.folder) != nil {
            try #require(.now < end, "the server does not stop")
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    /// Runs the body with a connection as one of the roles.
    func database<Result: Sendable>(
        as role: String, _ body: @Sendable @escaping (Database) async throws -> Result
    ) async throws -> Result {
        try await DatabaseSetup.withDatabase(try self.setup.configuration(role: role), body)
    }
}
