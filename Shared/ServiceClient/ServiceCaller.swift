import Access
import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1
import Primitives

/// A decoded answer with the headers that callers go on with.
package struct ClientResponse<Value: Sendable>: Sendable {
    package let value: Value
    package let status: Int
    /// The `ETag`, to be sent back as `If-Match`.
    package let entityTag: String?
    package let location: String?
    /// The cursor of the next page, from `Link: rel="next"`.
    package let nextCursor: String?
}

/// In whose name a call is made.
package enum Credential: Sendable {
    /// Public doors: a token that was given to us.
    case bearer(String)
    /// Internal doors: a person's right, signed for one minute and one service.
    case person(Principal, TokenSigner)
    /// Internal doors: the service for itself, by its certificate alone. Public doors: nobody.
    case certificateOnly
}

/// Calls one service by its endpoints. The endpoint's declaration is the only source of method and path, so client
/// and server cannot drift apart.
package struct ServiceCaller: Sendable {
    private let target: ServiceName
    private let baseURL: String
    private let client: @Sendable () -> HTTPClient
    private let timeout: Duration

    /// - Parameters:
    ///   - baseURL: `https://127.0.0.1:8461`, without a slash at the end.
    ///   - timeout: for one attempt, in seconds.
    package init(target: ServiceName, baseURL: String, client: HTTPClient, timeout: Int64 = 15) {
        self.init(target: target, baseURL: baseURL, timeout: timeout) { client }
    }

    /// With a client whose certificate is renewed while it is used.
    package init(target: ServiceName, baseURL: String, client: RenewedClient, timeout: Int64 = 15) {
        self.init(target: target, baseURL: baseURL, timeout: timeout) { client.current }
    }

    private init(target: ServiceName, baseURL: String, timeout: Int64, client: @escaping @Sendable () -> HTTPClient) {
        self.target = target
        self.baseURL = baseURL
        self.client = client
        self.timeout = .seconds(timeout)
    }

    /// What goes with a call beside the endpoint.
    package struct Options: Sendable {
        package var path: [String] = []
        package var query: [(name: String, value: String)] = []
        /// For acting endpoints; a new one is made when none is given.
        package var idempotencyKey: String?
        /// For editing endpoints.
        package var ifMatch: String?

        package init(
            path: [String] = [], query: [(name: String, value: String)] = [], idempotencyKey: String? = nil,
            ifMatch: String? = nil
        ) {
            self.path = path
            self.query = query
            self.idempotencyKey = idempotencyKey
            self.ifMatch = ifMatch
        }
    }

    /// Calls with a JSON body and decodes a JSON answer.
    /// - Throws: `ClientProblem` for every answer that is no success, and when there is none.
    package func call<Value: Decodable & Sendable>(
        _ endpoint: Endpoint, _ options: Options = Options(), body: (any Encodable & Sendable)? = nil,
        as credential: Credential, returning type: Value.Type = Value.self
    ) async throws -> ClientResponse<Value> {
        let answer = try await self.send(
            endpoint, options, bytes: try body.map(Self.encoded),
            mediaType: "application/json", as: credential)
        do {
            return ClientResponse(
                value: try JSONDecoder().decode(Value.self, from: answer.value), status: answer.status,
                entityTag: answer.entityTag, location: answer.location, nextCursor: answer.nextCursor)
        } catch {
            throw ClientProblem(
                status: answer.status, code: "unreadable-answer", detail: "\(endpoint.id) answered in another shape.")
        }
    }

    /// Sorted keys: the same value is the same bytes, so that a repeated act has the fingerprint of the first.
    private static func encoded(_ body: any Encodable & Sendable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(body))
    }

    /// Calls with raw bytes and returns raw bytes: files, exports, uploads.
    package func send(
        _ endpoint: Endpoint, _ options: Options = Options(), bytes: [UInt8]? = nil,
        mediaType: String = "application/json", as credential: Credential
    ) async throws -> ClientResponse<Data> {
        var request = HTTPClientRequest(url: self.baseURL + self.target(of: endpoint, options))
        request.method = HTTPMethod(rawValue: endpoint.method.rawValue)
        switch credential {
        case .bearer(let token): request.headers.add(name: "Authorization", value: "Bearer \(token)")
        case .person(let principal, let signer):
            let now = Instant.now
            let token = try await signer.sign(
                AccessToken(
                    subject: principal.subject, role: principal.role, audience: .service(self.target),
                    expires: now.adding(seconds: 60), scope: principal.scope), at: now)
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        case .certificateOnly: break
        }
        if endpoint.effect == .act {
            request.headers.add(
                name: "Idempotency-Key", value: options.idempotencyKey ?? ID<JobTag>.next().description)
        }
        if let ifMatch = options.ifMatch { request.headers.add(name: "If-Match", value: ifMatch) }
        // The same trace in every service that works on it; begun here when nobody has begun one.
        let trace = TraceContext.current ?? .begin()
        request.headers.add(name: "traceparent", value: trace.field)
        if let bytes {
            request.headers.add(name: "Content-Type", value: mediaType)
            request.body = .bytes(ByteBuffer(bytes: bytes))
        }
        return try await self.execute(request, endpoint)
    }

    private func target(of endpoint: Endpoint, _ options: Options) -> String {
        var path = endpoint.path(filling: options.path)
        if !options.query.isEmpty {
            path += "?" + options.query.map { "\($0.name)=\(percentEncoded($0.value))" }.joined(separator: "&")
        }
        return path
    }

    /// Sends, and sends again after a broken connection, a 503 or a 429, where a second sending has no second effect:
    /// reads always, acts because of their key, edits because of their condition. Never beyond `WorkDeadline`.
    private func execute(_ request: HTTPClientRequest, _ endpoint: Endpoint) async throws -> ClientResponse<Data> {
        var attempt = 0
        while true {
            attempt += 1
            do {
                let (seconds, attoseconds) = WorkDeadline.limit(self.timeout).components
                let response = try await self.client().execute(
                    request, timeout: .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
                let body = try await response.body.collect(upTo: 64 << 20)
                let data = Data(body.readableBytesView)
                let status = Int(response.status.code)
                if status == 503 || status == 429, attempt < 3, !WorkDeadline.hasPassed {
                    try await Task.sleep(for: Self.pause(attempt, status, response.headers.first(name: "Retry-After")))
                    continue
                }
                guard (200..<300).contains(status) else {
                    throw ClientProblem(
                        status: status, body: data, requestID: response.headers.first(name: "X-Request-Id"))
                }
                return ClientResponse(
                    value: data, status: status, entityTag: response.headers.first(name: "ETag"),
                    location: response.headers.first(name: "Location"),
                    nextCursor: Self.nextCursor(response.headers.first(name: "Link")))
            } catch let problem as ClientProblem {
                throw problem
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                guard attempt < 3, !WorkDeadline.hasPassed else {
                    throw ClientProblem.noAnswer("\(self.target.rawValue) did not answer \(endpoint.id).")
                }
                try await Task.sleep(for: .milliseconds(100 * attempt * attempt))
            }
        }
    }

    /// How long to wait before sending again. A rate is waited for as long as the service says, up to two seconds.
    private static func pause(_ attempt: Int, _ status: Int, _ retryAfter: String?) -> Duration {
        if status == 429, let seconds = retryAfter.flatMap({ Int($0) }) { return .seconds(min(max(seconds, 1), 2)) }
        return .milliseconds(150 * attempt * attempt)
    }

    private static func nextCursor(_ link: String?) -> String? {
        guard let link, link.contains("rel=\"next\""), let start = link.range(of: "cursor=") else { return nil }
        return String(link[start.upperBound...].prefix { $0 != "&" && $0 != ">" })
    }
}
