import Primitives

/// The moment until which the current request may use the database. Store calls take their time limit from it, so
/// that no signature has to carry it; the shorter of this and the configuration's default holds.
package enum QueryDeadline {
    /// Nil outside a request.
    @TaskLocal package static var current: Instant?

    /// Runs the body with at most this much time from now for all its database calls together.
    @discardableResult
    package static func within<Result>(
        _ limit: Duration, isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let (seconds, attoseconds) = limit.components
        let moment = Instant.now.adding(seconds: Double(seconds) + Double(attoseconds) / 1e18)
        return try await self.$current.withValue(min(self.current ?? moment, moment)) { try await body() }
    }

    /// The deadline on the clock that never jumps: now plus the default, or what is left until `current` or until the
    /// request's own end (`WorkDeadline`).
    static func resolve(default limit: Duration) -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        let limit = WorkDeadline.limit(limit)
        guard let current else { return now + limit }
        return now + min(limit, .seconds(Instant.now.seconds(to: current)))
    }
}
