import Access
import ApplicationsContract
import HTTPTypes
import Primitives
import ServiceClient
import ServiceKit

/// Signing in by a one-time code, and signing out. Known and unknown addresses get the same answers: whoever proves
/// an address that nobody has becomes an applicant.
struct SignInHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.signIn, self.signIn)
        table.on(PortalEndpoints.sendCode, self.sendCode)
        table.on(PortalEndpoints.code, self.code)
        table.on(PortalEndpoints.takeCode, self.takeCode)
        table.on(PortalEndpoints.device, self.device)
        table.on(PortalEndpoints.chooseDevice, self.chooseDevice)
        table.on(PortalEndpoints.signOut, self.signOut)
    }

    private func next(_ text: String?) -> String { text.flatMap { Desk.safeNext($0) } ?? "" }

    @Sendable private func signIn(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let next = self.next(request.query["next"])
        if visit.session != nil {
            return self.desk.seeOther(self.desk.home(visit.session, visit.language, next: next))
        }
        if visit.pending != nil {
            return self.desk.seeOther(.factor, visit, query: next.isEmpty ? [] : [("next", next)])
        }
        return self.desk.page(
            SignInView(SignInModel(address: "", error: nil, next: next)), visit, .signIn,
            query: next.isEmpty ? [] : [("next", next)])
    }

    @Sendable private func sendCode(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let form = try self.desk.form(visit)
        let next = self.next(form["next"])
        guard let address = EmailAddress(form["address"]) else {
            let error: FieldErrorWord = form["address"].isEmpty ? .missing : .notAnEmail
            let model = SignInModel(address: String(form["address"].prefix(254)), error: error, next: next)
            return self.desk.page(SignInView(model), visit, .signIn)
        }
        let known = self.browser(request)
        let browser = known ?? SecretCookie.makeSecret()
        let begun = try await self.desk.signIns.begin(
            address, language: visit.language, browser: browser, peer: request.peer, now: visit.now)
        try await self.desk.sender.send(
            code: begun.code, to: address, language: visit.language, now: visit.now)
        var query = [("attempt", begun.id.description)]
        if !next.isEmpty { query.append(("next", next)) }
        // One that is there stays as it is: perhaps it is kept for a week.
        return self.desk.seeOther(
            .signInCode, visit, query: query,
            headers: known == nil ? [(name: "Set-Cookie", value: SecretCookie.browser.set(browser))] : [])
    }

    /// The secret of the browser that asked for a code.
    private func browser(_ request: APIRequest) -> [UInt8]? {
        SecretCookie.browser.secret(in: request.headers[values: .cookie])
    }

    @Sendable private func code(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        guard let attempt = try request.queryID("attempt", SignInID.self) else {
            return self.desk.seeOther(.signIn, visit)
        }
        let next = self.next(request.query["next"])
        var query = [("attempt", attempt.description)]
        if !next.isEmpty { query.append(("next", next)) }
        return self.desk.page(
            SignInCodeView(SignInCodeModel(attempt: attempt.description, next: next, isWrong: false)), visit,
            .signInCode, query: query)
    }

    @Sendable private func takeCode(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let form = try self.desk.form(visit)
        let next = self.next(form["next"])
        guard let attempt = SignInID(form["attempt"]) else { throw Problem.notFound }
        guard
            let proved = try await self.desk.signIns.finish(
                attempt, typed: form["code"], browser: self.browser(request) ?? [], now: visit.now)
        else { return self.wrongCode(visit, attempt, next) }
        // One call registers whoever is new and finds whoever is not; its key makes it safe to repeat.
        let person = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.registerApplicant,
            .init(idempotencyKey: "sign-in-\(attempt.description)"),
            body: SignInAddress(emailAddress: proved.address.text, language: proved.language), for: nil,
            returning: SignInPerson.self
        ).value
        guard let id = person.personId else { throw Problem(.unavailable, "The account cannot be opened now.") }
        // A new secret at every sign-in: what was in the browser before is worth nothing.
        if let old = visit.secret { try await self.desk.sessions.end(secret: old) }
        let secret = SecretCookie.makeSecret()
        let client = ClientName(userAgent: request.headers.text("User-Agent"))
        guard
            let session = try await self.desk.sessions.begin(
                secret: secret, subject: id, client: client, now: visit.now)
        else {
            // A closed account answers like a wrong code: nobody learns that it was there.
            return self.wrongCode(visit, attempt, next)
        }
        return self.desk.seeOther(
            session.isComplete ? .signInDevice : .factor, visit, query: next.isEmpty ? [] : [("next", next)],
            headers: [(name: "Set-Cookie", value: SecretCookie.setSession(secret, isShared: true))])
    }

    private func wrongCode(_ visit: Visit, _ attempt: SignInID, _ next: String) -> APIResponse {
        self.desk.page(
            SignInCodeView(SignInCodeModel(attempt: attempt.description, next: next, isWrong: true)), visit,
            .signInCode, query: [("attempt", attempt.description)])
    }

    @Sendable private func device(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        _ = try visit.person()
        let next = self.next(request.query["next"])
        return self.desk.page(
            SignInDeviceView(SignInDeviceModel(next: next)), visit, .signInDevice,
            query: next.isEmpty ? [] : [("next", next)])
    }

    @Sendable private func chooseDevice(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.person()
        let form = try self.desk.form(visit)
        let isShared = form["device"] != "own"
        try await self.desk.sessions.set(isShared: isShared, session)
        return self.desk.seeOther(
            self.desk.home(session, visit.language, next: self.next(form["next"])),
            headers: visit.secret.map { Desk.entering($0, session, isShared: isShared, request) } ?? [])
    }

    @Sendable private func signOut(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        if visit.session != nil || visit.pending != nil {
            _ = try self.desk.form(visit, changesNothing: true)
            if let secret = visit.secret { try await self.desk.sessions.end(secret: secret) }
        }
        return self.desk.seeOther(.start, visit, headers: Desk.leaving(isOwn: visit.session?.isShared == false))
    }
}
