/// The executables, as their certificates name them.
package enum ServiceName: String, CaseIterable, Sendable, Codable, Hashable {
    case applications
    case selection
    case travelBudget = "travel-budget"
    case scheduling
    case portal
    case convene

    /// The URI subject alternative name of the service's certificate (SPIFFE ID, trust domain `convene`).
    package var spiffeID: String { "spiffe://convene/service/\(self.rawValue)" }

    package init?(spiffeID: String) {
        let prefix = "spiffe://convene/service/"
        guard spiffeID.hasPrefix(prefix) else { return nil }
        self.init(rawValue: String(spiffeID.dropFirst(prefix.count)))
    }

    /// The four services that own data and have an internal door.
    package static let backends: [ServiceName] = [.applications, .selection, .travelBudget, .scheduling]

    /// The PostgreSQL schema that the service owns.
    package var schema: String { self == .travelBudget ? "travel" : self.rawValue }

    /// The login role that the service uses.
    package var databaseRole: String { "svc_\(self.schema)" }
}
