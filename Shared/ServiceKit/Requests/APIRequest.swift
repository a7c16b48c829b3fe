import Access
import Foundation
import HTTPTypes
import Primitives

/// One request, after the gate has found its operation and its principal: what a handler works with.
package struct APIRequest: Sendable {
    package let operation: Endpoint
    package let principal: Principal
    /// Random id of the request; stands in logs, in the audit and in every problem.
    package let requestID: String
    /// When the first byte was handled; deadlines are decided by it.
    package let receivedAt: Instant
    package let headers: HTTPFields
    /// Path parameters, percent-decoded.
    package let parameters: [String: String]
    /// Query parameters, percent-decoded, each at most once and known to the operation.
    package let query: [String: String]
    /// The whole body; empty when the operation takes none.
    package let bytes: [UInt8]
    /// Network address at the other end of the connection, as it is known; to count by, never to be kept or logged.
    package let peer: String
    /// The host, and mostly the port, that the request was sent to, as its sender says.
    package let authority: String

    package init(
        operation: Endpoint, principal: Principal, requestID: String, receivedAt: Instant, headers: HTTPFields,
        parameters: [String: String], query: [String: String], bytes: [UInt8], peer: String = "", authority: String = ""
    ) {
        self.operation = operation
        self.principal = principal
        self.requestID = requestID
        self.receivedAt = receivedAt
        self.headers = headers
        self.parameters = parameters
        self.query = query
        self.bytes = bytes
        self.peer = peer
        self.authority = authority
    }

    /// A path parameter that is an id. What is no id names nothing.
    /// - Throws: `Problem.notFound`.
    package func id<Tag>(_ name: String, _ type: ID<Tag>.Type = ID<Tag>.self) throws -> ID<Tag> {
        guard let text = self.parameters[name], let id = ID<Tag>(text) else { throw Problem.notFound }
        return id
    }

    /// The text of a path parameter.
    package func parameter(_ name: String) throws -> String {
        guard let text = self.parameters[name] else { throw Problem.notFound }
        return text
    }

    /// The body, read strictly.
    /// - Throws: `Problem` with every field fault.
    package func body<Body: BodyReadable>(_ type: Body.Type = Body.self) throws -> Body {
        let value: JSONValue
        do {
            value = try StrictJSON.parse(self.bytes)
        } catch {
            throw Problem(
                .malformedJSON, "The body is not strict JSON: \(error.reason.rawValue), at byte \(error.offset).")
        }
        return try Body(BodyReader(value))
    }

    /// A query parameter that is one of an enumeration's raw values.
    package func queryChoice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ type: Choice.Type = Choice.self
    ) throws -> Choice? {
        guard let text = self.query[name] else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem.invalid("?\(name)", "not_in_list", "This must be one of: \(allowed).")
        }
        return choice
    }

    /// A query parameter that is an id; the gate has checked it.
    package func queryID<Tag>(_ name: String, _ type: ID<Tag>.Type = ID<Tag>.self) throws -> ID<Tag>? {
        guard let text = self.query[name] else { return nil }
        guard let id = ID<Tag>(text) else { throw Problem.notFound }
        return id
    }

    /// The condition of `If-Match`; the gate has made sure that an editing operation has one.
    package var ifMatch: EntityTagCondition {
        EntityTagCondition(self.headers[.ifMatch] ?? "") ?? .tags([])
    }

    /// The value of `Idempotency-Key`; the gate has made sure that an acting operation has one.
    package var idempotencyKey: String { self.headers[.idempotencyKey] ?? "" }

    /// True when only the caller's own things exist for it.
    package var isOwnOnly: Bool { self.operation.ownOnly.contains(self.principal.role) }

    /// `?limit=` (1…200, 50 when absent) and the decoded `?cursor=`; the gate has checked both.
    package func page() throws -> (limit: Int, after: [String]?) {
        let limit = self.query["limit"].flatMap(QueryRule.limit) ?? 50
        guard let cursor = self.query["cursor"] else { return (limit, nil) }
        guard let keys = Cursor.decode(cursor) else { throw Problem.notFound }
        return (limit, keys)
    }
}

/// Where the next page of a list begins: the sort keys of the last row, base64url-coded so that nobody builds on
/// their form.
package enum Cursor {
    package static func encode(_ keys: [String]) -> String {
        Base64URL.encode(Array(keys.joined(separator: "\u{1F}").utf8))
    }

    package static func decode(_ cursor: String) -> [String]? {
        guard cursor.utf8.count <= 512, let bytes = Base64URL.decode(cursor),
            let text = String(validating: bytes, as: UTF8.self),
            TextRule.firstForbidden(in: text.replacingOccurrences(of: "\u{1F}", with: "")) == nil
        else { return nil }
        return text.components(separatedBy: "\u{1F}")
    }
}

extension HTTPField.Name {
    package static let idempotencyKey = name("Idempotency-Key")
    package static let requestID = name("X-Request-Id")
    package static let traceParent = name("traceparent")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("a literal header name is valid") }
        return name
    }
}
