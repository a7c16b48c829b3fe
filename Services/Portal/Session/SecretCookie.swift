import Crypto
import Foundation
import Primitives

/// A cookie that holds 256 random bits, of which the server keeps only the hash.
package struct SecretCookie: Sendable {
    package let name: String

    /// Of a session.
    package static let session = SecretCookie(name: "__Host-s")
    /// Of a browser that has asked for a one-time code: the code works in no other. On somebody's own device it is kept
    /// for a week, so that strangers who ask for her address do not slow her.
    package static let browser = SecretCookie(name: "__Host-b")

    /// A new secret.
    package static func makeSecret() -> [UInt8] { (0..<32).map { _ in UInt8.random(in: .min ... .max) } }

    package static func hash(_ secret: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: Data(secret))) }

    /// `Set-Cookie`.
    /// - Parameter seconds: how long the browser keeps it; nil means until the browser is closed.
    package func set(_ secret: [UInt8], seconds: Double? = nil) -> String {
        let age = seconds.map { "; Max-Age=\(Int($0))" } ?? ""
        return "\(self.name)=\(Base64URL.encode(secret)); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
    }

    /// `Set-Cookie` that removes it.
    package var cleared: String { "\(self.name)=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0" }

    /// The secret in the `Cookie` headers of a request; nil when there is none or it is none of ours.
    package func secret(in headers: [String]) -> [UInt8]? {
        for header in headers {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1)
                guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces) == self.name else { continue }
                let text = pair[1].trimmingCharacters(in: .whitespaces)
                guard text.utf8.count <= 128, let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
                return bytes
            }
        }
        return nil
    }
}

extension SecretCookie {
    /// `Set-Cookie` of a session. On a shared device it ends with the browser.
    package static func setSession(_ secret: [UInt8], isShared: Bool) -> String {
        self.session.set(secret, seconds: isShared ? nil : PortalSession.absoluteSeconds)
    }

    /// `Set-Cookie` of the browser on somebody's own device.
    package static func keepBrowser(_ secret: [UInt8]) -> String { self.browser.set(secret, seconds: 7 * 86_400) }
}
