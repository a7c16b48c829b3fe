import Primitives

/// Thresholds of the budget check. A line may be exceeded by the larger of a share and an amount; the total never.
package struct LedgerLimits: Hashable, Sendable, Codable {
    /// A warning is given when less than this share of a line stays free.
    package let warnShare: Double
    package let toleranceShare: Percent
    package let toleranceAmount: Money

    package init(warnShare: Double, toleranceShare: Percent, toleranceAmount: Money) {
        self.warnShare = warnShare
        self.toleranceShare = toleranceShare
        self.toleranceAmount = toleranceAmount
    }

    /// The thresholds of the settings; the tolerance amount is in major units of the budget's currency.
    package init(_ settings: Settings, currency: Currency) {
        let hundredths = Int((settings.number(.toleranceShare) * 10_000).rounded())
        let amount = settings.number(.toleranceAmount) * Double(currency.minorPerMajor)
        self.init(
            warnShare: settings.number(.warnShare), toleranceShare: Percent(hundredths: hundredths),
            toleranceAmount: Money(approximateMinorUnits: amount, currency: currency) ?? .zero(currency))
    }

    /// How far a line may go.
    package func ceiling(of planned: Money) -> Money {
        let share = Rounding.towardsZero.quotient(
            Int128(planned.minorUnits) * Int128(self.toleranceShare.hundredths), by: 10_000)
        let extra = max(share ?? 0, self.toleranceAmount.minorUnits)
        return planned + Money(minorUnits: extra, currency: planned.currency)
    }
}
