import Primitives

/// How many units of `quote` one unit of `base` buys: the stored figure times the ratio. Some publishers print the
/// rate of a weak currency per 1,000; the ratio column holds that 1,000.
package struct ExchangeRateRow: ReferenceRow {
    package static let table = TableName.exchangeRates
    package static let columns = [
        "rate_source", "base", "quote", "rate", "ratio", "valid_from", "valid_to", "basis", "source",
    ]

    package let rateSource: String
    package let base: Currency
    package let quote: Currency
    package let rate: ExactDecimal
    package let ratio: Int
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { "\(self.base):\(self.quote)" }

    package init(_ reader: inout RowReader) {
        self.rateSource = reader.text("rate_source")
        self.base = reader.currency("base")
        self.quote = reader.currency("quote")
        self.rate = reader.decimal("rate")
        self.ratio = reader.integer("ratio", in: 1...1_000_000)
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
        if self.base == self.quote { reader.fault("quote", .inconsistent) }
    }
}
