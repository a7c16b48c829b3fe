import Primitives

/// The journey over land between home and the airport of departure, where no flight can be assumed at home.
package struct SurfaceLegRow: ReferenceRow {
    package static let table = TableName.surfaceLegs
    package static let columns = [
        "country", "airport", "return_price", "currency", "low", "high", "extra_nights", "valid_from", "valid_to",
        "basis", "source",
    ]

    package let country: Country
    package let airport: String
    /// Nil: no price is known.
    package let price: Money?
    package let low: Money?
    package let high: Money?
    /// Nights on the way, both directions together.
    package let extraNights: Int
    package let validity: Validity
    package let basis: Basis
    package let source: String

    package var key: String { "\(self.country):\(self.airport)" }

    package init(_ reader: inout RowReader) {
        self.country = reader.country("country")
        self.airport = reader.text("airport")
        let currency = reader.optionalCurrency("currency")
        self.price = reader.optionalMoney("return_price", in: currency)
        self.low = reader.optionalMoney("low", in: currency)
        self.high = reader.optionalMoney("high", in: currency)
        self.extraNights = reader.integer("extra_nights", in: 0...10)
        self.validity = reader.validity()
        self.basis = reader.basis()
        self.source = reader.text("source")
        checkRange(price: self.price, low: self.low, high: self.high, reader: &reader)
    }
}

/// A price range must be whole and must hold the price.
func checkRange(price: Money?, low: Money?, high: Money?, reader: inout RowReader) {
    guard (low == nil) == (high == nil) else {
        reader.fault("low", .inconsistent)
        return
    }
    guard let price, let low, let high else { return }
    if low.minorUnits <= 0 || low.minorUnits > price.minorUnits || price.minorUnits > high.minorUnits {
        reader.fault("low", .outOfRange)
    }
}
