import Primitives
import Testing
import TravelBudgetEngine

@Suite("terminal expenses (handbook 1.3)")
struct TerminalExpensesTests {
    private func lines(_ points: [TerminalExpenses.Point]) throws -> [TerminalExpenses.Line] {
        let tables = try Shipped.tables()
        return try TerminalExpenses(tables.terminalExpenses, on: try date("2026-11-23"), minimumStopHours: 6)
            .lines(points)
    }

    private func home(byOwnCar: Bool = false) -> TerminalExpenses.Point {
        TerminalExpenses.Point(place: "Kampala", kind: .home, byOwnCar: byOwnCar)
    }

    @Test("a return journey has four trips of 47")
    func four() throws {
        let lines = try self.lines([self.home(), .init(place: "Vienna", kind: .destination), self.home()])
        #expect(lines.reduce(0) { $0 + $1.trips } == 4)
        #expect(lines.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == 188_00)
    }

    @Test("place rate, vehicle provided, short and personal stops, own car")
    func rules() throws {
        let york = try self.lines([self.home(), .init(place: "New York", kind: .destination), self.home()])
        #expect(york.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == (47 * 2 + 78 * 2) * 100)
        let driven = try self.lines([
            self.home(), .init(place: "Vienna", kind: .destination, vehicleProvided: true), self.home(),
        ])
        #expect(driven.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == (47 * 2 + 14 * 2) * 100)
        let stops = try self.lines([
            self.home(byOwnCar: true), .init(place: "Doha", kind: .stop, hours: 5.9),
            .init(place: "Istanbul", kind: .stop, hours: 6),
            .init(place: "Vienna", kind: .destination), .init(place: "Graz", kind: .stop, hours: 48, isPersonal: true),
            self.home(),
        ])
        #expect(stops.map(\.place) == ["Istanbul", "Vienna", "Kampala"])
        #expect(stops.map(\.trips) == [2, 2, 1])
        #expect(throws: Refusal(.tooFewPoints, "journey")) { try self.lines([self.home()]) }
    }
}
