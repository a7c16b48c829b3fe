import Foundation

/// An exact amount: integer minor units of one ISO 4217 currency. Two currencies are never added.
package struct Money: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Amount in the currency's minor unit (cents for USD, francs for XOF, thousandths for IQD).
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    /// Reads a decimal text such as `-1234.50`; nil when it has more digits than the currency's minor unit, or is
    /// no plain decimal number, or does not fit.
    package init?(amount text: String, currency: Currency) {
        var bytes = Array(text.utf8)
        var isNegative = false
        if bytes.first == 0x2D {
            isNegative = true
            bytes.removeFirst()
        }
        let parts = bytes.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty else { return nil }
        let fraction = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !fraction.isEmpty, fraction.count <= currency.minorUnitDigits else { return nil }
        // Counted downwards, because the lowest number has no positive counterpart.
        var value: Int64 = 0
        let padding = [UInt8](repeating: 0x30, count: currency.minorUnitDigits - fraction.count)
        for byte in Array(whole) + fraction + padding {
            guard (0x30...0x39).contains(byte) else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.subtractingReportingOverflow(Int64(byte - 0x30))
            guard !overflow, !second else { return nil }
            value = sum
        }
        guard isNegative || value != .min else { return nil }
        self.init(minorUnits: isNegative ? value : -value, currency: currency)
    }

    package static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

    /// Decimal text with exactly the currency's minor digits.
    package var amount: String {
        let digits = self.currency.minorUnitDigits
        var text = String(self.minorUnits.magnitude)
        if digits > 0 {
            if text.count <= digits { text = String(repeating: "0", count: digits + 1 - text.count) + text }
            text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
        }
        return (self.minorUnits < 0 ? "-" : "") + text
    }

    package var description: String { "\(self.amount) \(self.currency)" }

    /// Sum of two amounts of one currency. Adding two currencies is a fault of the program, not of its input.
    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "two currencies are never added")
        return Money(minorUnits: left.minorUnits + right.minorUnits, currency: left.currency)
    }

    package static func - (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "two currencies are never subtracted")
        return Money(minorUnits: left.minorUnits - right.minorUnits, currency: left.currency)
    }

    /// Splits an amount by weights so that the parts add up exactly (largest remainder; ties go to the earlier part).
    package func allocated(by weights: [Int64]) -> [Money] {
        let total = weights.reduce(0, +)
        guard total > 0 else { return weights.map { _ in .zero(self.currency) } }
        var parts: [Int64] = []
        var remainders: [(index: Int, remainder: Int64)] = []
        for (index, weight) in weights.enumerated() {
            let product = Int64(self.minorUnits.magnitude).multipliedFullWidth(by: weight)
            let (quotient, remainder) = total.dividingFullWidth(product)
            parts.append(quotient)
            remainders.append((index, remainder))
        }
        let missing = Int(Int64(self.minorUnits.magnitude) - parts.reduce(0, +))
        remainders.sort { ($0.remainder, -$0.index) > ($1.remainder, -$1.index) }
        for entry in remainders.prefix(missing) { parts[entry.index] += 1 }
        return parts.map { Money(minorUnits: self.minorUnits < 0 ? -$0 : $0, currency: self.currency) }
    }

    private enum Key: String, CodingKey { case amount, currency }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let currency = try container.decode(Currency.self, forKey: .currency)
        guard let money = Money(amount: try container.decode(String.self, forKey: .amount), currency: currency) else {
            throw DecodingError.dataCorruptedError(
                forKey: .amount, in: container, debugDescription: "not an amount of this currency")
        }
        self = money
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(self.amount, forKey: .amount)
        try container.encode(self.currency, forKey: .currency)
    }
}
