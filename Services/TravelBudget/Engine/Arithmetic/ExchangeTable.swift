import Primitives

/// Conversion between currencies through dated rates, exact up to one rounding.
package struct ExchangeTable: Sendable {
    private let rates: ReferenceTable<ExchangeRateRow>
    private let rounding: Rounding
    /// How many days back a missing day may be filled from.
    private let lookbackDays: Int

    package init(_ rates: ReferenceTable<ExchangeRateRow>, lookbackDays: Int, rounding: Rounding = .halfAwayFromZero) {
        self.rates = rates
        self.rounding = rounding
        self.lookbackDays = lookbackDays
    }

    /// A converted amount and the rates it went through.
    package struct Conversion: Hashable, Sendable {
        package let amount: Money
        package let provenance: [Provenance]
    }

    /// `to` units per one unit of `from`, as an exact fraction.
    private struct Step {
        let numerator: Int128
        let denominator: Int128
        let provenance: Provenance
    }

    /// Converts at the rate of a day, directly or through one common base, without rounding in between.
    /// Throws `no-exchange-rate` when there is no rate within the look-back.
    package func convert(_ money: Money, to currency: Currency, on date: LocalDate) throws(Refusal) -> Conversion {
        guard money.currency != currency else { return Conversion(amount: money, provenance: []) }
        let steps = try self.path(from: money.currency, to: currency, on: date)
        var numerator = Int128(money.minorUnits) * Int128(currency.minorPerMajor)
        var denominator = Int128(money.currency.minorPerMajor)
        for step in steps {
            let (product, isOver) = numerator.multipliedReportingOverflow(by: step.numerator)
            let (divisor, isOverBelow) = denominator.multipliedReportingOverflow(by: step.denominator)
            guard !isOver, !isOverBelow else { throw Refusal(.amountTooLarge, currency.code) }
            numerator = product
            denominator = divisor
        }
        guard let minorUnits = self.rounding.quotient(numerator, by: denominator) else {
            throw Refusal(.amountTooLarge, currency.code)
        }
        return Conversion(
            amount: Money(minorUnits: minorUnits, currency: currency), provenance: steps.map(\.provenance))
    }

    private func path(from: Currency, to: Currency, on date: LocalDate) throws(Refusal) -> [Step] {
        if let direct = self.step(from: from, to: to, on: date) { return [direct] }
        // Bases in the order of the file, so that the path never depends on a hash.
        var seen: Set<Currency> = []
        for row in self.rates.rows {
            let base = row.row.base
            guard base != from, base != to, seen.insert(base).inserted else { continue }
            if let first = self.step(from: from, to: base, on: date),
                let second = self.step(from: base, to: to, on: date)
            {
                return [first, second]
            }
        }
        throw Refusal(.noExchangeRate, "\(from)-\(to)")
    }

    private func step(from: Currency, to: Currency, on date: LocalDate) -> Step? {
        if let row = self.rates.latest("\(from):\(to)", onOrBefore: date, lookback: self.lookbackDays) {
            let (value, one) = Self.fraction(row.row)
            return Step(numerator: value, denominator: one, provenance: row.provenance)
        }
        if let row = self.rates.latest("\(to):\(from)", onOrBefore: date, lookback: self.lookbackDays) {
            let (value, one) = Self.fraction(row.row)
            return Step(numerator: one, denominator: value, provenance: row.provenance)
        }
        return nil
    }

    private static func fraction(_ row: ExchangeRateRow) -> (value: Int128, one: Int128) {
        var one: Int128 = 1
        for _ in 0..<row.rate.scale { one *= 10 }
        return (Int128(row.rate.digits) * Int128(row.ratio), one)
    }
}
