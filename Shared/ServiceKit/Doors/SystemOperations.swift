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

    package static let all = [live, ready, openAPIYAML, openAPIJSON]
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
