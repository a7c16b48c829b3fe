import Foundation
import Primitives
import Testing
import TravelBudgetEngine

@Suite("visa feasibility (handbook 3.3 to 3.5)")
struct VisaModelTests {
    private func model() throws -> VisaModel {
        let tables = try Shipped.tables()
        let day = try date("2026-11-23")
        return VisaModel(tables, settings: try Settings(tables.settings, on: day), on: day)
    }

    private func outlook(_ passport: String, _ destination: String, days: Int = 120) throws -> VisaOutlook {
        let departure = try date("2027-05-09")
        return try self.model().outlook(
            passport: try country(passport), residence: try country(passport),
            destination: try country(destination), invitation: departure.adding(days: -days), departure: departure)
    }

    @Test("refusal rates are shrunk towards the prior with weight 200")
    func shrinkage() throws {
        let bangladesh = try self.outlook("BGD", "AUT")
        #expect(abs(bangladesh.refusal - (20_957 + 200 * 0.1475) / (17_213 + 20_957 + 200)) < 1e-12)
        #expect(bangladesh.refusalBasis == .published)
        #expect(bangladesh.decidedCount == 38_170)
        // One refusal in 123 cases is not taken at face value.
        let liberia = try self.outlook("LBR", "AUT")
        #expect(abs(liberia.refusal - (1 + 29.5) / 323) < 1e-12)
        // No counts: the prior alone, and marked.
        let afghanistan = try self.outlook("AFG", "AUT")
        #expect(abs(afghanistan.refusal - 0.1475) < 1e-12)
        #expect(afghanistan.refusalBasis == .judgement)
        #expect(afghanistan.decidedCount == nil)
    }

    @Test("own country and visa-free need nothing; no row is not a class")
    func classes() throws {
        #expect(try self.outlook("JOR", "JOR").unable == 0)
        #expect(try self.outlook("JOR", "JOR").visaClass == .own)
        #expect(try self.outlook("UKR", "AUT").unable == 0)
        #expect(try self.outlook("UKR", "AUT").latestSafeInvitation == nil)
        let unknown = try self.outlook("FRA", "KEN")
        #expect(unknown.isUnknown)
        #expect(unknown.unable > 0)
    }

    @Test("lateness: one wait is exact, two are matched, less time is never better")
    func lateness() throws {
        let wait = try #require(WaitingTime(median: 15, ninetiethPercentile: 45))
        #expect(abs(WaitingTime.chance([wait], last: 15) - 0.5) < 1e-12)
        #expect(abs(WaitingTime.chance([wait], last: 45) - 0.1) < 1e-9)
        #expect(abs(WaitingTime.ninetiethPercentile([wait]) - 45) < 1e-9)
        #expect(WaitingTime.chance([], last: 0) == 0)
        #expect(WaitingTime(median: 10, ninetiethPercentile: 9) == nil)
        let kenya = try self.outlook("BGD", "KEN", days: 17)
        #expect(kenya.visaClass == .electronicAuthorisation)
        #expect(abs(kenya.late - 0.5) < 1e-12)
        var last = 1.1
        for days in stride(from: 15, through: 200, by: 5) {
            let unable = try self.outlook("BGD", "AUT", days: days).unable
            #expect(unable <= last)
            last = unable
        }
    }

    @Test("unable = 1 - (1 - refused)(1 - late)(1 - transit)")
    func combined() throws {
        let departure = try date("2027-05-09")
        let outlook = try self.model().outlook(
            passport: try country("NGA"), residence: try country("NGA"), destination: try country("CHE"),
            invitation: departure.adding(days: -60), departure: departure, transit: 0.1)
        #expect(abs(outlook.unable - (1 - (1 - outlook.refusal) * (1 - outlook.late) * 0.9)) < 1e-12)
    }
}
