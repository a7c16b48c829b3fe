import Access
import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import Primitives

/// What every request passes, in one place and one order: find the operation, find out who asks, check the
/// permission table, check the headers that the effect needs, read the body within its limit, wait for a place, run the
/// handler until its deadline, and turn whatever was thrown into a problem with the same headers as a success.
final class Gate: Sendable {
    let service: ServiceName
    let door: Door
    let routes: RouteTree
    let verifier: TokenVerifier
    let hooks: GateHooks
    let load: GateLoad
    let metrics: GateMetrics
    let drain: Drain
    let logger: Logger

    init(
        service: ServiceName, door: Door, routes: RouteTree, verifier: TokenVerifier, hooks: GateHooks, load: GateLoad,
        metrics: GateMetrics, drain: Drain, logger: Logger
    ) {
        self.service = service
        self.door = door
        self.routes = routes
        self.verifier = verifier
        self.hooks = hooks
        self.load = load
        self.metrics = metrics
        self.drain = drain
        self.logger = logger
    }

    /// What is known of a request from its first line on.
    struct Passage {
        let started = ContinuousClock.now
        let requestID = TraceContext.identifier()
        let trace: TraceContext
        var operation = "none"
        /// How far the right reaches of whom it serves.
        var scope = AccessScope.everything
        /// The place that the request holds.
        var kind: AdmissionState.Kind?

        init(_ headers: HTTPFields) {
            self.trace = headers[.traceParent].flatMap { TraceContext($0) }?.next() ?? .begin()
        }
    }

