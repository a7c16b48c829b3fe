/// A small deterministic random source for engines and demonstrations: xoshiro256** (Blackman and Vigna, 2018),
/// seeded through SplitMix64. The same seed gives the same sequence on every machine. Never for secrets.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: UInt64) {
        var mixer = seed
        func mix() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            var z = mixer
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        self.state = (mix(), mix(), mix(), mix())
    }

    /// An independent stream for one item of a simulation: adding an item does not change the others' numbers.
    package init(seed: UInt64, stream: some StringProtocol) {
        // FNV-1a over the stream's name, folded into the seed.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in stream.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        self.init(seed: seed ^ hash)
    }

    package mutating func next() -> UInt64 {
        let result = Self.rotate(self.state.1 &* 5, by: 7) &* 9
        let shifted = self.state.1 << 17
        self.state.2 ^= self.state.0
        self.state.3 ^= self.state.1
        self.state.1 ^= self.state.2
        self.state.0 ^= self.state.3
        self.state.2 ^= shifted
        self.state.3 = Self.rotate(self.state.3, by: 45)
        return result
    }

    /// A double in [0, 1) with 53 random bits.
    package mutating func unit() -> Double { Double(self.next() >> 11) * 0x1.0p-53 }

    /// An integer in 0..<bound without modulo bias worth the name (Lemire's multiply-shift).
    package mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: self.next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
        (value << count) | (value >> (64 - count))
    }
}
