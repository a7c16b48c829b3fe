import Primitives

/// Emissions of a passenger-kilometre by air. The distance uplift and, in the first figure, the multiplier for
/// radiative forcing are already inside: neither is ever applied again.
package struct CarbonAirRow: ReferenceRow {
    package static let table = TableName.carbonAir
    package static let columns = [
        "factor_set", "cabin", "kg_per_pkm_with_rf", "kg_per_pkm_without_rf", "distance_uplift_included",
        "rf_multiplier_on_co2", "valid_from", "valid_to", "source",
    ]

    package let factorSet: String
    package let cabin: String
    /// Kilograms of CO2 equivalent.
    package let withForcing: Double
    package let withoutForcing: Double
    package let upliftIncluded: Double
    package let forcingMultiplier: Double
    package let validity: Validity
    package let source: String

    package var key: String { "\(self.factorSet):\(self.cabin)" }
    package var basis: Basis { .published }

    package init(_ reader: inout RowReader) {
        self.factorSet = reader.text("factor_set")
        self.cabin = reader.text("cabin")
        self.withForcing = reader.number("kg_per_pkm_with_rf", in: 0...10)
        self.withoutForcing = reader.number("kg_per_pkm_without_rf", in: 0...10)
        self.upliftIncluded = reader.number("distance_uplift_included", in: 1...2)
        self.forcingMultiplier = reader.number("rf_multiplier_on_co2", in: 1...5)
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