    /// The answer to a request; whatever goes wrong is a problem document.
    func answer(to request: Request) async -> Response {
        var passage = Passage(request.headers)
        let answer: APIResponse
        do {
            answer = try await self.answer(request, &passage)
        } catch {
            let problem = self.problem(for: error, passage)
            if problem.type == .tooManyRequests { self.metrics.refused(problem.type) }
            answer = self.hooks.render(problem, request.head.path ?? "/", passage.requestID)
        }
        let isHead = request.method == .head
        let fields = self.fields(answer, passage)
        guard let stream = answer.stream, !isHead else {
            self.end(passage, status: answer.status)
            let response = Response(
                status: .init(code: answer.status), headers: fields,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.bytes)))
            guard isHead else { return response }
            var head = response.createHeadResponse()
            if answer.stream != nil { head.headers[.contentLength] = nil }
            return head
        }
        let (status, ended) = (answer.status, passage)
        let end = AtTheEnd { self.end(ended, status: status) }
        return Response(
            status: .init(code: status), headers: fields,
            body: ResponseBody(contentLength: stream.length) { writer in
                try await AccessScope.$current.withValue(ended.scope) {
                    try await stream.write { part in try await writer.write(ByteBuffer(bytes: part)) }
                }
                try await writer.finish(nil)
                withExtendedLifetime(end) {}
            })
    }

    /// The request is over: its place is free, and it stands in the log and the figures.
    func end(_ passage: Passage, status: Int) {
        if let kind = passage.kind { self.load.admission.leave(kind) }
        let elapsed = ContinuousClock.now - passage.started
        self.metrics.answered(passage.operation, status, elapsed)
        // Method, path and query stay out: paths hold ids, and ids are nobody's business in a log.
        let milliseconds = (elapsed.milliseconds * 10).rounded() / 10
        // Pairs in the message: every request has this line, and a dictionary of them costs several times as much.
        self.logger.info(
            """
            answered door=\(self.door.rawValue) ms=\(milliseconds) operation=\(passage.operation) \
            request=\(passage.requestID) status=\(status) trace=\(passage.trace.traceID)
            """)
    }

    // MARK: Steps

    private func answer(_ request: Request, _ passage: inout Passage) async throws -> APIResponse {
        let connection = DoorConnection.current
        try self.load.checkAddress(connection, self.door)
        let (route, parameters) = try self.route(of: request)
        let operation = route.operation
        passage.operation = operation.id
        let now = Instant.now
        let deadline = passage.started + self.load.deadline
        let principal = try await WorkDeadline.$current.withValue(deadline) {
            try await self.principal(of: request, operation, connection, now: now)
        }
        guard operation.allows(principal.role) else {
            throw Problem(.forbidden, "The role \(principal.role.rawValue) may not do this.")
        }
        guard principal.scope.allows(operation) else {
            throw Problem(.forbidden, "The token is limited to less than this.")
        }
        guard !(principal.isScript && operation.needsPerson) else {
            throw Problem(.forbidden, "A token for scripts may not do this: a person signs in for it.")
        }
        passage.scope = principal.scope
        let rate = try self.load.checkPrincipal(principal, operation)
        try self.checkHeaders(request, operation)
        let query = try self.query(of: request, operation)
        let bytes = try await self.bytes(of: request, operation)
        let asked = APIRequest(
            operation: operation, principal: principal, requestID: passage.requestID, receivedAt: now,
            headers: request.headers, parameters: parameters, query: query, bytes: bytes,
            peer: connection?.peerAddress ?? "", authority: request.head.authority ?? "")
        guard let kind = route.kind else { return try await route.handler(asked) }
        var answer = try await TraceContext.$current.withValue(passage.trace) {
            try await self.enter(kind, until: deadline)
            passage.kind = kind
            return try await AccessScope.$current.withValue(principal.scope) {
                // What asks the database once has its deadline from there; a task of its own would cost more than that.
                if route.isLight {
                    return try await WorkDeadline.$current.withValue(deadline) { try await self.work(asked, route) }
                }
                return try await self.load.inFlight.run(until: deadline) { try await self.work(asked, route) }
            }
        }
        if let rate { answer.headers.append(rate) }
        return answer
    }

    /// What the operation does.
    private func work(_ asked: APIRequest, _ route: RouteTree.Route) async throws -> APIResponse {
        // Whether a thing outside of her convenings exists must not be told by the body that she sends for it, so this
        // comes before the handler.
        if asked.principal.scope.convenings != nil, route.operation.reach == .convening {
            try await self.hooks.reach(asked)
        }
        var answer = try await route.handler(asked)
        AnswerForm.settle(&answer, for: asked)
        return answer
    }

    private func enter(_ kind: AdmissionState.Kind, until deadline: ContinuousClock.Instant) async throws {
        do {
            try await WorkDeadline.$current.withValue(deadline) { try await self.load.admission.enter(kind) }
        } catch is Admission.Refused {
            self.metrics.refused(.unavailable)
            throw Problem(.unavailable, "There is too much to do at the moment.", headers: ["Retry-After": "2"])
        }
    }

    private func route(of request: Request) throws -> (route: RouteTree.Route, parameters: [String: String]) {
        let path = request.head.path.map { path in
            // By bytes: finding out where characters end takes as long as finding the operation.
            path[..<(path.utf8.firstIndex { $0 == 0x3F || $0 == 0x23 } ?? path.endIndex)]
        }
        let method = request.method == .head ? "GET" : request.method.rawValue
        switch self.routes.match(method: method, path: path ?? "/") {
        case .found(let route, let parameters): return (route, parameters)
        case .nothing: throw Problem.notFound
        case .otherMethods(let methods):
            let allowed = methods.contains("GET") ? methods + ["HEAD"] : methods
            throw Problem(
                .methodNotAllowed, "This address answers \(allowed.joined(separator: ", ")).",
                headers: ["Allow": allowed.joined(separator: ", ")])
        }
    }

    // MARK: Faults

    private func problem(for error: any Error, _ passage: Passage) -> Problem {
        if let problem = error as? Problem { return problem }
        if let problem = self.hooks.problem(error) { return problem }
        if error is CancellationError {
            guard passage.started + self.load.deadline > .now else {
                return Problem(
                    .unavailable, "It took too long and was given up. Send it again, with the same key if it has one.",
                    headers: ["Retry-After": "2"])
            }
            return Problem(.unavailable, "The service is stopping.", headers: ["Retry-After": "2"])
        }
        // The type alone: a description may quote what was sent.
        self.logger.error(
            "unexpected error",
            metadata: [
                "type": "\(type(of: error))", "reflected": "\(self.hooks.describe(error))",
                "operation": "\(passage.operation)", "request": "\(passage.requestID)",
                "trace": "\(passage.trace.traceID)",
            ])
        return Problem(.internalError, "Something went wrong on our side. What was saved is safe.")
    }
}

/// Does something when nobody holds it any more: a streamed answer whose head cannot be sent never runs its closure.
private final class AtTheEnd: Sendable {
    private let act: @Sendable () -> Void

    init(_ act: @escaping @Sendable () -> Void) { self.act = act }

    deinit { self.act() }
}

extension Duration {
    var milliseconds: Double {
        Double(self.components.seconds) * 1000 + Double(self.components.attoseconds) / 1e15
    }
}
