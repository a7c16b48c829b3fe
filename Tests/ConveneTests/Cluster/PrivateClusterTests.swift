import Access
import ConveneCommands
import Foundation
import Postgres
import TestSupport
import Testing

/// A real server: made, started, provided with roles, asked, stopped.
@Suite struct PrivateClusterTests {
    private static let hasServer =
        !PostgresBinaries.find(searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "").isEmpty
        || ProcessInfo.processInfo.environment["CONVENE_TEST_REQUIRE_ALL"] == "1"

    /// A base whose ports are free at this moment.
    private func ports() throws -> PortPlan {
        for _ in 0..<50 {
            guard let plan = PortPlan(base: UInt16.random(in: 33_000...60_000)) else { continue }
            if plan.all.allSatisfy({ PortProbe.isFree($0.port) }) { return plan }
        }
        throw CommandFailure("no free ports")
    }

    @Test(.enabled(if: Self.hasServer, "no PostgreSQL server is installed"))
    func aWholeLife() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/house")
            let ports = try self.ports()
            try home.make()
            _ = try home.certificates.renew(CertificateProfile.all, now: Date())
            let cluster = try PrivateCluster.locate(
                home: home, settings: ClusterSettings(port: ports.database, roles: DatabaseSetup.roles),
                searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
            #expect(!cluster.isMade)
            try cluster.prepare(
                administratorPassword: try SecretFile.ensure(home.passwordFile(ClusterSettings.administrator)))
            #expect(cluster.isMade)
            #expect(!FileManager.default.fileExists(atPath: cluster.place.folder + ".password"))

            let supervisor = Supervisor([(cluster.member(stage: 0), cluster.command)]) { _ in }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await supervisor.run() }
                await supervisor.launch([PrivateCluster.processName])
                do {
                    try await Readiness(supervisor: supervisor, home: home)
                        .wait(for: PrivateCluster.processName) { cluster.isReady }
                    let setup = try DatabaseSetup.privateServer(home: home, ports: ports)
                    // Twice: the second time finds everything as it should be.
                    try await setup.provision { _ in }
                    try await setup.provision { _ in }
                    try await self.examine(setup)
                    try await self.migrateElsewhere(setup, home, ports)
                } catch {
                    Issue.record(error)
                }
                await supervisor.stop()
                await supervisor.finish()
                try await group.waitForAll()
            }
            #expect(PrivateCluster.status(cluster.place.folder) == nil)
            let log = try String(contentsOfFile: home.logFile(PrivateCluster.processName), encoding: .utf8)
            #expect(log.contains("database system is shut down"))
            // Nothing of a failed login or statement but its code.
            #expect(!log.contains("canary"))
        }
    }

    /// A database that somebody else made and owns, as in a container or at a provider: reached by its address.
    private func migrateElsewhere(_ setup: DatabaseSetup, _ home: Home, _ ports: PortPlan) async throws {
        let administrator = ClusterSettings.administrator
        var login = try setup.configuration(role: administrator)
        login.database = "postgres"
        try await DatabaseSetup.withDatabase(login) { database in
            _ = try await database.execute("drop database convene with (force)")
            _ = try await database.execute("create database convene template template0 encoding 'UTF8'")
        }
        // Without a password: the home has it.
        let elsewhere = try DatabaseSetup.external(
            url: "postgres://\(administrator)@127.0.0.1:\(ports.database)/convene?sslmode=verify-full&sslrootcert="
                + home.certificates.authorityFile, home: home)
        try await elsewhere.provision { _ in }
        try await elsewhere.migrate(share: Repository.root) { _ in }
        try await elsewhere.provision { _ in }
        #expect(try await elsewhere.migrationStatus(share: Repository.root).isCurrent)
    }

    private func examine(_ setup: DatabaseSetup) async throws {
        for role in DatabaseSetup.serviceRoles {
            let answers = try await DatabaseSetup.withDatabase(try setup.configuration(role: role)) { database in
                try await database.fetchValues(
                    """
                    select name || '=' || setting
                    from pg_catalog.pg_settings
                    where name in (
                        'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'search_path',
                        'log_min_messages', 'log_min_error_statement', 'fsync', 'data_checksums', 'ssl',
                        'log_error_verbosity')
                    union all
                    select 'tls=' || version from pg_catalog.pg_stat_ssl where pid = pg_backend_pid()
                    order by 1
                    """, as: String.self)
            }
            #expect(
                answers == [
                    "data_checksums=on", "fsync=on", "idle_in_transaction_session_timeout=10000", "lock_timeout=2000",
                    "log_error_verbosity=terse", "log_min_error_statement=panic", "log_min_messages=fatal",
                    "search_path=\(role.dropFirst(4))", "ssl=on", "statement_timeout=5000", "tls=TLSv1.3",
                ])
        }
        // No right on anything that was not granted; a value that cannot be read stays out of the log.
        try await DatabaseSetup.withDatabase(try setup.configuration(role: "svc_travel")) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.execute("create table public.mine (a integer)")
            }
            #expect(error?.code == .permissionDenied)
            _ = await #expect(throws: DatabaseError.self) {
                try await database.fetchValue("select \("canary@example.org")::text::integer", as: Int.self)
            }
        }
        // Another authority is refused before the password travels.
        var foreign = try setup.configuration(role: "svc_portal")
        try await withTemporaryFolder { folder in
            let certificates = CertificateFolder(path: folder)
            _ = try certificates.renew([], now: Date())
            foreign.tls = .verifyFull(rootCertificate: certificates.authorityFile)
            foreign.circuitAfter = .milliseconds(200)
            foreign.defaultTimeout = .seconds(2)
            let configuration = foreign
            _ = await #expect(throws: DatabaseError.self) {
                try await DatabaseSetup.withDatabase(configuration) { database in
                    try await database.fetchValue("select 1", as: Int.self)
                }
            }
        }
    }
}
