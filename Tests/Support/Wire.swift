import Access
import AsyncHTTPClient
import Foundation
import HTTPTypes
import NIOCore
import NIOHTTP1

/// Raw requests, for what a well-behaved client never sends.
package struct Wire: Sendable {
    package struct Answer: Sendable {
        package let status: Int
        package let headers: [String: String]
        /// Every `Set-Cookie`.
        package let cookies: [String]
        package let body: Data

        /// The problem type's slug.
        package var problem: String? {
            (try? JSONSerialization.jsonObject(with: self.body) as? [String: Any])?["code"] as? String
        }

        /// Pointer and code of each field error.
        package var faults: [String] {
            let tree = try? JSONSerialization.jsonObject(with: self.body) as? [String: Any]
            let errors = tree?["errors"] as? [[String: Any]] ?? []
            return errors.map { "\($0["pointer"] as? String ?? "") \($0["code"] as? String ?? "")" }
        }

        /// A member of the JSON body.
        package func member(_ name: String) -> String? {
            let tree = try? JSONSerialization.jsonObject(with: self.body) as? [String: Any]
            return tree?[name].map { "\($0)" }
        }
    }

    package let client: HTTPClient
    package let baseURL: String
    private let timeout: TimeAmount

    /// - Parameter timeout: seconds for one request with its answer.
    package init(client: HTTPClient, baseURL: String, timeout: Int64 = 20) {
        self.client = client
        self.baseURL = baseURL
        self.timeout = .seconds(timeout)
    }

    package func send(
        _ method: String, _ path: String, token: String? = nil, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: self.baseURL + path)
        request.method = .init(rawValue: method)
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await self.client.execute(request, timeout: self.timeout)
        let data = try await response.body.collect(upTo: 64 << 20)
        var found: [String: String] = [:]
        for header in response.headers { found[header.name.lowercased()] = header.value }
        return Answer(
            status: Int(response.status.code), headers: found, cookies: response.headers["Set-Cookie"],
            body: Data(data.readableBytesView))
    }

    /// A JSON request with the headers that its effect needs.
    package func json(
        _ endpoint: Endpoint, path: [String] = [], token: String?, body: String?, key: String? = nil,
        ifMatch: String? = nil
    ) async throws -> Answer {
        var headers: [(String, String)] = []
        if body != nil { headers.append(("Content-Type", "application/json")) }
        if let key { headers.append(("Idempotency-Key", key)) }
        if let ifMatch { headers.append(("If-Match", ifMatch)) }
        return try await self.send(
            endpoint.method.rawValue, endpoint.path(filling: path), token: token, headers: headers,
            body: body.map { Array($0.utf8) })
    }
}

extension RunningService {
    /// Raw requests to the public door.
    package var wire: Wire { Wire(client: self.client, baseURL: self.publicURL) }
}
