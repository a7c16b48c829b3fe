import Access
import Durability
import Foundation

/// How the five executables of an installation are started.
package struct ServicePlan: Sendable {
    /// A database in an address without its password: `postgres://host:port/name?…`, and whom to log in as.
    package struct DatabaseAccess: Sendable, Equatable {
        package let host: String
        package let port: Int
        package let database: String
        /// Query of the address: `sslmode=…`.
        package let parameters: String

        package init(host: String, port: Int, database: String, parameters: String) {
            self.host = host
            self.port = port
            self.database = database
            self.parameters = parameters
        }

        /// The address for one role; the password stands in a file of its own.
        package func url(role: String) -> String {
            let host = self.host.contains(":") ? "[\(self.host)]" : self.host
            return "postgres://\(role)@\(host):\(self.port)/\(self.database)?\(self.parameters)"
        }
    }

    package let home: Home
    package let ports: PortPlan
    package let share: String
    package let executables: Executables
    package let database: DatabaseAccess
    package let isDemonstration: Bool
    /// The environment of `convene` itself.
    package let inherited: [String: String]

    package init(
        home: Home, ports: PortPlan, share: String, executables: Executables, database: DatabaseAccess,
        isDemonstration: Bool, inherited: [String: String]
    ) {
        self.home = home
        self.ports = ports
        self.share = share
        self.executables = executables
        self.database = database
        self.isDemonstration = isDemonstration
        self.inherited = inherited
    }

    /// The executables under supervision, in the order in which they start.
    package static let services: [ServiceName] = ServiceName.backends + [.portal]

    /// All children of an installation with their place in the stop order: the portal ends first, so that nobody
    /// is shown half a house; then the services; PostgreSQL, if it is ours, last.
    package func members(
        cluster: PrivateCluster?
    ) -> [(SupervisionMachine.Member, ChildCommand)] {
        var members = Self.services.map { service in
            (
                SupervisionMachine.Member(
                    name: service.rawValue, stage: service == .portal ? 0 : 1, grace: service == .portal ? 4 : 5),
                self.command(service)
            )
        }
        if let cluster { members.append((cluster.member(stage: 2), cluster.command)) }
        return members
    }

    package func command(_ service: ServiceName) -> ChildCommand {
        ChildCommand(
            name: service.rawValue, executable: self.executables.path(service), arguments: [],
            environment: self.environment(service), logFile: self.home.logFile(service.rawValue),
            pidFile: self.home.pidFile(service.rawValue))
    }

    /// The environment of a service. Secrets are named by file, never by value.
    package func environment(_ service: ServiceName) -> [String: String] {
        var environment = self.passedOn
        // One of each: there is no balancer that would send people elsewhere.
        if environment["CONVENE_DRAIN_SECONDS"] == nil { environment["CONVENE_DRAIN_SECONDS"] = "0" }
        let certificates = self.home.certificates
        environment["CONVENE_SHARE_DIRECTORY"] = self.share
        environment["CONVENE_TLS_CA"] = certificates.authorityFile
        environment["CONVENE_TLS_CERTIFICATE"] = certificates.certificateFile(.internalDoor(service))
        environment["CONVENE_TLS_KEY"] = certificates.keyFile(.internalDoor(service))
        environment["CONVENE_TOKEN_PUBLIC_KEY"] = self.home.tokenPublicKeyFile
        environment["CONVENE_DATABASE_URL"] = self.database.url(role: service.databaseRole)
        environment["CONVENE_DATABASE_PASSWORD_FILE"] = self.home.passwordFile(service.databaseRole)
        if let port = self.ports.publicPort(service) {
            environment["CONVENE_PUBLIC_HOST"] = "127.0.0.1"
            environment["CONVENE_PUBLIC_PORT"] = String(port)
            environment["CONVENE_TLS_PUBLIC_CERTIFICATE"] = certificates.certificateFile(.publicDoor(service))
            environment["CONVENE_TLS_PUBLIC_KEY"] = certificates.keyFile(.publicDoor(service))
        }
        if let port = self.ports.internalPort(service) {
            environment["CONVENE_INTERNAL_HOST"] = "127.0.0.1"
            environment["CONVENE_INTERNAL_PORT"] = String(port)
        }
        for (name, folder) in self.home.vault.settings(for: service) {
            environment["CONVENE_VAULT_\(name.uppercased())"] = folder
        }
        if service == .portal { environment["CONVENE_TOKEN_PRIVATE_KEY"] = self.home.tokenKeyFile }
        for peer in ServiceName.backends where peer != service {
            guard let port = self.ports.internalPort(peer) else { continue }
            environment["CONVENE_PEER_\(Self.variable(peer))"] = "https://127.0.0.1:\(port)"
        }
        if self.isDemonstration { environment["CONVENE_DEMONSTRATION"] = "true" }
        return environment
    }

    /// What children may see of our own environment: where things are, what the operator set for them
    /// (`CONVENE_LOG_LEVEL`, …) and a preloaded clock; never `DATABASE_URL`, which holds an administrator's password.
    private var passedOn: [String: String] {
        let names: Set<String> = [
            "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "LD_PRELOAD", "DONT_FAKE_MONOTONIC", "SWIFT_BACKTRACE",
        ]
        var environment = self.inherited.filter { name, _ in
            names.contains(name) || name.hasPrefix("CONVENE_") || name.hasPrefix("FAKETIME")
        }
        environment["LANG"] = "C.UTF-8"
        environment["TZ"] = "UTC"
        return environment
    }

    private static func variable(_ service: ServiceName) -> String {
        service.rawValue.uppercased().replacingOccurrences(of: "-", with: "_")
    }
}
