import Access
import HTTPTypes
import Primitives
import ServiceClient
import ServiceKit

/// Turns problems into pages, with the same headers as any other page.
package struct ProblemPages: Sendable {
    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    /// Errors of the portal's own layers as problems.
    package static func problem(_ error: any Error) -> Problem? {
        switch error {
        case let error as ClientProblem: self.problem(error)
        case let error as SignInStore.Refusal:
            Problem(.tooManyRequests, "Too many codes.", headers: ["Retry-After": "\(error.waitSeconds)"])
        case is NoCodeSender.Unavailable:
            Problem(
                .unavailable, "No mail is set up here, so that no code can be sent.", headers: ["Retry-After": "3600"])
        case let error as SignInNeeded:
            Problem(
                .unauthenticated, "Sign in first.",
                parameters: error.visit.request.operation.method == .get ? ["page": "sign-in"] : [:],
                headers: ["WWW-Authenticate": "Session realm=\"portal\""])
        default: nil
        }
    }

    private static func problem(_ error: ClientProblem) -> Problem {
        let retry = ["Retry-After": "5"]
        return switch error.status {
        case 403: Problem(.forbidden, "The service does not allow it.")
        case 404: Problem.notFound
        case 409: Problem(.conflict, "The state does not allow it.", parameters: error.parameters)
        case 412: Problem(.preconditionFailed, "Somebody changed it in the meantime.")
        case 422: Problem(.invalidFields, "Some fields break a rule.")
        case 429: Problem(.tooManyRequests, "Too many requests.", headers: retry)
        case 0, 503: Problem(.unavailable, "A service does not answer.", headers: retry)
        default: Problem(.internalError, "A service failed.")
        }
    }

    /// The page of a problem. System addresses (`/livez`, `/openapi.yaml`) keep their JSON.
    package func render(_ problem: Problem, _ path: String, _ requestID: String) -> APIResponse {
        let bare = String(path.prefix { $0 != "?" && $0 != "#" })
        let segments = bare.split(separator: "/")
        if let first = segments.first, ["livez", "readyz", "openapi.yaml", "openapi.json"].contains(first) {
            return GateHooks.problemJSON(problem, path, requestID)
        }
        // An address that ends with a slash is the same address without it.
        if problem.type == .notFound, bare.utf8.count > 1, bare.hasSuffix("/"), !bare.hasPrefix("//") {
            return self.desk.seeOther("/" + segments.joined(separator: "/"))
        }
        let language = segments.first.flatMap { Language(rawValue: String($0)) } ?? .english
        let rest = Self.address(segments.dropFirst())
        if problem.parameters["page"] == "sign-in" {
            return self.desk.seeOther(Route.signIn.path(in: language, query: [("next", rest)]))
        }
        let context = PageContext(
            site: self.desk.site, language: language, reader: .visitor, route: .start, now: .now, zone: .utc,
            tokens: FormTokens(csrf: "", once: ""))
        let isExpected = problem.type.status < 500 && problem.type != .badRequest
        let view = ProblemView(self.kind(problem), reference: isExpected ? nil : requestID, next: rest)
        return self.desk.html(
            PageFrame.render(view, context), nil, status: problem.type.status,
            headers: problem.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    }

    private static func address(_ segments: ArraySlice<Substring>) -> String {
        Desk.safeNext("/" + segments.joined(separator: "/")) ?? "/"
    }

    private func kind(_ problem: Problem) -> ProblemView.Kind {
        if problem.parameters["page"] == "bad-form" { return .badForm }
        if problem.parameters["state"] == "closed" { return .closed }
        return switch problem.type {
        case .notFound, .methodNotAllowed: .notFound
        case .unauthenticated: .signedOut
        case .forbidden: .forbidden
        case .conflict, .preconditionFailed, .stillRunning: .conflict
        case .tooManyRequests: .tooMany
        case .unavailable, .outcomeUnknown: .unavailable
        case .badRequest, .invalidFields, .contentTooLarge, .unsupportedMediaType, .idempotencyKeyReused,
            .requestTimeout:
            .badForm
        default: .failed
        }
    }
}
