import Access
import Foundation

extension RunningService {
    /// The service's chained audit lines once there is one of an action: chaining lags behind by less than a second.
    /// - Throws: when there is none after ten seconds.
    package func auditLog(with action: String) async throws -> String {
        let token = try await TestPlace.shared.token(.auditor)
        let end = ContinuousClock.now.advanced(by: .seconds(10))
        while true {
            let answer = try await self.wire.send("GET", "/v1/audit?limit=10000", token: token)
            let text = String(decoding: answer.body, as: UTF8.self)
            if text.contains("\"action\":\"\(action)\"") { return text }
            guard .now < end else { throw TestDatabaseError(statement: "no audit line of \(action)") }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
