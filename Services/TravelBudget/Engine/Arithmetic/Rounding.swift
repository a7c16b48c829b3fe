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
    /// The amount nearest to a model's result in minor units (halves away from zero). Nil when it is not finite or
    /// does not fit.
    package init?(approximateMinorUnits value: Double, currency: Currency) {
        guard value.isFinite, abs(value) < 9e18 else { return nil }
        self.init(minorUnits: Int64(value.rounded(.toNearestOrAwayFromZero)), currency: currency)
    }
}
