import Crypto
import Foundation
import SwiftASN1
import X509

/// The Ed25519 key that signs checkpoints of the audit chains. The operator's side alone holds it: no service is told
/// where it is, so whoever takes over a service or the database cannot sign another past.
package struct NotaryKey: Sendable {
    package let signing: Curve25519.Signing.PrivateKey

    /// PKCS#8 of an Ed25519 key up to its 32 bytes (RFC 8410, §7).
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    /// The installation's key, made now if there is none. The public half stands beside the checkpoints.
    package static func ensure(_ home: Home) throws -> NotaryKey {
        _ = try SigningKeyPair(privateFile: home.notaryKeyFile, publicFile: home.notaryPublicKeyFile).ensure()
        guard let text = try? String(contentsOfFile: home.notaryKeyFile, encoding: .utf8),
            let document = try? PEMDocument(pemString: text), document.derBytes.starts(with: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(
                rawRepresentation: document.derBytes.dropFirst(Self.prefix.count))
        else {
            throw CommandFailure(
                "\(home.notaryKeyFile) holds no Ed25519 key",
                advice: "restore it from its copy; a new one (remove the file) cannot sign for the old one")
        }
        return NotaryKey(signing: key)
    }

    /// A public key in PEM.
    package static func publicKey(_ path: String) throws(CommandFailure) -> Curve25519.Signing.PublicKey {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure("\(path) cannot be read", advice: "name the notary's public key with --key")
        }
        guard let key = try? Certificate.PublicKey(pemEncoded: text),
            let signing = Curve25519.Signing.PublicKey(key)
        else { throw CommandFailure("\(path) holds no Ed25519 public key in PEM") }
        return signing
    }
}
