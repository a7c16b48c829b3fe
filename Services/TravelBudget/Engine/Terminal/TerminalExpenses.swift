import Primitives

/// Terminal expenses: a flat sum for each trip between airport or station and dwelling (section 1.3).
package struct TerminalExpenses: Sendable {
    /// A place of the journey where the traveller leaves or reaches an airport or station.
    package struct Point: Hashable, Sendable {
        package enum Kind: Sendable { case home, destination, stop }

        package let place: String
        package let kind: Kind
        /// Hours at the place; matters for stops only.
        package let hours: Double
        package let isPersonal: Bool
        package let byOwnCar: Bool
        package let vehicleProvided: Bool

        package init(
            place: String, kind: Kind, hours: Double = 24, isPersonal: Bool = false, byOwnCar: Bool = false,
            vehicleProvided: Bool = false
        ) {
            self.place = place
            self.kind = kind
            self.hours = hours
            self.isPersonal = isPersonal
            self.byOwnCar = byOwnCar
            self.vehicleProvided = vehicleProvided
        }
    }

    /// Trips at one place with the rate that applies.
    package struct Line: Hashable, Sendable, Codable {
        package let place: String
        package let trips: Int
        package let vehicleProvided: Bool
        package let rate: Money
        package let provenance: Provenance

        package var amount: Money {
            Money(minorUnits: self.rate.minorUnits * Int64(self.trips), currency: self.rate.currency)
        }
    }

    private let table: ReferenceTable<TerminalExpenseRow>
    private let date: LocalDate
    /// A stop shorter than this gives nothing, neither on arrival nor on departure.
    private let minimumStopHours: Double

    package init(_ table: ReferenceTable<TerminalExpenseRow>, on date: LocalDate, minimumStopHours: Double) {
        self.table = table
        self.date = date
        self.minimumStopHours = minimumStopHours
    }

    /// The rate of the place, else of all places.
    package func rate(
        _ place: String, traveller: TerminalExpenseRow.Traveller, vehicleProvided: Bool
    ) throws(Refusal) -> SourcedRow<TerminalExpenseRow> {
        for name in [place, TerminalExpenseRow.everywhere] {
            let key = TerminalExpenseRow.key(place: name, traveller: traveller, vehicleProvided: vehicleProvided)
            if let row = self.table.row(key, on: self.date) { return row }
        }
        throw Refusal(.noRate, place)
    }

    /// Lines of a return journey whose first and last point is home: one trip at each of these, two at each place
    /// between, none where a rule gives none. A return journey to one place has four.
    package func lines(
        _ points: [Point], traveller: TerminalExpenseRow.Traveller = .main
    ) throws(Refusal) -> [Line] {
        guard points.count >= 2 else { throw Refusal(.tooFewPoints, "journey") }
        var lines: [Line] = []
        for (index, point) in points.enumerated() {
            guard !point.place.isEmpty else { throw Refusal(.stayWithoutPlace, "journey") }
            if point.byOwnCar || point.isPersonal { continue }
            if point.kind == .stop, point.hours < self.minimumStopHours { continue }
            let trips = index == 0 || index == points.count - 1 ? 1 : 2
            let row = try self.rate(point.place, traveller: traveller, vehicleProvided: point.vehicleProvided)
            lines.append(
                Line(
                    place: point.place, trips: trips, vehicleProvided: point.vehicleProvided, rate: row.row.amount,
                    provenance: row.provenance))
        }
        return lines
    }
}
