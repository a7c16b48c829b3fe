import Access
import Crypto
import Foundation
import Primitives

/// A signed-in person, as long as she is.
package struct PortalSession: Sendable, Equatable {
    /// Opaque id of the person.
    package let subject: String
    package let roles: [Role]
    package let zone: Zone?
    package let isShared: Bool
    /// SHA-256 of the cookie's secret.
    package let idHash: [UInt8]

    package init(subject: String, roles: [Role], zone: Zone?, isShared: Bool, idHash: [UInt8]) {
        self.subject = subject
        self.roles = roles
        self.zone = zone
        self.isShared = isShared
        self.idHash = idHash
    }

    /// A shared device: signed out after twenty minutes without use.
    package static let idleSeconds: Double = 20 * 60
    /// Nobody stays signed in longer.
    package static let absoluteSeconds: Double = 12 * 3600

    /// Whether the person works for the fund or its committees.
    package var isStaff: Bool { !Role.staff.isDisjoint(with: self.roles) }

    /// Text by which proofs of forms are bound to the session.
    package var proofName: String { FormProof.base64URL(self.idHash) }
}

/// The session's cookie: 256 random bits, which the server keeps only as a hash.
package enum SessionCookie {
    package static let name = "__Host-s"

    /// A new secret.
    package static func makeSecret() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: .min ... .max) } }

    package static func hash(_ secret: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: Data(secret))) }

    /// `Set-Cookie`. On a shared device the cookie ends with the browser.
    package static func set(_ secret: [UInt8], isShared: Bool) -> String {
        let age = isShared ? "" : "; Max-Age=\(Int(PortalSession.absoluteSeconds))"
        return "\(self.name)=\(FormProof.base64URL(secret)); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
    }

    /// `Set-Cookie` that removes it.
    package static var cleared: String { "\(self.name)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0" }

    /// The secret in the `Cookie` headers of a request; nil when there is none or it is none of ours.
    package static func secret(in headers: [String]) -> [UInt8]? {
        for header in headers {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces) == self.name else { continue }
                let bytes = FormProof.bytes(base64URL: pair[1].trimmingCharacters(in: .whitespaces))
                return bytes?.count == 32 ? bytes : nil
            }
        }
        return nil
    }
}
