import Primitives

/// One kind of cost that a convening can have for a participant, and where its price comes from.
package struct CatalogueRow: ReferenceRow {
    /// What the quantity counts.
    package enum Driver: String, Sendable, Codable, CaseIterable {
        case trip
        case terminalTrip = "terminal-trip"
        case night
        case traveller
        case visa
        case consularVisa = "consular-visa"
        case event
    }
    package enum PriceFrom: String, Sendable {
        case fareModel = "fare-model"
        case surfaceLegs = "surface-legs"
        case terminalExpenses = "terminal-expenses"
        case subsistenceRates = "subsistence-rates"
        case visaConditions = "visa-conditions"
        /// The row's own unit price.
        case own
        /// No price in any licensed source: shown as no data until staff enter a quote.
        case none
    }
    package enum Payer: String, Sendable, Codable { case vendor, traveller }

    package static let table = TableName.lineCatalogue
    package static let columns = [
        "line", "category", "driver", "price_from", "unit_price", "currency", "low", "high", "payer", "lost_share",
        "basis", "valid_from", "valid_to", "source",
    ]

    package let line: String
    package let category: Int
    package let driver: Driver
    package let priceFrom: PriceFrom
    package let unitPrice: Money?
    package let low: Money?
    package let high: Money?
    /// Who receives the money.
    package let payer: Payer
    /// Share of the cost that is lost when the participant does not come.
    package let lostShare: Double?
    package let basis: Basis
    package let validity: Validity
    package let source: String

    package var key: String { self.line }

    package init(_ reader: inout RowReader) {
        self.line = reader.text("line")
        self.category = reader.integer("category", in: 1...99)
        self.driver = reader.choice("driver", else: Driver.traveller)
        self.priceFrom = reader.choice("price_from", else: PriceFrom.none)
        let currency = reader.optionalCurrency("currency")
        self.unitPrice = reader.optionalMoney("unit_price", in: currency)
        self.low = reader.optionalMoney("low", in: currency)
        self.high = reader.optionalMoney("high", in: currency)
        self.payer = reader.choice("payer", else: Payer.traveller)
        self.lostShare = reader.optionalNumber("lost_share", in: 0...1)
        self.basis = reader.cell("basis") == nil ? .none : reader.basis()
        self.validity = reader.validity()
        self.source = reader.text("source")
        if (self.priceFrom == .own) != (self.unitPrice != nil) { reader.fault("unit_price", .inconsistent) }
        if self.priceFrom != .none, self.lostShare == nil { reader.fault("lost_share", .required) }
        checkRange(price: self.unitPrice, low: self.low, high: self.high, reader: &reader)
    }
}
