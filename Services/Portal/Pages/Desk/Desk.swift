import Access
import Compression
import Foundation
import HTTPTypes
import Primitives
import ServiceKit

/// What every handler of the portal works with: it finds out who asks, checks forms, and makes answers of pages.
package struct Desk: Sendable {
    package let site: PageContext.Site
    package let settings: PortalSettings
    package let assets: AssetStore
    package let backends: Backends
    package let sessions: SessionStore
    package let signIns: SignInStore
    package let factors: FactorStore
    package let sender: any CodeSender
    package let outbox: LocalOutbox?
    package let proof: FormProof
    package let keys: PortalKeys

    package init(
        site: PageContext.Site, settings: PortalSettings, assets: AssetStore, backends: Backends,
        sessions: SessionStore, signIns: SignInStore, factors: FactorStore, sender: any CodeSender,
        outbox: LocalOutbox?, proof: FormProof, keys: PortalKeys
    ) {
        self.site = site
        self.settings = settings
        self.assets = assets
        self.backends = backends
        self.sessions = sessions
        self.signIns = signIns
        self.factors = factors
        self.sender = sender
        self.outbox = outbox
        self.proof = proof
        self.keys = keys
    }

    // MARK: Requests

    /// The visit that a request makes.
    /// - Throws: `Problem.notFound` for an address in no language of ours.
    package func visit(_ request: APIRequest) async throws -> Visit {
        guard let language = Language(rawValue: try request.parameter("lang")) else { throw Problem.notFound }
        let cookies = request.headers[values: .cookie]
        guard let secret = SecretCookie.session.secret(in: cookies),
            let session = try await self.sessions.find(secret: secret, now: request.receivedAt)
        else { return Visit(request: request, language: language, session: nil, secret: nil) }
        return Visit(
            request: request, language: language, session: session.isComplete ? session : nil, secret: secret,
            pending: session.isComplete ? nil : session)
    }

    /// The form of a POST, after both walls: where the request comes from, and the proof in the form.
    /// - Parameter changesNothing: whether somebody who only looks as another person may send it.
    /// - Throws: `Problem` when it cannot be read or did not come from a page of ours.
    package func form(_ visit: Visit, changesNothing: Bool = false) throws -> FormBody {
        let headers = visit.request.headers
        guard
            OriginRule.allows(
                site: headers.text("Sec-Fetch-Site"), origin: headers.text("Origin"),
                host: visit.request.authority)
        else { throw Problem(.forbidden, "The form came from another site.", parameters: ["page": "bad-form"]) }
        let body: FormBody
        do {
            body = try FormBody(visit.request.bytes)
        } catch {
            throw Problem(.badRequest, "The form cannot be read.", parameters: ["page": "bad-form"])
        }
        guard self.proof.isValid(body["csrf"], session: self.proofName(visit), now: visit.now) else {
            if visit.session == nil, SecretCookie.session.secret(in: headers[values: .cookie]) != nil {
                throw SignInNeeded(visit: visit)
            }
            throw Problem(.forbidden, "The form is too old or not ours.", parameters: ["page": "bad-form"])
        }
        if visit.session?.acting != nil, !changesNothing {
            throw Problem(.forbidden, "Whoever looks as somebody else changes nothing.")
        }
        return body
    }

    private func proofName(_ visit: Visit) -> String { (visit.session ?? visit.pending)?.proofName ?? "visitor" }

    // MARK: Answers

    /// A page. `query` is what the language line keeps.
    package func page(
        _ view: some PageView, _ visit: Visit, _ route: Route, query: [(String, String)] = [], status: Int? = nil,
        headers: [(name: String, value: String)] = []
    ) -> APIResponse {
        let context = self.context(visit, route, query: query)
        let bytes = PageFrame.render(view, context)
        return self.html(
            bytes, visit.request, status: status ?? (view.problems.isEmpty ? 200 : 422), headers: headers)
    }

    package func context(_ visit: Visit, _ route: Route, query: [(String, String)] = []) -> PageContext {
        PageContext(
            site: self.site, language: visit.language, reader: self.reader(visit), route: route, query: query,
            now: visit.now, zone: visit.zone, actingUntil: visit.session?.acting?.until,
            tokens: FormTokens(
                csrf: self.proof.make(session: self.proofName(visit), now: visit.now),
                once: ID<SignInTag>.next().description))
    }

    private func reader(_ visit: Visit) -> PageContext.Reader {
        guard let session = visit.session else { return .visitor }
        guard session.isStaff else { return .applicant }
        var links = [PageContext.StaffLink(.home, .staff)]
        if session.roles.contains(.committeeMember) || session.roles.contains(.chair) {
            links.append(.init(.scoring, .scoring))
        }
        if session.roles.contains(.administrator) { links.append(.init(.people, .people)) }
        if self.outbox != nil { links.append(.init(.outbox, .outbox)) }
        return .staff(roles: session.roles.compactMap { RoleWord(code: $0.rawValue) }, links: links)
    }

    package func html(
        _ bytes: [UInt8], _ request: APIRequest?, status: Int, headers: [(name: String, value: String)] = []
    ) -> APIResponse {
        var fields: [(name: String, value: String)] = [
            (name: "Content-Type", value: "text/html; charset=utf-8"),
            (name: "Content-Security-Policy", value: Self.contentPolicy),
            (name: "Vary", value: "Accept-Encoding, Cookie"),
        ]
        fields += headers
        if bytes.count > 600, Gzip.isAccepted(request?.headers.text("Accept-Encoding")),
            let small = Gzip.compress(bytes)
        {
            fields.append((name: "Content-Encoding", value: "gzip"))
            return APIResponse(status: status, headers: fields, bytes: small)
        }
        return APIResponse(status: status, headers: fields, bytes: bytes)
    }

    /// Scripts and styles only from here, no inline code, no frames, forms only to us (trust.md §5.7).
    package static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'"

    /// 303: the answer to a form that did something.
    package func seeOther(_ address: String, headers: [(name: String, value: String)] = []) -> APIResponse {
        APIResponse(status: 303, headers: [(name: "Location", value: address)] + headers)
    }

    package func seeOther(
        _ route: Route, _ visit: Visit, query: [(String, String)] = [],
        headers: [(name: String, value: String)] = []
    ) -> APIResponse {
        self.seeOther(route.path(in: visit.language, query: query), headers: headers)
    }

    /// Where somebody goes after signing in: where she wanted to, through the page about staying safe for
    /// applicants, who see it once in each session.
    package func home(_ session: PortalSession?, _ language: Language, next: String) -> String {
        if session?.isStaff == true {
            return next.isEmpty ? Route.staff.path(in: language) : "/\(language.rawValue)\(next)"
        }
        let target = next.isEmpty ? Route.applications.bare : next
        return Route.safety.path(in: language, query: [("next", target)])
    }

    /// Headers that put a session into the browser. On somebody's own device the browser too is known for a while. A
    /// session of staff ends with the browser on any device.
    package static func entering(
        _ secret: [UInt8], _ session: PortalSession, isShared: Bool, _ request: APIRequest
    ) -> [(name: String, value: String)] {
        var cookies = [SecretCookie.setSession(secret, isShared: isShared || session.isStaff)]
        if !isShared, let browser = SecretCookie.browser.secret(in: request.headers[values: .cookie]) {
            cookies.append(SecretCookie.keepBrowser(browser))
        }
        return cookies.map { (name: "Set-Cookie", value: $0) }
    }

    /// Headers that take everything of a session out of the browser.
    /// - Parameter isOwn: on her own device the browser is known again at her next sign-in: who knows her address
    ///   cannot slow her then by asking for it (`SignInStore`).
    package static func leaving(isOwn: Bool = false) -> [(name: String, value: String)] {
        [
            (name: "Set-Cookie", value: SecretCookie.session.cleared),
            (name: "Clear-Site-Data", value: "\"cache\", \(isOwn ? "" : "\"cookies\", ")\"storage\""),
        ]
    }

    /// An address of ours to go to afterwards, without its language; anything else is dropped, so that nobody can be
    /// sent elsewhere through us.
    package static func safeNext(_ text: String) -> String? {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 200,
            text.utf8.allSatisfy({ byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                    || byte == 0x2F || byte == 0x2D
            })
        else { return nil }
        return text
    }
}
