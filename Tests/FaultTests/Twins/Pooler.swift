import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

/// A PgBouncer before the throw-away server, as README, "Operating", says it is set up: sessions, TLS and SCRAM on both
/// sides. Runs as a user without rights.
struct Pooler: Sendable {
    static let isWanted =
        OutsideProgram.isWanted("pgbouncer") || FileManager.default.isExecutableFile(atPath: Self.path)
    static let absence: Comment = "pgbouncer is not installed (apt-get install pgbouncer)"
    /// Debian's place, which is not in everybody's PATH.
    private static let path = "/usr/sbin/pgbouncer"

    let port: Int

    /// Starts it, runs the body, stops it.
    static func with(_ body: @Sendable (Pooler) async throws -> Void) async throws {
        guard
            let program = OutsideProgram("pgbouncer")
                ?? (FileManager.default.isExecutableFile(atPath: Self.path)
                    ? OutsideProgram(path: Self.path) : nil)
        else { throw FaultPlaceError("pgbouncer is not installed") }
        try await withTemporaryFolder { folder in
            guard let port = (0..<50).map({ _ in UInt16.random(in: 10_000...19_900) }).first(where: PortProbe.isFree)
            else { throw FaultPlaceError("no free port") }
            let user = try UnprivilegedUser.forServer()
            try Self.write(folder, port: Int(port), owner: user)
            let log = folder + "/log"
            let child = try await ChildProcess.start(
                ChildCommand(
                    name: "pgbouncer", executable: program.path, arguments: ["--quiet", "\(folder)/pgbouncer.ini"],
                    environment: ["PATH": "/usr/bin:/bin"], logFile: log, pidFile: "\(folder)/pid", user: user,
                    deathSignal: .kill)
            ) { _ in }
            let end = ContinuousClock.now + .seconds(10)
            while PortProbe.isFree(port) {
                guard ContinuousClock.now < end else {
                    child.send(.kill)
                    let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                    throw FaultPlaceError("pgbouncer does not listen: \(text)")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
            let result: Result<Void, any Error>
            do {
                try await body(Pooler(port: Int(port)))
                result = .success(())
            } catch {
                result = .failure(error)
            }
            child.send(.kill)
            try result.get()
        }
    }

    /// The address of a made database for a role, by way of the pooler, whose certificate is of our own authority.
    func address(_ database: String, _ role: String) throws -> String {
        guard var parts = URLComponents(string: try TestDatabase.shared.url(database: database, role: role)) else {
            throw FaultPlaceError("no address")
        }
        parts.port = self.port
        parts.queryItems = [
            URLQueryItem(name: "sslmode", value: "verify-full"),
            URLQueryItem(name: "sslrootcert", value: TestPlace.shared.certificates.authorityFile),
        ]
        return parts.string ?? ""
    }

    private static func write(_ folder: String, port: Int, owner: UnprivilegedUser?) throws {
        guard let server = URLComponents(string: TestDatabase.url), let host = server.host,
            let serverPort = server.port,
            let authority = server.queryItems?.first(where: { $0.name == "sslrootcert" })?.value
        else { throw FaultPlaceError("no throw-away server") }
        let certificates = TestPlace.shared.certificates
        let names = ["server.pem", "server.key", "authority.pem", "users.txt", "pgbouncer.ini"]
        let texts = [
            try String(contentsOfFile: certificates.certificateFile(.database), encoding: .utf8),
            try String(contentsOfFile: certificates.keyFile(.database), encoding: .utf8),
            try String(contentsOfFile: authority, encoding: .utf8),
            (ServiceName.backends + [.portal]).map { "\"\($0.databaseRole)\" \"\(TestDatabase.password)\"\n" }.joined(),
            """
            [databases]
            * = host=\(host) port=\(serverPort)

            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = \(port)
            unix_socket_dir =
            pool_mode = session
            default_pool_size = 20
            max_client_conn = 200
            server_reset_query = DISCARD ALL
            auth_type = scram-sha-256
            auth_file = \(folder)/users.txt
            client_tls_sslmode = require
            client_tls_cert_file = \(folder)/server.pem
            client_tls_key_file = \(folder)/server.key
            client_tls_protocols = tlsv1.3
            server_tls_sslmode = verify-full
            server_tls_ca_file = \(folder)/authority.pem
            server_tls_protocols = tlsv1.3

            """,
        ]
        for (name, text) in zip(names, texts) {
            let path = "\(folder)/\(name)"
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            if let owner, chown(path, owner.uid, owner.gid) != 0 { throw FaultPlaceError("cannot give away \(path)") }
        }
    }
}
