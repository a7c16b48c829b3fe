import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import Primitives

/// What every request passes, in one place and one order: find the operation, find out who asks, check the
/// permission table, check the headers that the effect needs, read the body within its limit, run the handler,
/// and turn whatever was thrown into a problem with the same headers as a success.
struct Gate: HTTPResponder {
    typealias Context = ConveneContext

    let service: ServiceName
    let door: Door
    let table: HandlerTable
    let verifier: TokenVerifier
    let hooks: GateHooks
    let logger: Logger

    func respond(to request: Request, context: ConveneContext) async throws -> Response {
        let started = ContinuousClock.now
        let requestID = Self.newRequestID()
        let isHead = request.method == .head
        var operationID = "none"
        var answer: APIResponse
        do {
            let operation = try self.operation(of: request)
            operationID = operation.operation.id
            answer = try await self.answer(request, operation, requestID: requestID, channel: context.channel)
        } catch {
            let problem = self.problem(for: error, requestID: requestID, operationID: operationID)
            answer = self.hooks.render(problem, request.head.path ?? "/", requestID)
        }
        let elapsed = (ContinuousClock.now - started).milliseconds
        self.log(operationID, answer.status, elapsed, requestID)
        var fields = HTTPFields()
        for (text, value) in answer.headers {
            guard let name = HTTPField.Name(text) else { continue }
            fields.append(HTTPField(name: name, value: value))
        }
        fields[.requestID] = requestID
        SecurityHeaders.complete(&fields)
        let response = Response(
            status: .init(code: answer.status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
        return isHead ? response.createHeadResponse() : response
    }

    private func log(_ operationID: String, _ status: Int, _ milliseconds: Double, _ requestID: String) {
        // Method, path and query stay out: paths hold ids, and ids are nobody's business in a log.
        self.logger.info(
            "answered",
            metadata: [
                "operation": "\(operationID)", "door": "\(self.door.rawValue)", "status": "\(status)",
                "ms": "\((milliseconds * 10).rounded() / 10)", "request": "\(requestID)",
            ])
        Metrics.Timer(
            label: "convene_request_duration",
            dimensions: [("operation", operationID), ("status", "\(status)"), ("door", self.door.rawValue)]
        ).recordMilliseconds(milliseconds)
    }

    private static func newRequestID() -> String {
        let value = UInt64.random(in: .min ... .max)
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    // MARK: Steps

    private func operation(of request: Request) throws -> (operation: Endpoint, parameters: [String: String]) {
        let path = request.head.path.map { $0.prefix { $0 != "?" && $0 != "#" } } ?? "/"
        let method = request.method == .head ? "GET" : request.method.rawValue
        switch self.table.match(method: method, path: String(path)) {
        case .found(let operation, let parameters): return (operation, parameters)
        case .nothing: throw Problem.notFound
        case .otherMethods(let methods):
            let allowed = methods.contains("GET") ? methods + ["HEAD"] : methods
            throw Problem(
                .methodNotAllowed, "This address answers \(allowed.joined(separator: ", ")).",
                headers: ["Allow": allowed.joined(separator: ", ")])
        }
    }

    private func answer(
        _ request: Request, _ found: (operation: Endpoint, parameters: [String: String]), requestID: String,
        channel: any Channel
    ) async throws -> APIResponse {
        let operation = found.operation
        let now = Instant.now
        let principal = try await self.principal(of: request, operation, channel: channel, now: now)
        guard operation.allows(principal.role) else {
            throw Problem(.forbidden, "The role \(principal.role.rawValue) may not do this.")
        }
        try self.checkHeaders(request, operation)
        let query = try self.query(of: request, operation)
        let bytes = try await self.bytes(of: request, operation)
        return try await self.table.handler(of: operation)(
            APIRequest(
                operation: operation, principal: principal, requestID: requestID, receivedAt: now,
                headers: request.headers, parameters: found.parameters, query: query, bytes: bytes))
    }

    private func principal(
        of request: Request, _ operation: Endpoint, channel: any Channel, now: Instant
    ) async throws -> Principal {
        var caller: ServiceName?
        if self.door == .internal {
            guard let service = try await PeerIdentity.service(on: channel) else {
                throw Problem(.forbidden, "The client certificate names no service.")
            }
            guard operation.isOpen || operation.callers.contains(service) else {
                throw Problem(.forbidden, "The service \(service.rawValue) may not call this.")
            }
            caller = service
        }
        let authorization = request.headers[values: .authorization]
        guard let field = authorization.first else {
            if let caller { return Principal(subject: caller.rawValue, role: .service, caller: caller) }
            // Nobody in particular: an open operation, or pages that know their people by session.
            if operation.isOpen { return Principal(subject: "public", role: .applicant) }
            throw self.unauthenticated("This operation needs Authorization: Bearer and a token.")
        }
        guard authorization.count == 1, field.lowercased().hasPrefix("bearer ") else {
            throw self.unauthenticated("Authorization must be one Bearer token.")
        }
        do {
            let token = try self.verifier.verify(
                field.dropFirst(7), audience: self.door == .public ? .doors : .service(self.service), at: now)
            guard token.role != .service else { throw TokenError.malformed }
            return Principal(subject: token.subject, role: token.role, caller: caller)
        } catch {
            throw self.unauthenticated(
                error as? TokenError == .expired ? "The token has expired." : "The token is not valid here.")
        }
    }

    private func unauthenticated(_ detail: String) -> Problem {
        Problem(.unauthenticated, detail, headers: ["WWW-Authenticate": "Bearer realm=\"convene\""])
    }

    private func checkHeaders(_ request: Request, _ operation: Endpoint) throws {
        switch operation.effect {
        case .read, .compute: break
        case .act:
            let keys = request.headers[values: .idempotencyKey]
            guard keys.count == 1, let key = keys.first, (1...255).contains(key.utf8.count),
                key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else {
                throw Problem(
                    .idempotencyKeyMissing,
                    "Send one Idempotency-Key of 1 to 255 visible ASCII characters, a new one for each new act.")
            }
        case .edit:
            guard let field = request.headers[.ifMatch] else {
                throw Problem(.preconditionRequired, "Send If-Match with the ETag of the version that you have read.")
            }
            guard EntityTagCondition(field) != nil else {
                throw Problem(.badRequest, "If-Match is not a list of entity tags.")
            }
        }
    }

    private func query(of request: Request, _ operation: Endpoint) throws -> [String: String] {
        var found: [String: String] = [:]
        var errors: [FieldError] = []
        guard let path = request.head.path, let mark = path.firstIndex(of: "?") else { return [:] }
        for part in path[path.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: true) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = pair[0].replacingOccurrences(of: "+", with: " ").removingPercentEncoding
            let raw = pair.count == 2 ? pair[1].replacingOccurrences(of: "+", with: " ") : ""
            guard let name, let value = raw.removingPercentEncoding else {
                throw Problem(.badRequest, "The query is not percent-encoded UTF-8.")
            }
            if !operation.query.contains(name) {
                guard !self.hooks.ignoresUnknownQuery else { continue }
                let isHarmless = name.wholeMatch(of: /[A-Za-z0-9_.\-]{1,32}/) != nil
                errors.append(
                    FieldError(
                        pointer: isHarmless ? "?\(name)" : "?", code: "unknown_field",
                        detail: "There is no such query parameter here."))
            } else if found.updateValue(value, forKey: name) != nil {
                errors.append(
                    FieldError(pointer: "?\(name)", code: "duplicate", detail: "This parameter stands twice."))
            } else if value.utf8.count > 512 {
                errors.append(
                    FieldError(
                        pointer: "?\(name)", code: "too_long", detail: "This parameter may have at most 512 bytes.",
                        parameters: ["maximum": "512"]))
            } else if TextRule.firstForbidden(in: value, allowsLines: false) != nil {
                errors.append(
                    FieldError(
                        pointer: "?\(name)", code: "forbidden_character",
                        detail: "This parameter holds a character that may not be used."))
            } else if let fault = QueryRule.fault(name, value, isPaged: operation.isPaged) {
                errors.append(fault)
            }
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
        return found
    }

    private func bytes(of request: Request, _ operation: Endpoint) async throws -> [UInt8] {
        let limit: Int
        switch operation.body {
        case .none: return []
        case .json:
            limit = 1 << 20
            try self.checkMediaType(request, "application/json")
        case .other(let mediaType, let maximum):
            limit = maximum
            try self.checkMediaType(request, mediaType)
        }
        let tooLarge = Problem(
            .contentTooLarge, "The body may have at most \(limit) bytes.", headers: ["Connection": "close"])
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
        do {
            return Array(buffer: try await BodyDeadline.collect(request.body, upTo: limit))
        } catch is NIOTooManyBytesError {
            throw tooLarge
        } catch let error as CancellationError {
            throw error
        } catch {
            // Ended early, framed wrongly, or too slow: the sender's doing, and the connection is of no more use.
            throw Problem(
                .badRequest, "The body did not arrive whole within \(BodyDeadline.seconds) seconds.",
                headers: ["Connection": "close"])
        }
    }

    private func checkMediaType(_ request: Request, _ wanted: String) throws {
        let field = request.headers[.contentType] ?? ""
        let parts = field.split(separator: ";").map { $0.trimmingSpaces().lowercased() }
        let isUTF8 = parts.dropFirst().allSatisfy {
            !$0.hasPrefix("charset") || $0 == "charset=utf-8" || $0 == "charset=\"utf-8\""
        }
        guard parts.first == wanted, isUTF8 else {
            throw Problem(.unsupportedMediaType, "The body must be \(wanted) in UTF-8; say so in Content-Type.")
        }
        guard request.headers[.contentEncoding] == nil else {
            throw Problem(.unsupportedMediaType, "The body may not be compressed.")
        }
    }

    // MARK: Faults

    private func problem(for error: any Error, requestID: String, operationID: String) -> Problem {
        if let problem = error as? Problem { return problem }
        if let problem = self.hooks.problem(error) { return problem }
        if error is CancellationError {
            return Problem(.unavailable, "The service is stopping.", headers: ["Retry-After": "2"])
        }
        // The type alone: a description may quote what was sent.
        self.logger.error(
            "unexpected error",
            metadata: [
                "type": "\(type(of: error))", "reflected": "\(self.hooks.describe(error))",
                "operation": "\(operationID)", "request": "\(requestID)",
            ])
        return Problem(.internalError, "Something went wrong on our side. What was saved is safe.")
    }
}

extension Duration {
    var milliseconds: Double {
        Double(self.components.seconds) * 1000 + Double(self.components.attoseconds) / 1e15
    }
}
