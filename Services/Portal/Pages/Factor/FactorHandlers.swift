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
                form["code"], visit, session, next: next, isStepUp: false, isOwn: form["device"] == "yes",
                to: self.desk.home(session, visit.language, next: next))
        }
    }

    @Sendable private func enrol(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let next = self.next(request.query["next"])
        switch self.pending(visit, next: next) {
        case .failure(let elsewhere): return self.desk.seeOther(elsewhere.address)
        case .success(let session):
            let standing = try await self.desk.factors.standing(of: session.subject)
            guard !standing.isEnrolled else { return self.desk.seeOther(.factor, visit, query: self.query(next)) }
            // The same seed as long as the session waits, so that loading the page again changes nothing.
            let seed: [UInt8]
            if let kept = self.seed(of: session) {
                seed = kept
            } else {
                seed = TimeCode.makeSeed()
                try await self.desk.sessions.set(
                    enrolling: self.desk.keys.seal(seed: seed, subject: session.subject), session)
            }
            let given: EnrolmentModel.Given =
                switch standing.codeUntil {
                case nil: .notNeeded
                case let until? where until <= visit.now: .expired
                case _?: .needed
                }
            return self.enrolment(visit, seed, given, next: next)
        }
    }

    private func seed(of session: PortalSession) -> [UInt8]? {
        session.enrolling.flatMap { self.desk.keys.open(seed: $0, subject: session.subject) }
    }

    private func enrolment(
        _ visit: Visit, _ seed: [UInt8], _ given: EnrolmentModel.Given, next: String, problems: [FieldProblem] = [],
        status: Int? = nil
    ) -> APIResponse {
        self.desk.page(
            EnrolmentView(EnrolmentModel(seed: Base32.encode(seed), next: next, given: given, problems: problems)),
            visit, .enrol, query: self.query(next), status: status)
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
            let outcome = try await self.desk.factors.enrol(
                seed: seed, typed: form["code"], given: form["given"], of: session, requestID: request.requestID,
                now: visit.now)
            let codes: [RecoveryCode]
            switch outcome {
            case .done(let made): codes = made
            case .wrongCode(let isGivenNeeded):
                return self.enrolment(
                    visit, seed, isGivenNeeded ? .needed : .notNeeded, next: next,
                    problems: [self.problem("code", FactorWord.code, .wrongCode, visit)])
            case .wrongEnrolmentCode(let isCodeWrong):
                let error: FieldErrorWord = form["given"].isEmpty ? .missing : .notACode
                var problems = [self.problem("given", FactorWord.given, error, visit)]
                if isCodeWrong { problems.append(self.problem("code", FactorWord.code, .wrongCode, visit)) }
                return self.enrolment(visit, seed, .needed, next: next, problems: problems)
            case .expired: return self.enrolment(visit, seed, .expired, next: next, status: 422)
            case .wait(let seconds): throw self.tooMany(seconds)
            }
            return self.desk.recoveryCodes(
                codes, visit, to: self.desk.home(session, visit.language, next: next),
                headers: try await self.renew(session, visit, isShared: session.isShared))
        }
    }

    private func problem(
        _ field: String, _ label: FactorWord, _ code: FieldErrorWord, _ visit: Visit
    ) -> FieldProblem {
        FieldProblem(field: field, label: Words(visit.language)(label), code: code)
    }

    private func tooMany(_ seconds: Int) -> Problem {
        Problem(.tooManyRequests, "Too many wrong codes.", headers: ["Retry-After": "\(seconds)"])
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

    private func page(
        _ visit: Visit, next: String, isWrong: Bool, isStepUp: Bool, isOwn: Bool = false
    ) -> APIResponse {
        self.desk.page(
            FactorView(FactorModel(next: next, isWrong: isWrong, isStepUp: isStepUp, isOwn: isOwn)), visit,
            isStepUp ? .stepUp : .factor, query: self.query(next))
    }

    /// - Parameter isOwn: nobody else uses the device, she says.
    private func take(
        _ typed: String, _ visit: Visit, _ session: PortalSession, next: String, isStepUp: Bool, isOwn: Bool = false,
        to address: String
    ) async throws -> APIResponse {
        let outcome = try await self.desk.factors.check(
            typed, of: session, requestID: visit.request.requestID, now: visit.now)
        switch outcome {
        case .wrong: return self.page(visit, next: next, isWrong: true, isStepUp: isStepUp, isOwn: isOwn)
        case .wait(let seconds): throw self.tooMany(seconds)
        case .accepted:
            return self.desk.seeOther(
                address, headers: try await self.renew(session, visit, isShared: session.isShared && !isOwn))
        }
    }

    /// Gives the session another secret, now that the factor was shown, and the headers that bring it to the browser.
    private func renew(
        _ session: PortalSession, _ visit: Visit, isShared: Bool
    ) async throws -> [(name: String, value: String)] {
        let secret = SecretCookie.makeSecret()
        guard try await self.desk.sessions.renew(session, secret: secret, isShared: isShared, now: visit.now) else {
            throw SignInNeeded(visit: visit)
        }
        return Desk.entering(secret, session, isShared: isShared, visit.request)
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
