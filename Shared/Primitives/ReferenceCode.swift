/// A short code that people read out, copy and type: groups of an alphabet without look-alike letters, with a
/// check character at the end, for example `WP-4F7K-2Q8`.
///
/// Alphabet: Crockford's base 32 (no I, L, O, U). The check character is ISO 7064 in spirit: the weighted sum of
/// all positions modulo 31 (a prime), so every single wrong character and every swap of neighbours is noticed.
package struct ReferenceCode: Hashable, Sendable, CustomStringConvertible {
    /// Canonical text with prefix and dashes.
    package let description: String

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Makes a code of a two-letter prefix and 30 random bits.
    package init(prefix: String, using generator: inout some RandomNumberGenerator) {
        var bits = generator.next()
        // Symbol 31 ("Z") has no place in arithmetic modulo 31, so it is not drawn.
        var symbols: [Int] = []
        for _ in 0..<6 {
            symbols.append(Int(bits % 31))
            bits /= 31
        }
        self.init(prefix: prefix, symbols: symbols)
    }

    private init(prefix: String, symbols: [Int]) {
        let all = symbols + [Self.check(symbols)]
        let text = String(decoding: all.map { Self.alphabet[$0] }, as: UTF8.self)
        self.description = "\(prefix)-\(text.prefix(4))-\(text.dropFirst(4))"
    }

    /// Reads what a person typed: any case, spaces or dashes anywhere, O for 0, I or L for 1. Nil when the prefix
    /// is another one or the check character is wrong.
    package init?(_ typed: String, prefix: String) {
        var letters: [UInt8] = []
        for byte in typed.uppercased().utf8 where byte != 0x20 && byte != 0x2D { letters.append(byte) }
        guard letters.count == prefix.utf8.count + 7, letters.starts(with: prefix.utf8) else { return nil }
        var symbols: [Int] = []
        for byte in letters.dropFirst(prefix.utf8.count) {
            let meant: UInt8 =
                switch byte {
                case 0x4F: 0x30
                case 0x49, 0x4C: 0x31
                default: byte
                }
            guard let index = Self.alphabet.firstIndex(of: meant), index < 31 else { return nil }
            symbols.append(index)
        }
        guard Self.check(Array(symbols.dropLast())) == symbols.last else { return nil }
        self.init(prefix: prefix, symbols: Array(symbols.dropLast()))
    }

    private static func check(_ symbols: [Int]) -> Int {
        var sum = 0
        for (index, symbol) in symbols.enumerated() { sum += (index + 2) * symbol }
        return sum % 31
    }
}
