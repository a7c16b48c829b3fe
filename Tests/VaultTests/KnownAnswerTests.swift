import Crypto
import Foundation
import Testing
import Vault

/// What another implementation makes of the same inputs: values computed with Python's `cryptography` 48 (OpenSSL).
@Suite("Vault: known answers")
struct KnownAnswerTests {
    static let keys = VaultKeys(
        rings: [
            .identity: KeyRing([3: SymmetricKey(data: Array(0..<32))]),
            .answers: KeyRing([3: SymmetricKey(data: Array(0..<32))]),
        ],
        months: [202611: SymmetricKey(data: Array(32..<64))], index: SymmetricKey(data: Array(0..<32)))
    static let dataKey = DataKey(id: 0x0102_0304_0506_0708, key: SymmetricKey(data: Array(64..<96)))
    static let place = FieldContext("applications.person_identity", "name", row: "p1", .c2)
    static let text = "Amal Éłè أمل"

    /// Version, data key 0102030405060708, mark, nonce 100…111, padded text, tag.
    static let field = Self.bytes(
        "0101020304050607080bcaf6bf6465666768696a6b6c6d6e6fb013670875514f774fa13ba0815b446395da0cca918cbdc61c"
            + "81cfec4241bc3a4a2d37a108f739609d06e9dd78e134dc86ee398342eb455be18c405cea3d4c9d2901b7e73e42d3d15dfd0b"
            + "c12e3d6ad341f3a9932527a581a51167307d3898a34d911847f02622725dbf95b8bcc40ecb4453767a88bf70337329192d87"
            + "425824dc3024be35483ff4c15adaa55d1f58b8d54d304f89f13781e02b2c867f5e895eb30a3108f1125fdc5a2ad17c189b76"
            + "ab6184ae49c2c371d7fc469710aea4222ebb84870b82261ac20086b58c30643f451ba6c91c50a49211f7fea7140ac726f29f"
            + "48104ef117b2412710065b81512ee1fe8f52d1338406c97c97e7c01ec313a21f61df21d1367ad03e4de8de3f599b3a")

    static func bytes(_ hex: String) -> [UInt8] {
        let digits = hex.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    @Test func aWrappedKeyIsThatOfAnother() throws {
        let wrapped = try WrappedKey(
            Self.dataKey, subject: .person("p1"), compartment: .identity, keys: Self.keys)
        let known = Self.bytes("9efa87eb6a97b17399fd674489f8149eacce8c036dc4227a8cd1d276a22e401f172a537a5aef56dd")
        #expect(wrapped.wrapped == known)
        #expect(wrapped.generation == 3 && wrapped.month == 202611)
        #expect(try wrapped.unwrapped(Self.keys) == Self.dataKey)
    }

    @Test func aFieldOfAnotherOpens() throws {
        let sealed = try SealedField(stored: Self.field)
        #expect(sealed.keyID == 0x0102_0304_0506_0708)
        #expect(try sealed.opened(for: Self.place, with: Self.dataKey) == Array(Self.text.utf8))
    }

    @Test func aBlindIndexIsThatOfAnother() {
        let column = "applications.person_identity.email_address"
        let known = Self.bytes("833c4e3b72390e3c")
        // Case and composition alone make no other address.
        for address in ["Amal.É@Example.org", "amal.e\u{301}@example.org", "AMAL.E\u{301}@EXAMPLE.ORG"] {
            let key = SymmetricKey(data: Array(0..<32))
            #expect(BlindIndex.emailAddress(address, column: column, key: key) == known)
            #expect(BlindIndex.emailAddress(address, column: "another", key: key) != known)
            #expect(BlindIndex.emailAddress(address + "x", column: column, key: key) != known)
        }
    }

    @Test func aKeptAnswerOfAnotherOpens() throws {
        let seal = AnswerSeal(Self.keys)
        let known = Self.bytes(
            "0100000003000317736465666768696a6b6c6d6e6fdab8842819332ac3a50d178bcc905ae0501c52438e83b8")
        #expect(try seal.open(known, principal: "amal", key: "send-1") == Array(#"{"a":1}"#.utf8))
        #expect(throws: VaultError.tampered) { try seal.open(known, principal: "amal", key: "send-2") }
        #expect(throws: VaultError.tampered) { try seal.open(known, principal: "mina", key: "send-1") }
        let parts: [[UInt8]] = [Array("submit".utf8), [], Array("{}".utf8)]
        let fingerprint = Self.bytes(
            "0100000003000317733ff933ae1876672aa391d95824f774803e5f012208dbad8013badf3faa5240bc")
        #expect(try seal.fingerprint(parts) == fingerprint)
        #expect(try seal.matches(fingerprint, parts))
        #expect(try !seal.matches(fingerprint, [Array("submit".utf8), Array("{}".utf8), []]))
    }
}
