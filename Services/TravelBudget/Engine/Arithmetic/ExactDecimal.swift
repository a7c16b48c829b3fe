/// A decimal number kept exactly as written: `digits` divided by ten to the power `scale`. Exchange rates are never
/// binary floating point.
package struct ExactDecimal: Hashable, Sendable, Codable, CustomStringConvertible {
    package let digits: Int64
    package let scale: Int

    package static let one = ExactDecimal(digits: 1, scale: 0)

    package init(digits: Int64, scale: Int) {
        self.digits = digits
        self.scale = scale
    }

    /// Reads a plain decimal with at most 15 digits, for example `-12.5`; nil for exponents, signs other than a
    /// leading minus, or anything else. Trailing zeros of the fraction are dropped.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        let isNegative = bytes.first == 0x2D
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        var fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !fraction.isEmpty else { return nil }
        while fraction.last == 0x30 { fraction.removeLast() }
        guard whole.count + fraction.count <= 15 else { return nil }
        var value: Int64 = 0
        for byte in Array(whole) + fraction {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        self.init(digits: isNegative ? -value : value, scale: fraction.count)
    }

    /// The nearest double, for models and simulations whose results are not posted.
    package var approximate: Double {
        var value = Double(self.digits)
        for _ in 0..<self.scale { value /= 10 }
        return value
    }

    package var description: String {
        guard self.scale > 0 else { return String(self.digits) }
        var text = String(self.digits.magnitude)
        if text.count <= self.scale { text = String(repeating: "0", count: self.scale + 1 - text.count) + text }
        text.insert(".", at: text.index(text.endIndex, offsetBy: -self.scale))
        return (self.digits < 0 ? "-" : "") + text
    }
}
