import Primitives

/// Fee, refusal prior and waiting times of a class of visa, for one destination or for all (`*`).
package struct VisaConditionRow: ReferenceRow {
    package static let table = TableName.visaConditions
    package static let columns = [
        "destination", "class", "refusal_area", "refusal_prior", "refusal_basis", "fee", "fee_currency", "fee_low",
        "fee_high", "fee_basis", "appointment_p50_days", "appointment_p90_days", "appointment_basis",
        "processing_p50_days", "processing_p90_days", "processing_basis", "valid_from", "valid_to", "source",
    ]

    /// Nil: every destination without a row of its own.
    package let destination: Country?
    package let visaClass: VisaClass
    /// Area of the refusal counts that apply.
    package let refusalArea: String?
    /// Mean of the Beta prior for a refusal.
    package let refusalPrior: Double
    package let refusalBasis: Basis
    /// Nil: no fee is known. A class without a visa has no row at all.
    package let fee: Money?
    package let feeLow: Money?
    package let feeHigh: Money?
    package let feeBasis: Basis
    package let appointment: WaitingTime?
    package let appointmentBasis: Basis
    package let processing: WaitingTime?
    package let processingBasis: Basis
    package let validity: Validity
    package let source: String

    package var key: String { Self.key(self.destination, self.visaClass) }
    package var basis: Basis { self.refusalBasis }

    package static func key(_ destination: Country?, _ visaClass: VisaClass) -> String {
        "\(destination?.code ?? "*"):\(visaClass.rawValue)"
    }

    package init(_ reader: inout RowReader) {
        self.destination = reader.cell("destination") == "*" ? nil : reader.country("destination")
        self.visaClass = reader.choice("class", else: VisaClass.consular)
        self.refusalArea = reader.optionalText("refusal_area")
        self.refusalPrior = reader.number("refusal_prior", in: 0...1)
        self.refusalBasis = reader.choice("refusal_basis", else: Basis.none)
        let currency = reader.optionalCurrency("fee_currency")
        self.fee = reader.optionalMoney("fee", in: currency)
        self.feeLow = reader.optionalMoney("fee_low", in: currency)
        self.feeHigh = reader.optionalMoney("fee_high", in: currency)
        self.feeBasis = reader.choice("fee_basis", else: Basis.none)
        self.appointment = Self.wait("appointment", &reader)
        self.appointmentBasis = reader.choice("appointment_basis", else: Basis.none)
        self.processing = Self.wait("processing", &reader)
        self.processingBasis = reader.choice("processing_basis", else: Basis.none)
        self.validity = reader.validity()
        self.source = reader.text("source")
        checkRange(price: self.fee, low: self.feeLow, high: self.feeHigh, reader: &reader)
    }

    private static func wait(_ name: String, _ reader: inout RowReader) -> WaitingTime? {
        let median = reader.optionalNumber("\(name)_p50_days", in: 0.01...1000)
        let late = reader.optionalNumber("\(name)_p90_days", in: 0.01...1000)
        guard let median, let late else {
            if (median == nil) != (late == nil) { reader.fault("\(name)_p90_days", .inconsistent) }
            return nil
        }
        guard let wait = WaitingTime(median: median, ninetiethPercentile: late) else {
            reader.fault("\(name)_p90_days", .outOfRange)
            return nil
        }
        return wait
    }
}
