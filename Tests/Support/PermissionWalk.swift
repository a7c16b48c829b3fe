import Access
import Foundation
import HTTPTypes
import Primitives

/// Tries every operation as every role and as nobody, on the running service, and lists what differs from the
/// permission table.
package enum PermissionWalk {
    /// - Returns: one line for each cell that is wrong; and how many cells were tried.
    package static func run(
        _ service: RunningService, _ endpoints: [Endpoint]
    ) async throws -> (wrong: [String], tried: Int) {
        var wrong: [String] = []
        var tried = 0
        for endpoint in endpoints {
            let status = try await self.status(service, endpoint, token: nil)
            tried += 1
            if endpoint.isOpen ? status == 401 : status != 401 { wrong.append("\(endpoint.id) nobody: \(status)") }
            for role in Role.allCases where role != .service {
                let token = try await TestPlace.shared.token(role, subject: "walker-\(role.rawValue)")
                let status = try await self.status(service, endpoint, token: token)
                tried += 1
                let isRefused = status == 403 || status == 401
                if endpoint.allows(role) == isRefused || status >= 500 {
                    wrong.append("\(endpoint.id) \(role.rawValue): \(status)")
                }
            }
            let forged = try await self.status(service, endpoint, token: "eyJhbGciOiJub25lIn0.e30.")
            tried += 1
            if forged != 401 { wrong.append("\(endpoint.id) forged: \(forged)") }
        }
        return (wrong, tried)
    }

    /// An empty request of the endpoint's shape: enough to pass the permission check and to change nothing.
    private static func status(
        _ service: RunningService, _ endpoint: Endpoint, token: String?
    ) async throws -> Int {
        let path = endpoint.path(filling: endpoint.parameters.map { _ in ID<JobTag>.next().description })
        var headers: [(String, String)] = []
        if endpoint.effect == .act { headers.append(("Idempotency-Key", UUID().uuidString)) }
        if endpoint.effect == .edit { headers.append(("If-Match", "\"v0\"")) }
        var body: [UInt8]?
        switch endpoint.body {
        case .none: break
        case .json:
            headers.append(("Content-Type", "application/json"))
            body = Array("{}".utf8)
        case .other(let mediaType, _):
            headers.append(("Content-Type", mediaType))
            body = []
        }
        // The system's own addresses answer 503 while a check fails; that is no matter of permission.
        let answer = try await service.wire.send(
            endpoint.method.rawValue, path, token: token, headers: headers, body: body)
        return endpoint.id == "ready" && answer.status == 503 ? 200 : answer.status
    }
}
