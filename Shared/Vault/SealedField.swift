import Crypto
import Foundation

/// One sealed value, as a `bytea` column holds it:
///
/// | bytes | what |
/// |---|---|
/// | 1 | version, 1 |
/// | 8 | id of the data key, big-endian |
/// | 4 | mark of the place (`FieldContext`) |
/// | 12 | nonce, random |
/// | 256·n | ciphertext, AES-256-GCM |
/// | 16 | tag |
///
/// The text is padded to a multiple of 256 bytes, because its length tells something: a byte 0x80, then zeros
/// (ISO/IEC 7816-4). Nonces are random; with a data key per subject their number stays far below the 2³² that
/// NIST SP 800-38D §8.3 allows.
package struct SealedField: Sendable, Equatable {
    package static let version: UInt8 = 1
    /// Texts are padded to a multiple of this.
    package static let step = 256
    static let headerLength = 25
    static let tagLength = 16

    package let bytes: [UInt8]

    /// Reads stored bytes.
    /// - Throws: `VaultError.malformed`, `VaultError.unknownVersion`.
    package init(stored bytes: [UInt8]) throws(VaultError) {
        guard let version = bytes.first else { throw .malformed }
        guard version == Self.version else { throw .unknownVersion(version) }
        let length = bytes.count - Self.headerLength - Self.tagLength
        guard length >= Self.step, length % Self.step == 0 else { throw .malformed }
        self.bytes = bytes
        guard self.keyID > 0 else { throw .malformed }
    }

    /// Seals a value for a place.
    package init(_ value: [UInt8], for context: FieldContext, with key: DataKey) throws(VaultError) {
        let nonce = AES.GCM.Nonce()
        var padded = value
        padded.append(0x80)
        padded.append(contentsOf: [UInt8](repeating: 0, count: (Self.step - padded.count % Self.step) % Self.step))
        guard
            let box = try? AES.GCM.seal(padded, using: key.key, nonce: nonce, authenticating: context.authenticated)
        else { throw .malformed }
        var bytes: [UInt8] = [Self.version]
        bytes.reserveCapacity(Self.headerLength + padded.count + Self.tagLength)
        withUnsafeBytes(of: key.id.bigEndian) { bytes.append(contentsOf: $0) }
        bytes += context.mark
        bytes += nonce
        bytes += box.ciphertext
        bytes += box.tag
        self.bytes = bytes
    }

    /// The data key that opens it.
    package var keyID: Int64 {
        self.bytes[1..<9].reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The value.
    /// - Throws: `VaultError` `wrongKey`, `misplaced` or `tampered`.
    package func opened(for context: FieldContext, with key: DataKey) throws(VaultError) -> [UInt8] {
        guard key.id == self.keyID else { throw .wrongKey }
        let authenticated = context.authenticated
        guard self.bytes[9..<13].elementsEqual(FieldContext.mark(of: authenticated)) else { throw .misplaced }
        // Nonce, ciphertext and tag stand one after the other, as the box wants them.
        guard let box = try? AES.GCM.SealedBox(combined: self.bytes[13...]),
            let padded = try? AES.GCM.open(box, using: key.key, authenticating: authenticated)
        else { throw .tampered }
        let plain = [UInt8](padded)
        guard let last = plain.lastIndex(where: { $0 != 0 }), plain[last] == 0x80 else { throw .malformed }
        return Array(plain[..<last])
    }
}
