import Access
import Primitives
import ServiceKit

/// The second factor of staff: setting it up at the first sign-in, showing it at each other one, and once more before
/// the highest acts.
struct FactorHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.factor, self.factor)
        table.on(PortalEndpoints.takeFactor, self.takeFactor)
        table.on(PortalEndpoints.enrol, self.enrol)
        table.on(PortalEndpoints.takeEnrolment, self.takeEnrolment)
        table.on(PortalEndpoints.stepUp, self.stepUp)
        table.on(PortalEndpoints.takeStepUp, self.takeStepUp)
    }

    private func next(_ text: String?) -> String { text.flatMap { Desk.safeNext($0) } ?? "" }
    private func query(_ next: String) -> [(String, String)] { next.isEmpty ? [] : [("next", next)] }

    /// The session that waits for its second factor; otherwise the address to go to.
    private func pending(_ visit: Visit, next: String) -> Result<PortalSession, Elsewhere> {
        if let pending = visit.pending { return .success(pending) }
        if let session = visit.session {
            return .failure(Elsewhere(address: self.desk.home(session, visit.language, next: next)))
        }
        return .failure(Elsewhere(address: Route.signIn.path(in: visit.language, query: self.query(next))))
    }

    private struct Elsewhere: Error {
        let address: String
    }

    // MARK: At sign-in

    @Sendable private func factor(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let next = self.next(request.query["next"])
        switch self.pending(visit, next: next) {
        case .failure(let elsewhere): return self.desk.seeOther(elsewhere.address)
        case .success(let session):
            guard try await self.desk.factors.standing(of: session.subject).isEnrolled else {
                return self.desk.seeOther(.enrol, visit, query: self.query(next))
            }
            return self.page(visit, next: next, isWrong: false, isStepUp: false)
        }
    }

    @Sendable private func takeFactor(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let form = try self.desk.form(visit)
        let next = self.next(form["next"])
        switch self.pending(visit, next: next) {
        case .failure(let elsewhere): return self.desk.seeOther(elsewhere.address)
        case .success(let session):
            return try await self.take(
                form["code"], visit, session, next: next, isStepUp: false,
                to: self.desk.home(session, visit.language, next: next))
        }
    }

    @Sendable private func enrol(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let next = self.next(request.query["next"])
        switch self.pending(visit, next: next) {
        case .failure(let elsewhere): return self.desk.seeOther(elsewhere.address)
        case .success(let session):
            guard try await !self.desk.factors.standing(of: session.subject).isEnrolled else {
                return self.desk.seeOther(.factor, visit, query: self.query(next))
            }
            // The same seed as long as the session waits, so that loading the page again changes nothing.
            let seed: [UInt8]
            if let kept = self.seed(of: session) {
                seed = kept
            } else {
                seed = TimeCode.makeSeed()
                try await self.desk.sessions.set(
                    enrolling: self.desk.keys.seal(seed: seed, subject: session.subject), session)
            }
            return self.enrolment(visit, seed, next: next, isWrong: false)
        }
    }

    private func seed(of session: PortalSession) -> [UInt8]? {
        session.enrolling.flatMap { self.desk.keys.open(seed: $0, subject: session.subject) }
    }

    private func enrolment(_ visit: Visit, _ seed: [UInt8], next: String, isWrong: Bool) -> APIResponse {
        self.desk.page(
            EnrolmentView(EnrolmentModel(seed: Base32.encode(seed), next: next, isWrong: isWrong)), visit, .enrol,
            query: self.query(next))
    }

    @Sendable private func takeEnrolment(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let form = try self.desk.form(visit)
        let next = self.next(form["next"])
        switch self.pending(visit, next: next) {
        case .failure(let elsewhere): return self.desk.seeOther(elsewhere.address)
        case .success(let session):
            guard let seed = self.seed(of: session) else {
                return self.desk.seeOther(.enrol, visit, query: self.query(next))
            }
            guard
                let codes = try await self.desk.factors.enrol(
                    seed: seed, typed: form["code"], of: session, requestID: request.requestID, now: visit.now)
            else { return self.enrolment(visit, seed, next: next, isWrong: true) }
            let secret = SecretCookie.makeSecret()
            guard try await self.desk.sessions.renew(session, secret: secret, now: visit.now) else {
                throw SignInNeeded(visit: visit)
            }
            return self.desk.recoveryCodes(
                codes, visit, to: self.desk.home(session, visit.language, next: next),
                headers: [(name: "Set-Cookie", value: SecretCookie.setSession(secret, isShared: session.isShared))])
        }
    }

    // MARK: Once more

    @Sendable private func stepUp(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        _ = try visit.staff()
        return self.page(visit, next: self.next(request.query["next"]), isWrong: false, isStepUp: true)
    }

    @Sendable private func takeStepUp(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let next = self.next(form["next"])
        return try await self.take(
            form["code"], visit, session, next: next, isStepUp: true,
            to: self.desk.home(session, visit.language, next: next))
    }

    private func page(_ visit: Visit, next: String, isWrong: Bool, isStepUp: Bool) -> APIResponse {
        self.desk.page(
            FactorView(FactorModel(next: next, isWrong: isWrong, isStepUp: isStepUp)), visit,
            isStepUp ? .stepUp : .factor, query: self.query(next))
    }

    private func take(
        _ typed: String, _ visit: Visit, _ session: PortalSession, next: String, isStepUp: Bool, to address: String
    ) async throws -> APIResponse {
        let outcome = try await self.desk.factors.check(
            typed, of: session, requestID: visit.request.requestID, now: visit.now)
        switch outcome {
        case .wrong: return self.page(visit, next: next, isWrong: true, isStepUp: isStepUp)
        case .wait(let seconds):
            throw Problem(.tooManyRequests, "Too many wrong codes.", headers: ["Retry-After": "\(seconds)"])
        case .accepted:
            let secret = SecretCookie.makeSecret()
            guard try await self.desk.sessions.renew(session, secret: secret, now: visit.now) else {
                throw SignInNeeded(visit: visit)
            }
            return self.desk.seeOther(
                address,
                headers: [(name: "Set-Cookie", value: SecretCookie.setSession(secret, isShared: session.isShared))])
        }
    }
}

extension Desk {
    /// The page with recovery codes, the only time that they can be read.
    func recoveryCodes(
        _ codes: [RecoveryCode], _ visit: Visit, to address: String, headers: [(name: String, value: String)] = []
    ) -> APIResponse {
        self.page(
            RecoveryCodesView(RecoveryCodesModel(codes: codes.map(\.groups), address: address)), visit, .sessions,
            headers: headers)
    }

    /// Where to show the second factor once more, when that was not done within five minutes.
    /// - Parameter next: where to come back to, without the language.
    func stepUp(_ session: PortalSession, _ visit: Visit, next: Route) -> APIResponse? {
        session.isFresh(at: visit.now) ? nil : self.seeOther(.stepUp, visit, query: [("next", next.bare)])
    }
}
