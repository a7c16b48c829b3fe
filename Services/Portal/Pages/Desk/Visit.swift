import Access
import Foundation
import HTTPTypes
import Primitives
import ServiceKit

/// One request for a page: the language of its address and who asks.
package struct Visit: Sendable {
    package let request: APIRequest
    package let language: Language
    package let session: PortalSession?
    /// The cookie's secret, when the session is alive.
    package let secret: [UInt8]?
    /// A session of staff whose second factor has not been shown: it opens nothing but the page for that.
    package let pending: PortalSession?

    /// The zone for times: the one in the address, the session's, or UTC.
    package let zone: Zone

    package init(
        request: APIRequest, language: Language, session: PortalSession?, secret: [UInt8]?,
        pending: PortalSession? = nil, zone: Zone? = nil
    ) {
        self.request = request
        self.language = language
        self.session = session
        self.secret = secret
        self.pending = pending
        self.zone = zone ?? request.query["zone"].flatMap { Zone($0) } ?? session?.zone ?? .utc
    }

    package var now: Instant { self.request.receivedAt }

    /// The same visit with times in another zone.
    package func reading(in zone: Zone) -> Visit {
        Visit(
            request: self.request, language: self.language, session: self.session, secret: self.secret,
            pending: self.pending, zone: zone)
    }

    /// The session of whoever has to be signed in.
    /// - Throws: `SignInNeeded`.
    package func person() throws -> PortalSession {
        guard let session = self.session else { throw SignInNeeded(visit: self) }
        return session
    }

    /// The session of somebody who works for the fund or its committees.
    /// - Throws: `SignInNeeded`; `Problem.notFound` for applicants, for whom these pages do not exist.
    package func staff() throws -> PortalSession {
        let session = try self.person()
        guard session.isStaff else { throw Problem.notFound }
        return session
    }

    /// The session of an administrator.
    /// - Throws: `SignInNeeded`; `Problem.notFound` for everybody else, for whom these pages do not exist.
    package func administrator() throws -> PortalSession {
        let session = try self.person()
        guard session.roles.contains(.administrator) else { throw Problem.notFound }
        return session
    }

    /// An id in the address, as text; what is no id names nothing.
    package func id<Tag>(_ name: String, _ type: ID<Tag>.Type = ID<Tag>.self) throws -> ID<Tag> {
        try self.request.id(name)
    }
}

/// A page was asked for that needs a session.
package struct SignInNeeded: Error {
    package let visit: Visit
}

extension HTTPFields {
    /// The value of a header by its name as text.
    func text(_ name: String) -> String? { HTTPField.Name(name).flatMap { self[$0] } }
}
