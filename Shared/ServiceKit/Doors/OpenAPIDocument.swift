import Compression
import Crypto
import Foundation
import HTTPTypes
import Yams

/// A service's OpenAPI document: the YAML file of `openapi/`, and the same as JSON.
package struct OpenAPIDocument: Sendable {
    /// One form of the document, compressed once, with entity tags of its own.
    package struct Form: Sendable {
        package let bytes: [UInt8]
        private let compressed: [UInt8]?
        private let mediaType: String
        private let hash: String

        init(_ bytes: [UInt8], _ mediaType: String) {
            self.bytes = bytes
            self.compressed = Gzip.compress(bytes, level: 9)
            self.mediaType = mediaType
            self.hash = SHA256.hash(data: bytes).prefix(8).map { String($0, radix: 16) }.joined()
        }

        /// The document as the client takes it. Two encodings are two representations, so they have two tags.
        package func answer(_ request: APIRequest) -> APIResponse {
            let isCompressed = self.compressed != nil && Gzip.isAccepted(request.headers[.acceptEncoding])
            var answer = APIResponse.file(
                isCompressed ? self.compressed ?? self.bytes : self.bytes, mediaType: self.mediaType)
            answer.headers.append(("Vary", "Accept-Encoding"))
            answer.headers.append(("ETag", "\"\(self.hash)\(isCompressed ? "-gzip" : "")\""))
            if isCompressed { answer.headers.append(("Content-Encoding", "gzip")) }
            return answer
        }
    }

    package let yaml: Form
    package let json: Form

    /// - Parameter path: the YAML file.
    /// - Throws: `SettingsError` when it is missing or no YAML mapping.
    package init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError("The OpenAPI document \(path) is missing; is share.directory right?")
        }
        guard let tree = try? Yams.load(yaml: String(decoding: data, as: UTF8.self)) as? [String: Any],
            let json = try? JSONSerialization.data(
                withJSONObject: tree, options: [.sortedKeys, .withoutEscapingSlashes])
        else {
            throw SettingsError("The OpenAPI document \(path) is not a YAML mapping that JSON can hold.")
        }
        self.yaml = Form([UInt8](data), "application/yaml")
        self.json = Form([UInt8](json), "application/json")
    }
}
