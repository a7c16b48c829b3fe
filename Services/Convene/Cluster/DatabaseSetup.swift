import Access
import Foundation
import Logging
import Postgres

/// The database of an installation: who may log in, and how the administrator reaches it.
package struct DatabaseSetup: Sendable {
    /// Owns all schemas; migrations run as this role.
    package static let owner = "convene_owner"
    /// Reads the published views only.
    package static let reporter = "convene_report"
    /// The services' login roles.
    package static let serviceRoles = (ServiceName.backends + [.portal]).map(\.databaseRole)
    /// Reads the audit tables only: verifies, exports, and tells the notary what to sign.
    package static let auditor = "convene_auditor"
    /// Every login role that we make.
    package static let roles = [Self.owner, Self.reporter, Self.auditor] + Self.serviceRoles
    /// Takes base backups of the private server, by the replication protocol; sees no table.
    package static let backup = "convene_backup"

    package let home: Home
    /// How everybody reaches the database, without who.
    package let access: ServicePlan.DatabaseAccess
    /// Where the administrator logs in to make roles and the database.
    let administrator: DatabaseConfiguration
    let tls: DatabaseConfiguration.TLS
    /// Whether the database itself is ours to make.
    let isPrivate: Bool

    /// The home's own server.
    package static func privateServer(home: Home, ports: PortPlan) throws -> DatabaseSetup {
        let tls = DatabaseConfiguration.TLS.verifyFull(
            rootCertificate: home.certificates.authorityFile, channelBinding: true)
        let path = home.passwordFile(ClusterSettings.administrator)
        guard let password = SecretFile.read(path) else {
            throw CommandFailure("\(path) is missing", advice: "type: convene up, which makes it")
        }
        let access = ServicePlan.DatabaseAccess(
            host: "127.0.0.1", port: Int(ports.database), database: ClusterSettings.database,
            parameters: "sslmode=verify-full&channel_binding=require&sslrootcert="
                + percentEncoded(home.certificates.authorityFile))
        return DatabaseSetup(
            home: home, access: access,
            administrator: DatabaseConfiguration(
                host: access.host, port: access.port, database: "postgres", user: ClusterSettings.administrator,
                password: password, tls: tls, applicationName: "convene"),
            tls: tls, isPrivate: true)
    }

    /// A server that somebody else runs. The role in the address must be allowed to make roles and own the database.
    package static func external(url: String, home: Home) throws -> DatabaseSetup {
        var configuration: DatabaseConfiguration
        do {
            configuration = try DatabaseConfiguration(url: url, applicationName: "convene")
        } catch {
            throw CommandFailure(
                "DATABASE_URL: \(error)",
                advice: "postgres://USER:PASSWORD@HOST:5432/convene?sslmode=verify-full&sslrootcert=/path/ca.pem")
        }
        // An address without a password: the home may have it, so that it need not stand in an environment.
        if configuration.password == nil {
            configuration.password = SecretFile.read(home.passwordFile(configuration.user))
        }
        let parameters =
            switch configuration.tls {
            case .verifyFull(let root, let binding):
                "sslmode=verify-full&sslrootcert=\(percentEncoded(root))"
                    + (binding ? "&channel_binding=require" : "")
            case .disabled: "sslmode=disable"
            }
        return DatabaseSetup(
            home: home,
            access: ServicePlan.DatabaseAccess(
                host: configuration.host, port: configuration.port, database: configuration.database,
                parameters: parameters),
            administrator: configuration, tls: configuration.tls, isPrivate: false)
    }

    /// The setup of a home as it stands, for commands other than `up`.
    package static func existing(home: Home, databaseURL: String?) throws -> DatabaseSetup {
        if let databaseURL { return try self.external(url: databaseURL, home: home) }
        guard let settings = HomeSettings.load(home), let ports = PortPlan(base: settings.portBase) else {
            throw CommandFailure("\(home.path) has never been up", advice: "type: convene up")
        }
        return try self.privateServer(home: home, ports: ports)
    }

    /// The same with the server that this process's environment names.
    package static func current(_ home: Home) throws -> DatabaseSetup {
        let url = ProcessInfo.processInfo.environment["DATABASE_URL"] ?? ""
        return try self.existing(home: home, databaseURL: url.isEmpty ? nil : url)
    }

    /// How a role of ours logs in.
    /// - Throws: `CommandFailure` when its password file is missing.
    package func configuration(role: String) throws -> DatabaseConfiguration {
        let path = self.home.passwordFile(role)
        guard let password = SecretFile.read(path) else {
            throw CommandFailure("\(path) is missing", advice: "type: convene up, which makes it")
        }
        var configuration = DatabaseConfiguration(
            host: self.access.host, port: self.access.port, database: self.access.database, user: role,
            password: password, tls: self.tls, applicationName: "convene")
        configuration.poolSize = 1
        return configuration
    }

    /// Runs `body` with a connection and closes it.
    package static func withDatabase<Result: Sendable>(
        _ configuration: DatabaseConfiguration, _ body: @Sendable @escaping (Database) async throws -> Result
    ) async throws -> Result {
        // Nothing of the library's own log belongs on an operator's terminal: failures arrive as errors.
        let logger = Logger(label: "convene.database", factory: { _ in SwiftLogNoOpLogHandler() })
        let database = Database(configuration, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await database.run() }
            let result: Result
            do {
                result = try await body(database)
            } catch {
                group.cancelAll()
                throw error
            }
            group.cancelAll()
            return result
        }
    }
}
