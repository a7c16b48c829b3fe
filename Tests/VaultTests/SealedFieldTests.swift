import Crypto
import Testing
import Vault

@Suite("Vault: sealed fields")
struct SealedFieldTests {
    private let key = DataKey.make()
    private let place = FieldContext("applications.application", "committee_answers", row: "a1", .c2)

    @Test func everythingThatIsSealedOpens() throws {
        for count in [0, 1, 254, 255, 256, 257, 5000] {
            let value = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let sealed = try SealedField(value, for: self.place, with: self.key)
            #expect((sealed.bytes.count - 41) % SealedField.step == 0, "the length tells \(count)")
            #expect(try SealedField(stored: sealed.bytes).opened(for: self.place, with: self.key) == value)
        }
        // Zeros and the padding's own mark at the end are part of the value.
        for value in [[0x80], [0, 0], [0x80, 0], [UInt8](repeating: 0, count: 256)] as [[UInt8]] {
            let sealed = try SealedField(value, for: self.place, with: self.key)
            #expect(try sealed.opened(for: self.place, with: self.key) == value)
        }
    }

    @Test func everyBitFlipIsRefused() throws {
        let sealed = try SealedField(Array("Amal".utf8), for: self.place, with: self.key).bytes
        var refusals: [VaultError: Int] = [:]
        for index in sealed.indices {
            for bit in 0..<8 {
                var changed = sealed
                changed[index] ^= 1 << UInt8(bit)
                do throws(VaultError) {
                    _ = try SealedField(stored: changed).opened(for: self.place, with: self.key)
                    Issue.record("bit \(bit) of byte \(index) does not matter")
                } catch {
                    let kind: VaultError = if case .unknownVersion = error { .unknownVersion(0) } else { error }
                    refusals[kind, default: 0] += 1
                }
            }
        }
        // Each part of the field is refused for what it is. (A data key's id with its sign bit set is none.)
        #expect(refusals[.unknownVersion(0)] == 8)
        #expect(refusals[.malformed] == 1)
        #expect(refusals[.wrongKey] == 63)
        #expect(refusals[.misplaced] == 32)
        #expect(refusals[.tampered] == (sealed.count - 13) * 8)
    }

    @Test func everyOtherPlaceIsRefused() throws {
        let sealed = try SealedField(Array("Amal".utf8), for: self.place, with: self.key)
        for other in [
            FieldContext("applications.application", "committee_answers", row: "a2", .c2),
            FieldContext("applications.application", "staff_answers", row: "a1", .c2),
            FieldContext("selection.candidate", "committee_answers", row: "a1", .c2),
            FieldContext("applications.application", "committee_answers", row: "a1", .c3),
        ] {
            #expect(throws: VaultError.misplaced) { try sealed.opened(for: other, with: self.key) }
        }
        #expect(throws: VaultError.wrongKey) { try sealed.opened(for: self.place, with: .make()) }
        // The same id with other bits: no name tells it, the tag does.
        let double = DataKey(id: self.key.id, key: SymmetricKey(size: .bits256))
        #expect(throws: VaultError.tampered) { try sealed.opened(for: self.place, with: double) }
    }

    @Test func otherBytesAreNoField() {
        let fine = [UInt8](repeating: 1, count: 41 + 256)
        #expect(throws: Never.self) { try SealedField(stored: fine) }
        for wrong in [[], [1], Array(fine.dropLast()), fine + [1], [UInt8](repeating: 1, count: 41)] as [[UInt8]] {
            #expect(throws: VaultError.malformed) { try SealedField(stored: wrong) }
        }
        #expect(throws: VaultError.unknownVersion(2)) { try SealedField(stored: [2] + fine.dropFirst()) }
        #expect(throws: VaultError.malformed) {
            try SealedField(stored: [1] + [UInt8](repeating: 0, count: 8) + fine.dropFirst(9))
        }
    }

    /// Each sealing has a nonce of its own, and its bits are as good as thrown.
    @Test func noncesDoNotRepeat() throws {
        var seen: Set<[UInt8]> = []
        var ones = [Int](repeating: 0, count: 96)
        let rounds = 50_000
        for _ in 0..<rounds {
            let nonce = Array(try SealedField([], for: self.place, with: self.key).bytes[13..<25])
            seen.insert(nonce)
            for bit in 0..<96 where nonce[bit / 8] >> UInt8(bit % 8) & 1 == 1 { ones[bit] += 1 }
        }
        #expect(seen.count == rounds)
        // Six standard deviations of a fair coin: one false alarm in some five million runs of 96 coins.
        let spread = 6 * (Double(rounds) / 4).squareRoot()
        #expect(ones.allSatisfy { abs(Double($0) - Double(rounds) / 2) < spread })
    }
}
