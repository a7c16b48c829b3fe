import Access
import Primitives

/// What bounds the load of a service, shared by its doors: rates, places and deadlines.
struct GateLoad: Sendable {
    let admission: Admission
    let inFlight = InFlight()
    /// From the arrival of a request to its answer.
    let deadline: Duration
    private let addresses: TokenBuckets?
    private let principals: TokenBuckets?

    init(_ limits: ServiceLimits) {
        self.admission = Admission(limits)
        self.deadline = .seconds(limits.requestSeconds)
        self.addresses = TokenBuckets(rate: limits.addressRate, burst: limits.addressBurst)
        self.principals = TokenBuckets(rate: limits.principalRate, burst: limits.principalBurst)
    }

    /// One request of an address. Only on public doors: behind an internal one, many people share a service's address.
    func checkAddress(_ connection: DoorConnection?, _ door: Door) throws {
        guard door == .public, let connection, let addresses else { return }
        let verdict = addresses.take(connection.address)
        if !verdict.isAllowed { throw Self.problem(verdict, addresses, "address") }
    }

    /// One request of a person or a service.
    /// - Returns: the header that warns when less than a quarter is left.
    func checkPrincipal(_ principal: Principal, _ operation: Endpoint) throws -> (name: String, value: String)? {
        // "Nobody in particular" are many, and their addresses have been counted.
        guard let principals, !(operation.isOpen && principal.subject == "public"), principal.role != .service else {
            return nil
        }
        var hasher = Hasher()
        hasher.combine(principal.subject)
        hasher.combine(principal.role)
        let verdict = principals.take(UInt64(bitPattern: Int64(hasher.finalize())))
        guard verdict.isAllowed else { throw Self.problem(verdict, principals, "principal") }
        guard verdict.remaining < principals.burst / 4 else { return nil }
        return (name: "RateLimit", value: Self.field(verdict, "principal"))
    }

    /// `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers-10).
    private static func problem(_ verdict: TokenBuckets.Verdict, _ buckets: TokenBuckets, _ policy: String) -> Problem {
        Problem(
            .tooManyRequests, "These are more requests than one \(policy) may make in this time.",
            headers: [
                "Retry-After": "\(verdict.wait)", "RateLimit": self.field(verdict, policy),
                "RateLimit-Policy":
                    "\"\(policy)\";q=\(buckets.burst);w=\((buckets.burst + buckets.rate - 1) / buckets.rate)",
            ])
    }

    private static func field(_ verdict: TokenBuckets.Verdict, _ policy: String) -> String {
        "\"\(policy)\";r=\(verdict.remaining);t=\(max(1, verdict.wait))"
    }
}
