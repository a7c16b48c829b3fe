import Access
import Crypto
import Foundation
import Primitives

/// A session: a person who has proved her address and, when she works for the fund, shown her second factor.
package struct PortalSession: Sendable, Equatable {
    /// By which the person names the session among her own; no secret.
    package let id: SessionHandle
    /// Opaque id of the person.
    package let subject: String
    /// Her roles at this moment; a session ends when they change.
    package let roles: [Role]
    /// The convenings that she is assigned to.
    package let convenings: [ConveningID]
    package let zone: Zone?
    package let isShared: Bool
    /// SHA-256 of the cookie's secret.
    package let idHash: [UInt8]
    /// When the second factor was shown last.
    package let factorAt: Instant?
    /// The sealed seed of a second factor that is being set up.
    package let enrolling: [UInt8]?
    /// An administrator looks at the pages as this person sees them.
    package let acting: Acting?

    /// Who looks, and until when.
    package struct Acting: Sendable, Equatable {
        package let administrator: String
        package let until: Instant
    }

    package init(
        id: SessionHandle, subject: String, roles: [Role], convenings: [ConveningID], zone: Zone?, isShared: Bool,
        idHash: [UInt8], factorAt: Instant?, enrolling: [UInt8]?, acting: Acting? = nil
    ) {
        self.id = id
        self.subject = subject
        self.roles = roles
        self.convenings = convenings
        self.zone = zone
        self.isShared = isShared
        self.idHash = idHash
        self.factorAt = factorAt
        self.enrolling = enrolling
        self.acting = acting
    }

    /// The same session as an applicant's, to look at and not to touch.
    func acting(as applicant: String, until: Instant) -> PortalSession {
        PortalSession(
            id: self.id, subject: applicant, roles: [.applicant], convenings: [], zone: self.zone,
            isShared: self.isShared, idHash: self.idHash, factorAt: nil, enrolling: nil,
            acting: Acting(administrator: self.subject, until: until))
    }

    /// Without use an applicant's session on a shared device lasts twenty minutes, as the pages say, a staff member's
    /// thirty anywhere.
    package static let applicantIdleSeconds: Double = 20 * 60
    package static let staffIdleSeconds: Double = 30 * 60
    /// Nobody stays signed in longer.
    package static let absoluteSeconds: Double = 12 * 3600
    /// How long staff may take to show their second factor, or to set it up.
    package static let factorSeconds: Double = 15 * 60
    /// A factor that was shown within this time is fresh enough for the highest acts.
    package static let freshSeconds: Double = 5 * 60
    /// How long an administrator may look at the pages as somebody else.
    package static let actingSeconds: Double = 30 * 60

    /// Whether the person works for the fund or its committees.
    package var isStaff: Bool { !Role.staff.isDisjoint(with: self.roles) }

    /// Whether things of a convening can exist for her as staff: administrators and auditors reach all, everybody else
    /// those that she is assigned to. The services decide; pages leave out what would only be refused.
    package func reaches(_ convening: ConveningID) -> Bool {
        self.roles.contains(.administrator) || self.roles.contains(.auditor) || self.convenings.contains(convening)
    }

    /// Whether the session opens pages: an address alone is never enough for staff.
    package var isComplete: Bool { !self.isStaff || self.factorAt != nil }

    /// Whether the second factor was shown so recently that the highest acts need no other look at it.
    package func isFresh(at now: Instant) -> Bool {
        self.factorAt.map { $0.seconds(to: now) <= Self.freshSeconds } ?? false
    }

    /// How long the session lives without use; nil when only its absolute end counts.
    package var idleSeconds: Double? {
        if self.isStaff { return Self.staffIdleSeconds }
        return self.isShared ? Self.applicantIdleSeconds : nil
    }

    /// Text by which proofs of forms are bound to the session.
    package var proofName: String { Base64URL.encode(self.idHash) }
}

package enum SessionHandleTag {}
package typealias SessionHandle = ID<SessionHandleTag>
