import Crypto
import Testing
import Vault

@Suite("Vault: keys that wrap keys")
struct VaultKeysTests {
    private static func key() -> SymmetricKey { SymmetricKey(size: .bits256) }

    private var keys = VaultKeys(
        rings: [.identity: KeyRing([1: Self.key()]), .text: KeyRing([1: Self.key()])], months: [202611: Self.key()])

    @Test func theNewestWrapsAndAllOpen() throws {
        let data = DataKey.make()
        let first = try WrappedKey(data, subject: .person("p"), compartment: .identity, keys: self.keys)
        var later = self.keys
        later.rings[.identity] = KeyRing([1: self.keys.rings[.identity]!.generations[1]!, 2: Self.key()])
        later.months[202612] = Self.key()
        let second = try first.rewrapped(later)
        #expect(second.generation == 2 && second.month == 202612)
        #expect(try first.unwrapped(later) == data)
        #expect(try second.unwrapped(later) == data)
        #expect(throws: VaultError.noGeneration(.identity, generation: 2, month: 202612)) {
            try second.unwrapped(self.keys)
        }
    }

    /// Without the month's erasure key the key-encryption key is of no use, and the other way round.
    @Test func bothKeysAreNeeded() throws {
        let wrapped = try WrappedKey(.make(), subject: .person("p"), compartment: .identity, keys: self.keys)
        var without = self.keys
        without.months = [202612: Self.key()]
        #expect(throws: VaultError.noGeneration(.identity, generation: 1, month: 202611)) {
            try wrapped.unwrapped(without)
        }
        var other = self.keys
        other.months = [202611: Self.key()]
        #expect(throws: VaultError.tampered) { try wrapped.unwrapped(other) }
        other = self.keys
        other.rings[.identity] = KeyRing([1: Self.key()])
        #expect(throws: VaultError.tampered) { try wrapped.unwrapped(other) }
        other.rings[.identity] = nil
        #expect(throws: VaultError.noKey(.identity)) { try wrapped.unwrapped(other) }
    }

    @Test func aWrappingThatWasMovedOpensNothing() throws {
        let wrapped = try WrappedKey(.make(), subject: .person("p"), compartment: .identity, keys: self.keys)
        func moved(
            id: Int64? = nil, subject: Subject = .person("p"), compartment: Compartment = .identity, flip: Int? = nil
        ) -> WrappedKey {
            var bytes = wrapped.wrapped
            if let flip { bytes[flip] ^= 1 }
            return WrappedKey(
                id: id ?? wrapped.id, subject: subject, compartment: compartment, generation: 1, month: 202611,
                wrapped: bytes)
        }
        #expect(throws: Never.self) { try moved().unwrapped(self.keys) }
        #expect(throws: VaultError.tampered) { try moved(id: wrapped.id ^ 1).unwrapped(self.keys) }
        #expect(throws: VaultError.tampered) { try moved(subject: .person("q")).unwrapped(self.keys) }
        #expect(throws: VaultError.tampered) { try moved(subject: .organisation("p")).unwrapped(self.keys) }
        #expect(throws: VaultError.tampered) { try moved(compartment: .text).unwrapped(self.keys) }
        for index in 0..<40 {
            #expect(throws: VaultError.tampered) { try moved(flip: index).unwrapped(self.keys) }
        }
    }
}
