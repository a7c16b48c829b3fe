import Access
import Primitives
import ServiceKit

/// A person's own sessions: which there are, ending one, ending all others; and new recovery codes for staff.
struct SessionHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.sessions, self.sessions)
        table.on(PortalEndpoints.endSession, self.endSession)
        table.on(PortalEndpoints.endOthers, self.endOthers)
        table.on(PortalEndpoints.renewCodes, self.renewCodes)
    }

    @Sendable private func sessions(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        // Whoever looks as somebody else has no business with where that person is signed in.
        guard session.acting == nil else { throw Problem.notFound }
        let codes =
            session.isStaff ? try await self.desk.factors.standing(of: session.subject).recoveryCodesLeft : nil
        let model = SessionsModel(
            entries: try await self.desk.sessions.own(session, now: visit.now), recoveryCodesLeft: codes)
        return self.desk.page(SessionsView(model), visit, .sessions)
    }

    @Sendable private func endSession(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        _ = try self.desk.form(visit)
        let id: SessionHandle = try visit.id("sessionId")
        guard try await self.desk.sessions.end(id, of: session) else { throw Problem.notFound }
        return self.desk.seeOther(.sessions, visit)
    }

    @Sendable private func endOthers(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        _ = try self.desk.form(visit)
        try await self.desk.sessions.endOthers(than: session)
        return self.desk.seeOther(.sessions, visit)
    }

    @Sendable private func renewCodes(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        _ = try self.desk.form(visit)
        if let first = self.desk.stepUp(session, visit, next: .sessions) { return first }
        let codes = try await self.desk.factors.renewCodes(of: session, requestID: request.requestID)
        return self.desk.recoveryCodes(codes, visit, to: Route.sessions.path(in: visit.language))
    }
}
