import Access
import Crypto
import Foundation
import SwiftASN1
import X509

/// The Ed25519 key pair of the installation's tokens. The private half is for the portal and the operator's command;
/// the services only get the public half.
package enum TokenKeyPair {
    /// Makes the pair if there is none, and the public file if it alone is missing or another's.
    /// - Returns: whether a new pair was made (older tokens are void then).
    @discardableResult
    package static func ensure(_ home: Home) throws -> Bool {
        let made: Bool
        let key: Certificate.PrivateKey
        if let text = try? String(contentsOfFile: home.tokenKeyFile, encoding: .utf8),
            let found = try? Certificate.PrivateKey(pemEncoded: text)
        {
            (key, made) = (found, false)
        } else {
            (key, made) = (Certificate.PrivateKey(Curve25519.Signing.PrivateKey()), true)
            try AtomicFile.write(try key.serializeAsPEM().pemString + "\n", to: home.tokenKeyFile, mode: 0o600)
        }
        let publicText = try key.publicKey.serializeAsPEM().pemString + "\n"
        if (try? String(contentsOfFile: home.tokenPublicKeyFile, encoding: .utf8)) != publicText {
            try AtomicFile.write(publicText, to: home.tokenPublicKeyFile, mode: 0o644)
        }
        return made
    }
}
