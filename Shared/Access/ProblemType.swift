/// A kind of problem that an operation can answer with (RFC 9457 §3.1.1). The slug is the last part of the type
/// URI `/problems/<slug>`; the portal makes the words.
package struct ProblemType: Sendable, Hashable {
    package let slug: String
    /// HTTP status code.
    package let status: Int
    /// Short English summary, the same for every occurrence.
    package let title: String

    /// - Parameter slug: the last segment of the type's address (RFC 9457 §3.1.1).
    package init(_ slug: String, _ status: Int, _ title: String) {
        self.slug = slug
        self.status = status
        self.title = title
    }

    package static func == (left: Self, right: Self) -> Bool { left.slug == right.slug }
    package func hash(into hasher: inout Hasher) { hasher.combine(self.slug) }
}

extension ProblemType {
    package static let badRequest = ProblemType("bad-request", 400, "The request cannot be read")
    package static let invalidFields = ProblemType("invalid-fields", 422, "Some fields break a rule")
    package static let malformedJSON = ProblemType("malformed-json", 400, "The body is not strict JSON")
    package static let idempotencyKeyMissing = ProblemType(
        "idempotency-key-missing", 400, "This operation needs an Idempotency-Key")
    package static let unauthenticated = ProblemType("unauthenticated", 401, "A valid token is needed")
    package static let forbidden = ProblemType("forbidden", 403, "This role may not do that")
    package static let notFound = ProblemType("not-found", 404, "There is no such thing")
    package static let methodNotAllowed = ProblemType("method-not-allowed", 405, "This address has no such method")
    package static let notAcceptable = ProblemType("not-acceptable", 406, "No such representation")
    package static let requestTimeout = ProblemType("request-timeout", 408, "The request did not arrive in time")
    package static let conflict = ProblemType("conflict", 409, "The thing is in a state that does not allow this")
    package static let stillRunning = ProblemType(
        "still-running", 409, "The first request with this key has not ended")
    package static let preconditionFailed = ProblemType(
        "precondition-failed", 412, "Somebody changed it in the meantime")
    package static let contentTooLarge = ProblemType("content-too-large", 413, "The body is too large")
    package static let unsupportedMediaType = ProblemType(
        "unsupported-media-type", 415, "The body is of another media type")
    package static let idempotencyKeyReused = ProblemType(
        "idempotency-key-reused", 422, "This key was used with another body")
    package static let preconditionRequired = ProblemType(
        "precondition-required", 428, "This operation needs If-Match")
    package static let tooManyRequests = ProblemType("too-many-requests", 429, "Too many requests")
    package static let headersTooLarge = ProblemType("headers-too-large", 431, "The headers are too large")
    package static let internalError = ProblemType("internal-error", 500, "Something went wrong on our side")
    package static let unavailable = ProblemType("unavailable", 503, "The service cannot answer now")
    package static let outcomeUnknown = ProblemType(
        "outcome-unknown", 503, "It is not known whether the change was kept; send it again with the same key")
}
