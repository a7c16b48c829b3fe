import Primitives

/// How a quotient becomes a whole number of minor units. Applied once, at the line.
package enum Rounding: String, Sendable, Codable, CaseIterable {
    case halfAwayFromZero = "half-away-from-zero"
    case halfEven = "half-even"
    case towardsZero = "towards-zero"

    /// `numerator / denominator` rounded; the denominator must be positive. Nil when the result does not fit 64 bits.
    package func quotient(_ numerator: Int128, by denominator: Int128) -> Int64? {
        precondition(denominator > 0, "a denominator is a positive constant of the rule")
        let (whole, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        let twice = remainder.magnitude * 2
        let isUp =
            switch self {
            case .towardsZero: false
            case .halfAwayFromZero: twice >= denominator.magnitude
            case .halfEven: twice > denominator.magnitude || (twice == denominator.magnitude && whole % 2 != 0)
            }
        return Int64(exactly: whole + (isUp ? (numerator < 0 ? -1 : 1) : 0))
    }
}

extension Money {
    /// Most whole units of an amount. People enter no larger ones, and what is computed must be readable by everybody
    /// who may be given it.
    package static let mostMajorUnits: Int64 = 1_000_000_000_000

    /// False for an amount that is larger than any that people may enter.
    package var isWithinLimits: Bool {
        self.minorUnits.magnitude <= UInt64(Self.mostMajorUnits * Int64(self.currency.minorPerMajor))
    }

    /// The amount nearest to a model's result in minor units (halves away from zero). Nil when it is not finite or
    /// larger than any amount may be.
    package init?(approximateMinorUnits value: Double, currency: Currency) {
        guard value.isFinite, abs(value) <= Double(Self.mostMajorUnits) * Double(currency.minorPerMajor) else {
            return nil
        }
        self.init(minorUnits: Int64(value.rounded(.toNearestOrAwayFromZero)), currency: currency)
    }
}
