import Testing
import TravelBudgetEngine

@Suite("great-circle distance")
struct DistanceTests {
    @Test("known values: a quarter and half of a great circle, a degree, the date line")
    func closedForms() {
        let radius = Coordinate.earthRadius
        let origin = Coordinate(latitude: 0, longitude: 0)
        #expect(abs(origin.kilometres(to: Coordinate(latitude: 90, longitude: 12)) - radius * .pi / 2) < 1e-6)
        #expect(abs(origin.kilometres(to: Coordinate(latitude: 0, longitude: 180)) - radius * .pi) < 1e-6)
        let east = Coordinate(latitude: -17, longitude: 179.5)
        let west = Coordinate(latitude: -17, longitude: -179.5)
        let across = east.kilometres(to: west)
        #expect(abs(across - 106.34) < 0.1)
        #expect(across == west.kilometres(to: east))
        #expect(origin.kilometres(to: origin) == 0)
    }

    @Test("within half a percent of WGS-84 geodesics of the calibration file")
    func calibration() throws {
        let tables = try Shipped.tables()
        func position(_ code: String) throws -> Coordinate {
            try #require(tables.airports.row(code, on: try date("2026-11-23"))).row.position
        }
        // IAD and JFK are not in the tables; ABV-IAD is 8,933.5 and the position of IAD is public.
        let dulles = Coordinate(latitude: 38.9445, longitude: -77.4558)
        let kilometres = try position("ABV").kilometres(to: dulles)
        #expect(abs(kilometres / 8933.5 - 1) < 0.005)
        let addis = try position("ADD").kilometres(to: dulles)
        #expect(abs(addis / 11576.5 - 1) < 0.005)
    }
}
