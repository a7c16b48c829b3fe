import Foundation

/// A problem that another service answered with (RFC 9457), or that it did not answer at all.
package struct ClientProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// One field's fault, as the service names it.
    package struct Field: Codable, Sendable, Equatable {
        package let pointer: String
        package let code: String
        package let detail: String
        package let parameters: [String: String]
    }

    /// HTTP status; 0 when there was no answer.
    package let status: Int
    /// The problem type's slug; `no-answer` when there was none.
    package let code: String
    package let detail: String
    package let errors: [Field]
    package let parameters: [String: String]
    /// Id of the request at the service, for the log.
    package let requestID: String?

    package init(
        status: Int, code: String, detail: String, errors: [Field] = [], parameters: [String: String] = [:],
        requestID: String? = nil
    ) {
        self.status = status
        self.code = code
        self.detail = detail
        self.errors = errors
        self.parameters = parameters
        self.requestID = requestID
    }

    private struct Document: Decodable {
        let code: String?
        let detail: String?
        let errors: [Field]?
        let parameters: [String: String]?
    }

    init(status: Int, body: Data, requestID: String?) {
        let document = try? JSONDecoder().decode(Document.self, from: body)
        self.init(
            status: status, code: document?.code ?? "unknown", detail: document?.detail ?? "",
            errors: document?.errors ?? [], parameters: document?.parameters ?? [:], requestID: requestID)
    }

    package static func noAnswer(_ detail: String) -> ClientProblem {
        ClientProblem(status: 0, code: "no-answer", detail: detail)
    }

    package var description: String {
        "\(self.status) \(self.code): \(self.detail)"
            + self.errors.map { "\n  \($0.pointer) \($0.code): \($0.detail)" }.joined()
    }
}
