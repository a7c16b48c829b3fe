import Primitives
import Testing
import TravelBudgetDomain

@Suite("Travel budget: rules")
struct RulesTests {
    private func date(_ text: String) throws -> LocalDate { try #require(LocalDate(iso8601: text)) }

    @Test(arguments: [
        ("2027-05-10", "2027-05-13", []), ("2026-11-23", "2026-11-23", []),
        ("2026-11-22", "2026-11-23", ["firstDay in_the_past"]), ("2027-05-10", "2027-05-09", ["lastDay before_start"]),
        ("2027-05-10", "2027-07-09", ["lastDay too_long"]), ("2032-01-01", "2032-01-02", ["firstDay too_far"]),
        ("2026-01-01", "2025-12-31", ["firstDay in_the_past", "lastDay before_start"]),
    ])
    func datesOfAPlan(first: String, last: String, faults: [String]) throws {
        let found = PlanRule.faults(
            firstDay: try self.date(first), lastDay: try self.date(last), today: try self.date("2026-11-23"))
        #expect(found.map { "\($0.field) \($0.code)" } == faults)
    }

    @Test func nobodyDecidesAboutHerOwn() {
        #expect(!SecondPersonRule.allows(asked: "a", decides: "a"))
        #expect(SecondPersonRule.allows(asked: "a", decides: "b"))
        let loaded = SecondPersonRule.Hand(subject: "a", role: "finance")
        #expect(!SecondPersonRule.allowsTable(loaded: loaded, decides: .init(subject: "b", role: "finance")))
        #expect(!SecondPersonRule.allowsTable(loaded: loaded, decides: .init(subject: "a", role: "administrator")))
        #expect(SecondPersonRule.allowsTable(loaded: loaded, decides: .init(subject: "b", role: "administrator")))
    }

    @Test func aRevisionCoversWhatIsSpent() {
        let usd = { (cents: Int64) in Money(minorUnits: cents, currency: .usd) }
        let used = [(code: "fare", used: usd(500)), (code: "hotel", used: usd(100)), (code: "gone", used: usd(1))]
        #expect(
            SpendingCover.shortLines(used: used, planned: ["fare": usd(499), "hotel": usd(100)]) == ["fare", "gone"])
    }
}
