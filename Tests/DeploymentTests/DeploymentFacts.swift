import Access
import ConveneCommands
import Foundation
import ServiceKit
import TestSupport

/// What the services need of whoever runs them, from the code itself; the Python client compares `docker/` with it.
struct DeploymentFacts: Encodable {
    struct Service: Encodable {
        let name: String
        let publicPort: Int
        let internalPort: Int?
        let role: String
        let spiffe: String
        /// The settings without which it does not start, or not as it should.
        let required: [String]
        /// Settings that name a file or folder of the house, with its place in there.
        let house: [String: String]
    }

    let services: [Service]
    /// Every setting that there is, as an environment variable.
    let keys: [String]
    /// Every login role of the database.
    let roles: [String]
    /// Seconds that a service takes at most to stop, and that it waits before (ServiceHost).
    let gracefulStop: Int
    let drain: Int

    /// What `convene up` gives and another platform need not: where the other services are (the portal alone calls
    /// them), and the pause before a stop.
    private static func isOptional(_ key: String, _ service: ServiceName) -> Bool {
        (key.hasPrefix("CONVENE_PEER_") && service != .portal) || key == "CONVENE_DRAIN_SECONDS"
    }

    static func collect() throws -> DeploymentFacts {
        let ports = PortPlan(base: PortPlan.defaultBase)!
        let plan = ServicePlan(
            home: Home(path: "/srv/house"), ports: ports, share: Repository.root,
            executables: Executables(convene: "/opt/convene/bin/convene"),
            database: .init(host: "postgres", port: 5432, database: "convene", parameters: "sslmode=verify-full"),
            isDemonstration: false, inherited: [:])
        let services = ServicePlan.services.map { service in
            let environment = plan.environment(service)
            return Service(
                name: service.rawValue, publicPort: Int(ports.publicPort(service) ?? 0),
                internalPort: ports.internalPort(service).map(Int.init), role: service.databaseRole,
                spiffe: service.spiffeID,
                required: environment.keys
                    .filter { $0.hasPrefix("CONVENE_") && !Self.isOptional($0, service) }.sorted(),
                house: environment.filter { $0.value.hasPrefix("/srv/house/") }
                    .mapValues { String($0.dropFirst("/srv/house/".count)) })
        }
        return DeploymentFacts(
            services: services, keys: try Self.keys().sorted(),
            roles: (DatabaseSetup.roles + [ClusterSettings.administrator]).sorted(), gracefulStop: 20, drain: 2)
    }

    /// The keys of `ServiceSettings`, and the variables that sources read by name.
    private static func keys() throws -> Set<String> {
        var keys = Set(
            SettingsKey.all.map { "CONVENE_" + $0.name.uppercased().replacingOccurrences(of: ".", with: "_") })
        for folder in ["Services", "Shared"] {
            try Self.read(folder) { text in
                for found in text.matches(of: #/environment\["(CONVENE_[A-Z_]+)"\]/#) { keys.insert(String(found.1)) }
            }
        }
        return keys
    }

    /// The text of each Swift file below a folder of the repository.
    private static func read(_ folder: String, _ body: (String) -> Void) throws {
        let root = "\(Repository.root)/\(folder)"
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        for file in files where file.hasSuffix(".swift") {
            body(try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8))
        }
    }
}
