import Access
import Compression
import HTTPTypes

/// The form in which a successful answer leaves: not at all when the client has it, compressed where that is safe.
enum AnswerForm {
    /// Smaller answers fit into one packet anyway.
    private static let leastCompressed = 1024

    /// Turns an answer into 304 or compresses it, where that applies.
    ///
    /// Compressed are only answers of operations that say so (`Endpoint.isCompressed`), and none with an entity tag: a
    /// strong tag names exact bytes, and the same tag has to serve for `If-Match`.
    static func settle(_ answer: inout APIResponse, for request: APIRequest) {
        guard request.operation.effect == .read, answer.status == 200, answer.stream == nil else { return }
        if let tag = answer.header("ETag") {
            if self.isKnown(tag, to: request) { answer = self.notModified(answer) }
            return
        }
        guard request.operation.isCompressed, answer.header("Content-Encoding") == nil,
            answer.bytes.count > Self.leastCompressed, self.isText(answer.header("Content-Type") ?? "")
        else { return }
        if answer.header("Vary") == nil { answer.headers.append((name: "Vary", value: "Accept-Encoding")) }
        guard Gzip.isAccepted(request.headers[.acceptEncoding]), let small = Gzip.compress(answer.bytes),
            small.count < answer.bytes.count
        else { return }
        answer = APIResponse(
            status: answer.status, headers: answer.headers + [(name: "Content-Encoding", value: "gzip")], bytes: small)
    }

    /// `If-None-Match` (RFC 9110 §13.1.2); what is no list of tags is passed over.
    private static func isKnown(_ tag: String, to request: APIRequest) -> Bool {
        let fields = request.headers[values: .ifNoneMatch]
        guard !fields.isEmpty else { return false }
        return EntityTagCondition(fields.joined(separator: ", "))?.includes(tag) ?? false
    }

    /// 304 with what a 200 would have said about caching and identity (RFC 9110 §15.4.5).
    private static func notModified(_ answer: APIResponse) -> APIResponse {
        let kept: Set = ["etag", "cache-control", "vary", "content-location", "expires", "link"]
        return APIResponse(status: 304, headers: answer.headers.filter { kept.contains($0.name.lowercased()) })
    }

    private static func isText(_ mediaType: String) -> Bool {
        ["application/json", "application/yaml", "text/"].contains { mediaType.hasPrefix($0) }
    }
}
