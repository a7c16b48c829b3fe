import Access
import Compression
import Foundation
import HTTPTypes
import Primitives
import ServiceKit

/// Static files, the way out, the choice of a language, and the pages that are only words.
struct FrontHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.root, self.root)
        table.on(PortalEndpoints.asset, self.asset)
        table.on(PortalEndpoints.exit, self.exit)
        table.on(PortalEndpoints.privacy) { try await self.words($0, .privacy, .privacy) }
        table.on(PortalEndpoints.accessibility) { try await self.words($0, .accessibility, .accessibility) }
        table.on(PortalEndpoints.contact) { try await self.words($0, .contact, .contact) }
        table.on(PortalEndpoints.safety, self.safety)
        table.on(PortalEndpoints.outbox, self.outbox)
    }

    @Sendable private func root(_ request: APIRequest) async throws -> APIResponse {
        let language = AcceptedLanguage.choose(request.headers.text("Accept-Language"))
        return self.desk.seeOther(
            Route.start.path(in: language), headers: [(name: "Vary", value: "Accept-Language")])
    }

    @Sendable private func asset(_ request: APIRequest) async throws -> APIResponse {
        guard let asset = self.desk.assets[path: "/a/\(try request.parameter("file"))"] else { throw Problem.notFound }
        var headers = [
            (name: "Content-Type", value: asset.contentType),
            (name: "Cache-Control", value: "public, max-age=31536000, immutable"),
            (name: "Vary", value: "Accept-Encoding"),
        ]
        if Gzip.isAccepted(request.headers.text("Accept-Encoding")), let compressed = asset.compressed {
            headers.append((name: "Content-Encoding", value: "gzip"))
            return APIResponse(status: 200, headers: headers, bytes: compressed)
        }
        return APIResponse(status: 200, headers: headers, bytes: asset.bytes)
    }

    /// Leaves: the session ends here whether or not a script runs. The one GET that changes something, because it
    /// has to work by a plain link; another site that makes somebody follow it can only sign her out.
    @Sendable private func exit(_ request: APIRequest) async throws -> APIResponse {
        if let secret = SecretCookie.session.secret(in: request.headers[values: .cookie]) {
            // Leaving must work even when the database does not answer; the session then ends by itself.
            try? await self.desk.sessions.end(secret: secret)
        }
        let headers = Desk.leaving()
        if let address = self.desk.settings.exitAddress { return self.desk.seeOther(address, headers: headers) }
        let language = AcceptedLanguage.choose(request.headers.text("Accept-Language"))
        let visit = Visit(request: request, language: language, session: nil, secret: nil)
        return self.desk.html(
            LeftView.render(self.desk.context(visit, .start)), request, status: 200, headers: headers)
    }

    private func words(
        _ request: APIRequest, _ subject: InformationView.Subject, _ route: Route
    ) async throws -> APIResponse {
        self.desk.page(InformationView(subject), try await self.desk.visit(request), route)
    }

    @Sendable private func safety(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let next = request.query["next"].flatMap { Desk.safeNext($0) }
        let address = next.map { "/\(visit.language.rawValue)\($0)" }
        return self.desk.page(
            InformationView(.safety(next: address)), visit, .safety, query: next.map { [("next", $0)] } ?? [])
    }

    @Sendable private func outbox(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        guard let outbox = self.desk.outbox else { throw Problem.notFound }
        return self.desk.page(OutboxView(OutboxModel(messages: try await outbox.messages())), visit, .outbox)
    }
}
