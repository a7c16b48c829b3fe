import Primitives

/// A flat sum per trip between airport and dwelling.
package struct TerminalExpenseRow: ReferenceRow {
    package enum Traveller: String, Sendable, Codable { case main, family }

    package static let table = TableName.terminalExpenses
    package static let columns = [
        "place", "traveller", "vehicle_provided", "amount", "currency", "valid_from", "valid_to", "source",
    ]
    /// Place of the row that holds everywhere else.
    package static let everywhere = "*"

    package let place: String
    package let traveller: Traveller
    package let vehicleProvided: Bool
    package let amount: Money
    package let validity: Validity
    package let source: String

    package var key: String {
        Self.key(place: self.place, traveller: self.traveller, vehicleProvided: self.vehicleProvided)
    }
    package var basis: Basis { .published }

    package static func key(place: String, traveller: Traveller, vehicleProvided: Bool) -> String {
        "\(place):\(traveller.rawValue):\(vehicleProvided ? 1 : 0)"
    }

    package init(_ reader: inout RowReader) {
        self.place = reader.text("place")
        self.traveller = reader.choice("traveller", else: Traveller.main)
        self.vehicleProvided = reader.flag("vehicle_provided")
        let currency = reader.currency("currency")
        self.amount = reader.money("amount", in: currency)
        self.validity = reader.validity()
        self.source = reader.text("source")
    }
}
