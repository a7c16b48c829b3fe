import Foundation
import Primitives

/// The answer of a handler: status, headers and bytes, so that it can also be kept for a repeated request.
package struct APIResponse: Sendable, Equatable {
    package let status: Int
    /// In order; names as on the wire.
    package var headers: [(name: String, value: String)]
    package let bytes: [UInt8]
    /// Instead of `bytes`, a body that is made while it is sent.
    package var stream: APIStream?

    package init(status: Int, headers: [(name: String, value: String)] = [], bytes: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.bytes = bytes
    }

    /// Answers whose body is yet to be made are never equal.
    package static func == (left: APIResponse, right: APIResponse) -> Bool {
        left.stream == nil && right.stream == nil && left.status == right.status && left.bytes == right.bytes
            && left.headers.map(\.name) == right.headers.map(\.name)
            && left.headers.map(\.value) == right.headers.map(\.value)
    }

    private static func json(_ status: Int, _ value: some Encodable, _ headers: [(String, String)]) throws
        -> APIResponse
    {
        APIResponse(
            status: status, headers: [("Content-Type", "application/json")] + headers.map { (name: $0.0, value: $0.1) },
            bytes: try ResponseCoding.bytes(value))
    }

    /// 200 with a value; the version becomes the `ETag`.
    package static func ok(_ value: some Encodable, version: Int? = nil) throws -> APIResponse {
        try self.json(200, value, version.map { [("ETag", EntityTag(version: $0).description)] } ?? [])
    }

    /// 201 with the new thing and where it is.
    package static func created(_ value: some Encodable, location: String, version: Int? = nil) throws -> APIResponse {
        try self.json(
            201, value,
            [("Location", location)] + (version.map { [("ETag", EntityTag(version: $0).description)] } ?? []))
    }

    /// 202 with what watches the work, usually a job.
    package static func accepted(_ value: some Encodable, location: String) throws -> APIResponse {
        try self.json(202, value, [("Location", location)])
    }

    package static let noContent = APIResponse(status: 204)

    /// A list with `Link: rel="next"` when there is more.
    package static func page<Item: Encodable & Sendable>(_ page: Page<Item>, of request: APIRequest) throws
        -> APIResponse
    {
        var headers: [(String, String)] = []
        if let next = page.next {
            var query = request.query
            query["cursor"] = next
            let text = query.sorted { $0.key < $1.key }.map { "\($0.key)=\(encoded($0.value))" }.joined(separator: "&")
            headers.append(("Link", "<?\(text)>; rel=\"next\""))
        }
        return try self.json(200, page, headers)
    }

    /// A file: another media type, with a neutral name when it is to be saved.
    package static func file(_ bytes: [UInt8], mediaType: String, name: String? = nil) -> APIResponse {
        var headers = [(name: "Content-Type", value: mediaType)]
        if let name { headers.append(("Content-Disposition", "attachment; filename=\"\(name)\"")) }
        return APIResponse(status: 200, headers: headers, bytes: bytes)
    }

    /// A file that is made while it is sent, for exports that would not fit into memory twice.
    /// - Parameters:
    ///   - length: bytes, when they are known beforehand.
    ///   - write: hands over the parts. It holds the place of its request until it has ended; throwing breaks the
    ///     connection, so that the reader notices that the file is not whole.
    package static func stream(
        mediaType: String, name: String? = nil, length: Int? = nil,
        _ write: @escaping @Sendable (_ part: ([UInt8]) async throws -> Void) async throws -> Void
    ) -> APIResponse {
        var answer = self.file([], mediaType: mediaType, name: name)
        answer.stream = APIStream(length: length, write: write)
        return answer
    }

    /// The first header of this name, in whatever case.
    package func header(_ name: String) -> String? {
        self.headers.first { $0.name.utf8.count == name.utf8.count && $0.name.lowercased() == name.lowercased() }?.value
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// A body that is made while it is sent.
package struct APIStream: Sendable {
    /// Bytes, when they are known beforehand.
    let length: Int?
    let write: @Sendable (_ part: ([UInt8]) async throws -> Void) async throws -> Void
}
