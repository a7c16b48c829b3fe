import Crypto
import Foundation
import Primitives
import ServiceKit

/// A signed statement that a schema's chain had this hash at this place: what makes it impossible to cut the chain's
/// end or to compute all of it anew, for anybody who keeps a copy. The signing key is the operator's (the notary's);
/// no service holds it.
///
/// A line of JSON in canonical form (RFC 8785). The Ed25519 signature (RFC 8032) is over the bytes of the same line
/// without the member `signature`.
package struct AuditCheckpoint: Sendable, Equatable {
    package let schema: String
    /// The place in the chain; 0 is before the first line.
    package let seq: Int
    package let hash: AuditHash
    /// When it was signed.
    package let ts: Instant
    /// Which key signed it: the first 16 hexadecimal digits of the SHA-256 of the raw public key.
    package let key: String
    /// The moment to which the database was restored just before. Checkpoints before this one that lie after its
    /// place speak of lines that the restoration gave up; the chain goes on from its place.
    package let restored: Instant?
    package let signature: [UInt8]

    /// Signs a new one.
    package init(
        schema: String, place: AuditPlace, ts: Instant, restored: Instant? = nil, by key: Curve25519.Signing.PrivateKey
    ) throws {
        let name = Self.name(of: key.publicKey)
        let content = Self.canonical(schema, place.seq, place.hash, ts, name, restored, signature: nil)
        self.init(
            schema: schema, seq: place.seq, hash: place.hash, ts: ts, key: name, restored: restored,
            signature: Array(try key.signature(for: content)))
    }

    private init(
        schema: String, seq: Int, hash: AuditHash, ts: Instant, key: String, restored: Instant?, signature: [UInt8]
    ) {
        self.schema = schema
        self.seq = seq
        self.hash = hash
        self.ts = ts
        self.key = key
        self.restored = restored
        self.signature = signature
    }

    /// Reads a line.
    /// - Returns: `nil` unless it is a checkpoint in canonical form. Says nothing about the signature.
    package init?(line: some Collection<UInt8>) {
        let bytes = Array(line)
        guard let value = try? StrictJSON.parse(bytes), case .object(let members) = value else { return nil }
        var texts: [String: String] = [:]
        var seq: Int?
        for member in members {
            switch member.value {
            case .string(let text): texts[member.key] = text
            case .integer(let number) where member.key == "seq": seq = Int(number)
            default: return nil
            }
        }
        guard let schema = texts["schema"], let seq, seq >= 0, let hash = texts["hash"].flatMap(AuditHash.init(hex:)),
            let ts = texts["ts"].flatMap({ Instant(rfc3339: $0) }), let key = texts["key"],
            let signature = texts["signature"].flatMap({ Data(base64Encoded: $0) })
        else { return nil }
        self.init(
            schema: schema, seq: seq, hash: hash, ts: ts, key: key,
            restored: texts["restored"].flatMap { Instant(rfc3339: $0) }, signature: Array(signature))
        guard self.bytes == bytes else { return nil }
    }

    /// The line, without a line feed.
    package var bytes: [UInt8] {
        Self.canonical(
            self.schema, self.seq, self.hash, self.ts, self.key, self.restored, signature: self.signature)
    }

    /// Whether the holder of this key signed it.
    package func isSigned(by key: Curve25519.Signing.PublicKey) -> Bool {
        let content = Self.canonical(
            self.schema, self.seq, self.hash, self.ts, self.key, self.restored, signature: nil)
        return self.key == Self.name(of: key) && key.isValidSignature(self.signature, for: content)
    }

    /// The short name of a key.
    package static func name(of key: Curve25519.Signing.PublicKey) -> String {
        String(AuditHash(of: Array(key.rawRepresentation)).description.prefix(16))
    }

    private static func canonical(
        _ schema: String, _ seq: Int, _ hash: AuditHash, _ ts: Instant, _ key: String, _ restored: Instant?,
        signature: [UInt8]?
    ) -> [UInt8] {
        var bytes = Array(#"{"hash":"\#(hash)","key":"#.utf8)
        CanonicalText.append(key, to: &bytes)
        if let restored { bytes += #","restored":"\#(restored)""#.utf8 }
        bytes += #","schema":"#.utf8
        CanonicalText.append(schema, to: &bytes)
        bytes += #","seq":\#(seq)"#.utf8
        if let signature { bytes += #","signature":"\#(Data(signature).base64EncodedString())""#.utf8 }
        bytes += #","ts":"\#(ts)"}"#.utf8
        return bytes
    }
}
