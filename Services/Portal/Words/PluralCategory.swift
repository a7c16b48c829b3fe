import Primitives

/// The plural categories of Unicode CLDR.
package enum PluralCategory: String, Sendable, CaseIterable {
    case zero, one, two, few, many, other
}

/// The CLDR plural rules (cardinal, CLDR 47 `plurals.xml`) of the four languages. Compared with Babel's in a test.
package enum PluralRule {
    /// The category of a whole number.
    package static func category(of count: Int, in language: Language) -> PluralCategory {
        let n = count.magnitude
        switch language {
        case .english:
            return n == 1 ? .one : .other
        case .french:
            if n <= 1 { return .one }
            return n % 1_000_000 == 0 ? .many : .other
        case .spanish:
            if n == 1 { return .one }
            return n != 0 && n % 1_000_000 == 0 ? .many : .other
        case .arabic:
            switch (n, n % 100) {
            case (0, _): return .zero
            case (1, _): return .one
            case (2, _): return .two
            case (_, 3...10): return .few
            case (_, 11...99): return .many
            default: return .other
            }
        }
    }

    /// The category of a number with visible fraction digits, such as 1.5. Only French looks at the whole part.
    package static func category(ofFraction value: Double, in language: Language) -> PluralCategory {
        if value == value.rounded() { return self.category(of: Int(value), in: language) }
        return language == .french && value.magnitude < 2 ? .one : .other
    }
}
