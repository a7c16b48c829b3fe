import Access
import ConveneCommands
import Foundation
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
            Service(
                name: service.rawValue, publicPort: Int(ports.publicPort(service) ?? 0),
                internalPort: ports.internalPort(service).map(Int.init), role: service.databaseRole,
                spiffe: service.spiffeID,
                required: plan.environment(service).keys
                    .filter { $0.hasPrefix("CONVENE_") && !Self.isOptional($0, service) }.sorted())
        }
        return DeploymentFacts(
            services: services, keys: try Self.keys().sorted(),
            roles: (DatabaseSetup.roles + [ClusterSettings.administrator]).sorted(), gracefulStop: 20, drain: 2)
    }

    /// The keys of the table above `ServiceSettings`, and the variables that sources read by name.
    private static func keys() throws -> Set<String> {
        let table = try String(
            contentsOfFile: "\(Repository.root)/Shared/ServiceKit/Settings/ServiceSettings.swift", encoding: .utf8)
        var keys: Set<String> = []
        for row in table.matches(of: #/^/// \| ([a-z][a-z., ]*) \| --/#.anchorsMatchLineEndings()) {
            for key in row.output.1.split(separator: ",") {
                let name = key.trimmingCharacters(in: .whitespaces).uppercased()
                keys.insert("CONVENE_" + name.replacingOccurrences(of: ".", with: "_"))
            }
        }
        for folder in ["Services", "Shared"] {
            let root = "\(Repository.root)/\(folder)"
            let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
            for file in files where file.hasSuffix(".swift") {
                let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
                for found in text.matches(of: #/environment\["(CONVENE_[A-Z_]+)"\]/#) { keys.insert(String(found.1)) }
            }
        }
        return keys
    }
}
