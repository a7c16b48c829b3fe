import Access
import HTTPTypes

/// The operations that every door has beside its service's own.
package enum SystemOperations {
    package static let live = Endpoint(
        "live", .get, "/livez", .read, roles: Set(Role.allCases), isOpen: true, callers: Set(ServiceName.allCases))
    package static let ready = Endpoint(
        "ready", .get, "/readyz", .read, roles: Set(Role.allCases), isOpen: true, callers: Set(ServiceName.allCases),
        problems: [.unavailable])
    package static let openAPIYAML = Endpoint(
        "openapiYaml", .get, "/openapi.yaml", .read, roles: Set(Role.allCases), isOpen: true,
        callers: Set(ServiceName.allCases))
    package static let openAPIJSON = Endpoint(
        "openapiJson", .get, "/openapi.json", .read, roles: Set(Role.allCases), isOpen: true,
        callers: Set(ServiceName.allCases))
    /// Figures of the process in Prometheus' text format. Internal doors only: no token carries the role `service`.
    package static let metrics = Endpoint(
        "metrics", .get, "/metrics", .read, roles: [.service], callers: [.convene])

    package static let all = [live, ready, openAPIYAML, openAPIJSON, metrics]

    /// What is asked by machines that decide whether a service lives: never queued, never shed.
    static let vital: Set<Endpoint> = [live, ready, metrics]
}

/// The answer of `/livez` and `/readyz`.
package struct Health: Codable, Sendable, Equatable {
    package let status: String
    /// Name of each check that failed.
    package let failed: [String]

    package init(status: String, failed: [String]) {
        self.status = status
        self.failed = failed
    }
}
