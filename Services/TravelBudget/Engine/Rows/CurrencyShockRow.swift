import Primitives

/// Standard deviation of a currency's 12-month log change against the US dollar.
package struct CurrencyShockRow: ReferenceRow {
    package static let table = TableName.currencyShocks
    package static let columns = ["currency", "log_sd_12_months", "valid_from", "valid_to", "basis", "source"]

    package let currency: Currency
    package let logDeviation: Double
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { self.currency.code }

    package init(_ reader: inout RowReader) {
        self.currency = reader.currency("currency")
        self.logDeviation = reader.number("log_sd_12_months", in: 0...3)
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
    }
}
