import Foundation
import Primitives
import Testing
import TravelBudgetEngine

@Suite("estimate of a traveller")
struct EstimatorTests {
    private func estimator(_ venue: String, tables: ReferenceTables? = nil) throws -> Estimator {
        try Estimator(tables: try tables ?? Shipped.tables(), plan: try Shipped.plan(venue), reporting: .usd)
    }

    private func traveller(_ code: String, evidence: [FareEvidence] = []) throws -> Traveller {
        Traveller(id: "P-1", origin: try country(code), passport: try country(code), evidence: evidence)
    }

    @Test("lines of a journey to Vienna, by hand")
    func vienna() throws {
        let estimate = try self.estimator("vienna").estimate(try self.traveller("UGA"))
        let amounts = Dictionary(
            uniqueKeysWithValues: estimate.lines.compactMap { line in line.amount.map { (line.code, $0.amount) } })
        #expect(amounts["terminal"] == "188.00")
        // Four days and one before: five nights at 507.
        #expect(estimate.nights == 5)
        #expect(amounts["subsistence"] == "2535.00")
        // EUR 90 at 1.1172.
        #expect(amounts["visa-fee"] == "100.55")
        #expect(amounts["insurance"] == "45.00")
        let kilometres = try #require(estimate.fare).kilometres
        let mean = 2 * exp(3.590 + 0.314 * log(kilometres) + 0.430 + 0.10125)
        #expect(amounts["fare"] == String(format: "%.2f", mean))
        let sum = estimate.lines.compactMap(\.amount).reduce(Money.zero(.usd), +)
        #expect(estimate.mean == sum)
        #expect(estimate.low.minorUnits < sum.minorUnits && sum.minorUnits < estimate.high.minorUnits)
        #expect(estimate.missing.isEmpty)
        for line in estimate.lines where line.amount != nil {
            #expect(!line.provenance.isEmpty, "\(line.code) says where it comes from")
        }
    }

    @Test("no data is no data: the way to a consulate abroad is named, not 0")
    func missing() throws {
        let estimate = try self.estimator("vienna").estimate(try self.traveller("AFG"))
        #expect(estimate.missing == ["visa-trip"])
        #expect(estimate.lines.first { $0.code == "visa-trip" }?.amount == nil)
    }

    @Test("surface gateways: Palestine by Amman, Ukraine by Warsaw; at Amman there is nothing to fly")
    func gateways() throws {
        let vienna = try self.estimator("vienna")
        let palestine = try vienna.estimate(try self.traveller("PSE"))
        #expect(palestine.airport == "AMM")
        #expect(palestine.needsStaffCheck)
        #expect(palestine.lines.first { $0.code == "surface-leg" }?.amount?.amount == "150.00")
        let amman = try self.estimator("amman").estimate(try self.traveller("PSE"))
        #expect(amman.fare == nil)
        #expect(amman.lines.first { $0.code == "surface-leg" }?.amount?.amount == "150.00")
        #expect(!amman.lines.contains { $0.code == "fare" || $0.code == "terminal" })
        #expect(amman.carbon == nil)
        let local = try self.estimator("amman").estimate(try self.traveller("JOR"))
        #expect(local.visa.visaClass == .own)
    }

    @Test("very long journeys arrive a day earlier")
    func restNight() throws {
        let near = try self.estimator("vienna").estimate(try self.traveller("UGA"))
        let far = try self.estimator("vienna").estimate(try self.traveller("WSM"))
        #expect(far.nights == near.nights + 1)
    }

    @Test("a bought ticket replaces the model and removes its spread")
    func ticket() throws {
        let ticket = FareEvidence(kind: .ticket, amount: try money("640.00", "EUR"), date: try date("2026-11-01"))
        let estimate = try self.estimator("vienna").estimate(try self.traveller("UGA", evidence: [ticket]))
        let fare = try #require(estimate.lines.first { $0.code == "fare" })
        #expect(fare.amount?.amount == "715.01")
        #expect(fare.low == fare.amount && fare.high == fare.amount)
        #expect(fare.basis == .actual)
    }

    @Test("origin costs: all 29 countries at all 13 venues have a figure", .timeLimit(.minutes(1)))
    func originCosts() throws {
        let tables = try Shipped.tables()
        for venue in tables.venues.rows.map(\.row.venue) {
            let costs = try self.estimator(venue, tables: tables).originCosts()
            #expect(costs.count == 29)
            #expect(costs.map(\.country) == costs.map(\.country).sorted())
            for cost in costs {
                let amount = try #require(cost.cost, "\(venue) \(cost.country) \(String(describing: cost.refusal))")
                #expect(amount.minorUnits > 1_000_00 && amount.minorUnits < 15_000_00)
            }
        }
    }

    @Test("an origin without a row has a reason, not a figure")
    func unknown() throws {
        let estimator = try self.estimator("vienna")
        #expect(throws: Refusal(.unknownOrigin, "FRA")) { try estimator.estimate(try self.traveller("FRA")) }
        #expect(throws: Refusal(.unknownVenue, "atlantis")) { try self.estimator("atlantis") }
        #expect(throws: Refusal(.datesReversed, "vienna")) {
            try Estimator(
                tables: try Shipped.tables(), plan: try Shipped.plan("vienna", last: "2027-05-09"), reporting: .usd)
        }
        #expect(throws: Refusal(.missingSetting, Setting.arriveDaysBefore.rawValue)) {
            try Estimator(
                tables: try Shipped.tables(), plan: try Shipped.plan("vienna", pricedOn: "2026-10-01"),
                reporting: .usd)
        }
    }

    @Test("carbon: distance times factor, uplift and forcing applied once")
    func carbon() throws {
        let estimate = try self.estimator("geneva").estimate(try self.traveller("UGA"))
        let carbon = try #require(estimate.carbon)
        let kilometres = try #require(estimate.fare).kilometres
        #expect(abs(carbon.airWithForcing - 2 * kilometres * 0.10916) < 1e-9)
        #expect(abs(carbon.airWithoutForcing - 2 * kilometres * 0.06449) < 1e-9)
        #expect(carbon.hotel.map { abs($0 - 5 * 6.6) < 1e-9 } == true)
        // No factor is published for Austria.
        #expect(try self.estimator("vienna").estimate(try self.traveller("UGA")).carbon?.hotel == nil)
    }

    @Test("lodging and meals that the organiser provides are deducted, not paid twice")
    func provided() throws {
        let days = try (0..<5).map { offset in
            Provision(
                date: try date("2027-05-09").adding(days: offset), items: [.lodging, .breakfast, .lunch, .dinner])
        }
        let plan = EventPlan(
            venue: "vienna", firstDay: try date("2027-05-10"), lastDay: try date("2027-05-13"),
            pricedOn: try date("2026-11-23"), provisions: days)
        let estimate = try Estimator(tables: try Shipped.tables(), plan: plan, reporting: .usd)
            .estimate(try self.traveller("UGA"))
        // 20 % on four nights; after the last one no breakfast is provided, so 25 % there.
        let expected = 4 * 101_40 + 126_75
        #expect(estimate.subsistence.totals.first?.minorUnits == Int64(expected))
    }
}
