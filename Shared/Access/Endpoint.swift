import HTTPTypes

/// One operation of an API: its name in the OpenAPI document, its address, and who may do it.
///
/// The operations that a service declares are its permission table. A router registers nothing else, a client calls
/// by nothing else, and tests compare them with the OpenAPI document in both directions.
package struct Endpoint: Sendable, Hashable {
    /// What an operation does to the world, which settles the headers it needs.
    package enum Effect: String, Sendable {
        /// Changes nothing; GET.
        case read
        /// Reads with a body or computes without keeping anything; POST without a key.
        case compute
        /// Creates, spends or moves a state: POST with `Idempotency-Key`.
        case act
        /// Changes one editable thing: PUT, PATCH or DELETE with `If-Match`.
        case edit
    }

    /// What the operation reads from the body.
    package enum Body: Sendable, Hashable {
        case none
        case json
        /// Another media type, with its limit in bytes.
        case other(mediaType: String, limit: Int)
    }

    /// What an operation touches, as seen by somebody whose right is limited to some convenings.
    package enum Reach: String, Sendable {
        /// Things of one convening, or a list of such things: those of other convenings do not exist for her.
        case convening
        /// What belongs to no convening.
        case general
        /// What concerns all convenings at once: not hers to do.
        case whole
    }

    /// The OpenAPI `operationId`.
    package let id: String
    package let method: HTTPRequest.Method
    /// Path template, `/v1/calls/{callId}`.
    package let path: String
    package let effect: Effect
    package let body: Body
    /// Roles that may do it. Nobody else may: default deny.
    package let roles: Set<Role>
    /// Roles for which only what is their own exists; for others' things the answer is 404.
    package let ownOnly: Set<Role>
    /// Whether a person has to be there: a token for scripts may not do it, whatever its role.
    package let needsPerson: Bool
    /// What it touches. Default deny: what is not said to reach less concerns all convenings.
    package let reach: Reach
    /// True when no token is needed at all (what the public may read).
    package let isOpen: Bool
    /// Services that may call it on the internal door, for a person or for themselves.
    package let callers: Set<ServiceName>
    /// Query parameters that it knows; any other is refused.
    package let query: [String]
    /// Whether the answer may be compressed. By default what everybody may read: compression tells an eavesdropper how
    /// much of what he made somebody send is in the answer again (BREACH), so that nothing secret may be beside it.
    package let isCompressed: Bool
    /// Problem types of its own, beside those that follow from the fields above (`allProblems`).
    package let problems: [ProblemType]

    /// - Parameters:
    ///   - path: literal segments and `{parameters}`.
    ///   - reach: left out, all convenings at once, or none of them where the operation is open.
    ///   - problems: beside those that follow from the other fields.
    package init(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, _ effect: Effect, body: Body = .none,
        roles: Set<Role>, ownOnly: Set<Role> = [], reach: Reach? = nil, needsPerson: Bool = false, isOpen: Bool = false,
        callers: Set<ServiceName> = [.portal], query: [String] = [], isCompressed: Bool? = nil,
        problems: [ProblemType] = []
    ) {
        self.id = id
        self.method = method
        self.path = path
        self.effect = effect
        self.body = body
        self.roles = roles
        self.ownOnly = ownOnly
        self.reach = reach ?? (isOpen ? .general : .whole)
        self.needsPerson = needsPerson
        self.isOpen = isOpen
        self.callers = callers
        self.query = query
        self.isCompressed = isCompressed ?? (isOpen && effect == .read)
        self.problems = problems
    }

    package static func == (left: Endpoint, right: Endpoint) -> Bool { left.id == right.id }
    package func hash(into hasher: inout Hasher) { hasher.combine(self.id) }

    /// True when the operation is a list with `limit` and `cursor`.
    package var isPaged: Bool { self.query.contains("cursor") }

    /// Whether a role may do it on some thing.
    package func allows(_ role: Role) -> Bool { self.isOpen || self.roles.contains(role) }

    /// Every problem type that the operation can answer with, in order of status and slug.
    package var allProblems: [ProblemType] {
        var all: Set<ProblemType> = [.badRequest, .tooManyRequests, .internalError, .unavailable]
        if !self.isOpen { all.formUnion([.unauthenticated, .forbidden]) }
        if self.path.contains("{") { all.insert(.notFound) }
        switch self.effect {
        case .read: break
        case .compute: break
        case .act:
            all.formUnion([.idempotencyKeyMissing, .idempotencyKeyReused, .stillRunning, .outcomeUnknown])
        case .edit:
            all.formUnion([.preconditionRequired, .preconditionFailed, .outcomeUnknown])
        }
        if self.body != .none { all.insert(.requestTimeout) }
        switch self.body {
        case .none: break
        case .json:
            all.formUnion([.malformedJSON, .invalidFields, .contentTooLarge, .unsupportedMediaType])
        case .other:
            all.formUnion([.invalidFields, .contentTooLarge, .unsupportedMediaType])
        }
        if !self.query.isEmpty { all.insert(.invalidFields) }
        all.formUnion(self.problems)
        return all.sorted { ($0.status, $0.slug) < ($1.status, $1.slug) }
    }

    /// The segments of the path template.
    package var segments: [Substring] { self.path.split(separator: "/") }

    /// Names of the template's parameters, in order: `callId`.
    package var parameters: [String] {
        self.segments.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Fills the template's parameters in order; values are percent-encoded.
    /// - Precondition: as many values as the template has parameters.
    package func path(filling values: [String]) -> String {
        var remaining = values[...]
        let parts = self.segments.map { segment -> String in
            guard segment.hasPrefix("{"), segment.hasSuffix("}") else { return String(segment) }
            guard let value = remaining.popFirst() else { preconditionFailure("\(self.id): too few path values") }
            return percentEncoded(value)
        }
        precondition(remaining.isEmpty, "\(self.id): too many path values")
        return "/" + parts.joined(separator: "/")
    }

    /// Whether a concrete path has this template's shape.
    package func matches(path: some StringProtocol) -> Bool {
        let concrete = path.split(separator: "/", omittingEmptySubsequences: true)
        let template = self.segments
        guard concrete.count == template.count else { return false }
        return zip(template, concrete).allSatisfy { $0.hasPrefix("{") || $0[...] == $1[...] }
    }
}

/// Percent-encodes everything but RFC 3986 unreserved characters.
package func percentEncoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
            result.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            let digits = Array("0123456789ABCDEF")
            result.append("%")
            result.append(digits[Int(byte >> 4)])
            result.append(digits[Int(byte & 15)])
        }
    }
    return result
}
