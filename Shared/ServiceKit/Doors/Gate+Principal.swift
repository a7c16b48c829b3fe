import Access
import HTTPTypes
import HummingbirdCore
import Primitives

extension Gate {
    /// Who asks: the service by its certificate on an internal door, the person by a token.
    func principal(
        of request: Request, _ operation: Endpoint, _ connection: DoorConnection?, now: Instant
    ) async throws -> Principal {
        var caller: ServiceName?
        if self.door == .internal {
            guard let service = try await connection?.service() else {
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
        guard authorization.count == 1, field.prefix(7).lowercased() == "bearer " else {
            throw self.unauthenticated("Authorization must be one Bearer token.")
        }
        if self.door == .public, let secret = APITokenSecret(bearer: field.dropFirst(7)) {
            guard let principal = try await self.hooks.script(secret, now) else {
                throw self.unauthenticated("The token is not valid here.")
            }
            return principal
        }
        do {
            let token = try self.verifier.verify(
                field.dropFirst(7), audience: self.door == .public ? .doors : .service(self.service), at: now)
            guard token.role != .service else { throw TokenError.malformed }
            // At internal doors the portal speaks for somebody who has signed in.
            return Principal(
                subject: token.subject, role: token.role, caller: caller, scope: token.scope,
                isScript: self.door == .public && !token.isPresent)
        } catch {
            throw self.unauthenticated(
                error as? TokenError == .expired ? "The token has expired." : "The token is not valid here.")
        }
    }

    private func unauthenticated(_ detail: String) -> Problem {
        Problem(.unauthenticated, detail, headers: ["WWW-Authenticate": "Bearer realm=\"convene\""])
    }
}
