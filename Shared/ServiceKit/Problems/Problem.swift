import Access
import Foundation

/// What is wrong with one field of a request. The code and its parameters are the contract; the English detail is
/// for people with a terminal. Neither ever repeats what was sent.
package struct FieldError: Sendable, Equatable, Codable {
    /// JSON Pointer (RFC 6901) into the body, or `?name` for a query parameter.
    package let pointer: String
    /// Stable code, `too_long`.
    package let code: String
    /// The rule in words, with its numbers.
    package let detail: String
    /// The rule's numbers and names, for clients that make their own words.
    package let parameters: [String: String]

    package init(pointer: String, code: String, detail: String, parameters: [String: String] = [:]) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
        self.parameters = parameters
    }
}

/// An error as RFC 9457 problem details. Throwing one ends a request with its status.
package struct Problem: Error, Sendable, Equatable {
    package let type: ProblemType
    /// What is wrong this time, in words a person can act on; never what was sent, never a name.
    package let detail: String
    /// Every field that breaks a rule, not only the first.
    package let errors: [FieldError]
    /// Machine-readable facts, for example the state that a thing is in.
    package let parameters: [String: String]
    /// Headers that the status asks for (`Allow`, `Retry-After`).
    package let headers: [String: String]

    package init(
        _ type: ProblemType, _ detail: String, errors: [FieldError] = [], parameters: [String: String] = [:],
        headers: [String: String] = [:]
    ) {
        self.type = type
        self.detail = detail
        self.errors = errors
        self.parameters = parameters
        self.headers = headers
    }

    /// Some fields break rules.
    package static func invalid(_ errors: [FieldError]) -> Problem {
        Problem(
            .invalidFields,
            errors.count == 1 ? "One field breaks a rule." : "\(errors.count) fields break rules.", errors: errors)
    }

    /// One field breaks a rule.
    package static func invalid(_ pointer: String, _ code: String, _ detail: String) -> Problem {
        .invalid([FieldError(pointer: pointer, code: code, detail: detail)])
    }

    /// The answer for what does not exist and for what the caller may not know of: they must not differ.
    package static let notFound = Problem(.notFound, "There is nothing at this address, or it is not yours to see.")

    /// The thing is in another state than the act needs.
    package static func conflict(_ detail: String, state: String? = nil) -> Problem {
        Problem(.conflict, detail, parameters: state.map { ["state": $0] } ?? [:])
    }

    /// What the body of the answer holds.
    struct Document: Encodable {
        let type: String
        let title: String
        let status: Int
        let detail: String
        let instance: String
        let code: String
        let errors: [FieldError]?
        let parameters: [String: String]?
    }

    /// JSON text of the problem.
    /// - Parameter requestID: id of the request, which becomes the `instance` as a URN.
    package func body(requestID: String) -> [UInt8] {
        let document = Document(
            type: "/problems/\(self.type.slug)", title: self.type.title, status: self.type.status, detail: self.detail,
            instance: "urn:convene:request:\(requestID)", code: self.type.slug,
            errors: self.errors.isEmpty ? nil : self.errors,
            parameters: self.parameters.isEmpty ? nil : self.parameters)
        return (try? ResponseCoding.bytes(document)) ?? Array(#"{"status":500}"#.utf8)
    }
}
