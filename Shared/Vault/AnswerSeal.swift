import Crypto
import Foundation

/// How the answer to a request with an `Idempotency-Key` is kept: sealed, with a key that is made anew for each from
/// the compartment `answers`, the month and the request's own principal and key. Answers have no subject: they are
/// forgotten after seven days, erased or not.
///
/// Both kinds of bytes begin with a version, the generation (4 bytes) and the month (4 bytes).
package struct AnswerSeal: Sendable {
    private static let version: UInt8 = 1
    private static let headerLength = 9
    private let keys: VaultKeys

    package init(_ keys: VaultKeys) {
        self.keys = keys
    }

    private func key(_ generation: Int, _ month: Int, _ purpose: String) throws(VaultError) -> SymmetricKey {
        try self.keys.derived(.answers, generation: generation, month: month, purpose: purpose)
    }

    /// Which request it was: a keyed hash, because a plain one of a short body could be guessed.
    /// - Parameter parts: what makes two requests the same one; each is length-prefixed.
    package func fingerprint(_ parts: [[UInt8]]) throws(VaultError) -> [UInt8] {
        let (generation, month) = try self.keys.newest(.answers)
        return try self.fingerprint(parts, generation, month)
    }

    /// Whether a kept fingerprint is of this request.
    package func matches(_ kept: [UInt8], _ parts: [[UInt8]]) throws(VaultError) -> Bool {
        let (generation, month) = try Self.header(kept)
        let made = try self.fingerprint(parts, generation, month)
        return made.count == kept.count && zip(made, kept).reduce(UInt8(0), { $0 | ($1.0 ^ $1.1) }) == 0
    }

    private func fingerprint(_ parts: [[UInt8]], _ generation: Int, _ month: Int) throws(VaultError) -> [UInt8] {
        var code = HMAC<SHA256>(key: try self.key(generation, month, "fingerprint"))
        for part in parts {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { code.update(data: Data($0)) }
            code.update(data: part)
        }
        return Self.header(generation, month) + Array(code.finalize())
    }

    /// Seals an answer for the request of one principal with one key.
    package func seal(_ answer: [UInt8], principal: String, key: String) throws(VaultError) -> [UInt8] {
        let (generation, month) = try self.keys.newest(.answers)
        let header = Self.header(generation, month)
        let secret = try self.key(generation, month, "answer|\(principal)|\(key)")
        guard let box = try? AES.GCM.seal(answer, using: secret, authenticating: header), let combined = box.combined
        else { throw .malformed }
        return header + Array(combined)
    }

    /// - Throws: `VaultError` `malformed`, `unknownVersion`, `noGeneration` or `tampered`.
    package func open(_ sealed: [UInt8], principal: String, key: String) throws(VaultError) -> [UInt8] {
        let (generation, month) = try Self.header(sealed)
        let secret = try self.key(generation, month, "answer|\(principal)|\(key)")
        guard let box = try? AES.GCM.SealedBox(combined: sealed[Self.headerLength...]),
            let answer = try? AES.GCM.open(box, using: secret, authenticating: sealed[..<Self.headerLength])
        else { throw .tampered }
        return Array(answer)
    }

    /// Whether the keys that a kept fingerprint or answer was made with are here.
    package func knows(_ kept: [UInt8]) throws(VaultError) -> Bool {
        let (generation, month) = try Self.header(kept)
        return self.keys.rings[.answers]?.generations[generation] != nil && self.keys.months[month] != nil
    }

    private static func header(_ generation: Int, _ month: Int) -> [UInt8] {
        var bytes = [Self.version]
        for number in [generation, month] {
            withUnsafeBytes(of: UInt32(clamping: number).bigEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    private static func header(_ bytes: [UInt8]) throws(VaultError) -> (generation: Int, month: Int) {
        guard bytes.count > Self.headerLength else { throw .malformed }
        guard bytes[0] == Self.version else { throw .unknownVersion(bytes[0]) }
        func number(_ start: Int) -> Int { bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
        return (number(1), number(5))
    }
}
