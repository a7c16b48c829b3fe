import Primitives
import Testing
import TravelBudgetEngine

@Suite("venue comparison (handbook 9)")
struct ComparisonTests {
    private func outcome(_ venue: String) throws -> VenueOutcome {
        let estimator = try Estimator(
            tables: try Shipped.tables(), plan: try Shipped.plan(venue), reporting: .usd)
        let assessment = try VenueAssessment(estimator, travellers: Cohort.sixty)
        return assessment.outcome(try assessment.simulate(seed: 42, draws: 5000))
    }

    @Test("Nairobi against Vienna: visas, people, cost and carbon side by side")
    func nairobiVienna() throws {
        let vienna = try self.outcome("vienna")
        let nairobi = try self.outcome("nairobi")
        // 23 of the 29 passports need a consulate for Vienna, and none for Nairobi.
        #expect(vienna.consularVisas > 45)
        #expect(nairobi.consularVisas == 0)
        #expect(vienna.countriesAtRisk.contains { $0.country.code == "BGD" })
        #expect(nairobi.countriesAtRisk.isEmpty)
        #expect(vienna.countriesAtRisk.first?.country.code == "BGD")
        #expect(nairobi.expectedAttendance > vienna.expectedAttendance + 5)
        #expect(abs(vienna.simulation.attendance.mean - vienna.expectedAttendance) < 0.5)
        #expect(vienna.carbonWithForcing > vienna.carbonWithoutForcing)
        #expect(nairobi.attendanceByRegion.map(\.region) == ["Africa", "Americas", "Asia", "Europe", "Oceania"])
        #expect(nairobi.attendanceByRegion.reduce(0) { $0 + $1.invited } == 60)
        let comparison = VenueComparison(outcomes: [vienna, nairobi], tieMargin: 0.02)
        #expect(comparison.nonDominated.contains("nairobi"))
    }

    @Test("a venue compared with itself is a tie and beats nobody")
    func tie() throws {
        let first = try self.outcome("kigali")
        let comparison = VenueComparison(outcomes: [first, first], tieMargin: 0.02)
        #expect(comparison.ties.count == 1)
        #expect(comparison.nonDominated == ["kigali", "kigali"])
    }
}
