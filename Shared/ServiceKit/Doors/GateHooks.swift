import Access
import Primitives

/// Where a service tells its gate what only it knows.
package struct GateHooks: Sendable {
    /// Turns an error of a lower layer into a problem; nil for what is unexpected.
    package var problem: @Sendable (any Error) -> Problem?
    /// What may be logged of an unexpected error: codes and names, never values.
    package var describe: @Sendable (any Error) -> String
    /// Turns a problem into the answer: problem+json, or a page in the portal. Gets the request's path and id.
    package var render: @Sendable (Problem, _ path: String, _ requestID: String) -> APIResponse

    /// Refuses what belongs to a convening that the caller's right does not reach, exactly as what does not exist; asked
    /// only for callers whose right is limited. A service that says nothing has nothing for them.
    /// Throws: `Problem.notFound`.
    package var reach: @Sendable (APIRequest) async throws -> Void = { _ in throw Problem.notFound }

    /// Whose a token for scripts is; nil when there is no such token any more. Asked at public doors on each request, so
    /// that revoking works at once; what it throws refuses the request.
    package var script: @Sendable (APITokenSecret, Instant) async throws -> Principal? = { _, _ in nil }

    /// Whether query parameters that an operation does not know are passed over: pages are linked from places that
    /// add their own.
    package var ignoresUnknownQuery: Bool

    package init(
        ignoresUnknownQuery: Bool = false,
        problem: @escaping @Sendable (any Error) -> Problem? = { _ in nil },
        describe: @escaping @Sendable (any Error) -> String = { "\(type(of: $0))" },
        render: @escaping @Sendable (Problem, _ path: String, _ requestID: String) -> APIResponse = GateHooks
            .problemJSON
    ) {
        self.ignoresUnknownQuery = ignoresUnknownQuery
        self.problem = problem
        self.describe = describe
        self.render = render
    }

    /// `application/problem+json` (RFC 9457 §3).
    package static let problemJSON: @Sendable (Problem, String, String) -> APIResponse = { problem, _, requestID in
        APIResponse(
            status: problem.type.status,
            headers: [(name: "Content-Type", value: "application/problem+json")]
                + problem.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) },
            bytes: problem.body(requestID: requestID))
    }
}
