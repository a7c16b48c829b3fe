import Access
import Crypto
import Foundation
import SwiftASN1
import X509

/// An Ed25519 key pair in two PEM files: the private half for its owner only, the public half for everybody.
struct SigningKeyPair {
    let privateFile: String
    let publicFile: String

    /// Makes the pair if there is none, and the public file if it alone is missing or another's.
    /// - Returns: whether a new pair was made.
    func ensure() throws -> Bool {
        let made: Bool
        let key: Certificate.PrivateKey
        if let text = try? String(contentsOfFile: self.privateFile, encoding: .utf8),
            let found = try? Certificate.PrivateKey(pemEncoded: text)
        {
            (key, made) = (found, false)
        } else {
            (key, made) = (Certificate.PrivateKey(Curve25519.Signing.PrivateKey()), true)
            try AtomicFile.write(try key.serializeAsPEM().pemString + "\n", to: self.privateFile, mode: 0o600)
        }
        let publicText = try key.publicKey.serializeAsPEM().pemString + "\n"
        if (try? String(contentsOfFile: self.publicFile, encoding: .utf8)) != publicText {
            try AtomicFile.write(publicText, to: self.publicFile, mode: 0o644)
        }
        return made
    }
}
