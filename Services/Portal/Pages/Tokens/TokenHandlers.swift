import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// A person's own tokens for scripts. Making one asks for a fresh second factor.
struct TokenHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.tokens, self.tokens)
        table.on(PortalEndpoints.makeToken, self.make)
        table.on(PortalEndpoints.revokeToken, self.revoke)
    }

    @Sendable private func tokens(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        return try await self.page(visit, try visit.staff())
    }

    /// The roles in which she works here.
    private func roles(_ session: PortalSession) -> [Role] {
        Role.allCases.filter { Role.staff.contains($0) && session.roles.contains($0) }
    }

    private func page(
        _ visit: Visit, _ session: PortalSession, name: String = "", problems: [FieldProblem] = []
    ) async throws -> APIResponse {
        let roles = self.roles(session)
        let list: [APIToken] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listTokens, for: session, as: roles.first)
        let convenings: [Convening] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listConvenings, for: nil)
        let entries = list.filter {
            $0.personId.description == session.subject && $0.revokedAt == nil && $0.expiresAt > visit.now
        }.compactMap { token in
            RoleWord(code: token.role.rawValue).map {
                TokensModel.Entry(
                    id: token.id.description, name: token.name, role: $0, endsAt: token.expiresAt,
                    isReadOnly: token.isReadOnly)
            }
        }
        let reached = convenings.filter { session.reaches($0.id) }.sorted {
            ($0.startsOn, $0.id) < ($1.startsOn, $1.id)
        }
        let model = TokensModel(
            entries: entries, roles: roles.compactMap { RoleWord(code: $0.rawValue) },
            convenings: reached.map { (id: $0.id.description, name: $0.title.best(for: visit.language).text) },
            name: name, problems: problems)
        return self.desk.page(TokensView(model), visit, .tokens)
    }

    @Sendable private func make(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        if let first = self.desk.stepUp(session, visit, next: .tokens) { return first }
        let name = form["name"]
        guard (1...80).contains(name.count), !form.hasForbidden("name", allowsLines: false) else {
            let problem = FieldProblem(
                field: "name", label: Words(visit.language)(TokenWord.name), code: name.isEmpty ? .missing : .tooLong)
            return try await self.page(visit, session, name: String(name.prefix(80)), problems: [problem])
        }
        guard let role = Role(rawValue: form["role"]), self.roles(session).contains(role),
            let days = Int(form["days"]), TokensModel.lives.contains(days)
        else { throw Problem(.badRequest, "The form cannot be read.", parameters: ["page": "bad-form"]) }
        let convenings = form.all("convenings").compactMap { ConveningID($0) }
        // One that cannot be read must not widen the token to all.
        guard convenings.count == form.all("convenings").count else {
            throw Problem(.badRequest, "The form cannot be read.", parameters: ["page": "bad-form"])
        }
        let made: APIToken = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.createToken,
            .init(idempotencyKey: OpportunityHandlers.key(form["once"], "token")),
            body: APITokenInput(
                name: name, convenings: convenings.isEmpty ? nil : convenings, isReadOnly: form["readonly"] == "yes",
                expiresAt: visit.now.adding(seconds: Double(days) * 86_400 - 60)),
            for: session, as: role
        ).value
        // Sent twice: the first answer had the secret, and there is no other.
        guard let secret = made.secret else { return self.desk.seeOther(.tokens, visit) }
        return self.desk.page(TokenSecretView(secret: secret), visit, .tokens)
    }

    @Sendable private func revoke(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        _ = try self.desk.form(visit)
        let id: APITokenID = try visit.id("tokenId")
        // In a role that sees her own alone, where she has one: an administrator could reach those of others.
        guard let role = self.roles(session).first else { throw Problem.notFound }
        if role == .administrator, try await !self.isOwn(id, session) { throw Problem.notFound }
        try await self.desk.backends.act(
            .applications, ApplicationsEndpoints.revokeToken, .init(path: [id.description], ifMatch: "*"),
            for: session, as: role)
        return self.desk.seeOther(.tokens, visit)
    }

    private func isOwn(_ id: APITokenID, _ session: PortalSession) async throws -> Bool {
        let list: [APIToken] = try await self.desk.backends.all(
            .applications, ApplicationsEndpoints.listTokens, for: session, as: .administrator)
        return list.contains { $0.id == id && $0.personId.description == session.subject }
    }
}
