/// A percentage in whole hundredths of a percent, so that sums of percentages are exact.
package struct Percent: Hashable, Sendable, Codable, Comparable {
    package let hundredths: Int

    package static let zero = Percent(hundredths: 0)
    package static let whole = Percent(hundredths: 10_000)

    package init(hundredths: Int) {
        self.hundredths = hundredths
    }

    /// Reads `40` or `7.5`; nil for more than two decimals.
    package init?(_ text: some StringProtocol) {
        guard let decimal = ExactDecimal(text), decimal.scale <= 2, abs(decimal.digits) <= 1_000_000 else { return nil }
        self.hundredths = Int(decimal.digits) * [100, 10, 1][decimal.scale]
    }

    package static func < (left: Percent, right: Percent) -> Bool { left.hundredths < right.hundredths }

    package static func + (left: Percent, right: Percent) -> Percent {
        Percent(hundredths: left.hundredths + right.hundredths)
    }
}
