import Foundation
import Primitives
import Testing
import TravelBudgetEngine

@Suite("fare model (handbook 2.2, 2.3)")
struct FareModelTests {
    private let day = LocalDate(daysSince1970: 20_780)

    private func model(_ change: (Settings) -> Settings? = { $0 }) throws -> FareModel {
        let tables = try Shipped.tables()
        let settings = try #require(change(try Settings(tables.settings, on: self.day)))
        return try FareModel(tables, settings: settings, on: self.day)
    }

    private func query(
        _ degrees: Double, from: String = "Europe", to: String = "Europe", daysBefore: Int = 45,
        isReturn: Bool = true, learning: FareLearning = FareLearning()
    ) -> FareModel.Query {
        FareModel.Query(
            from: Coordinate(latitude: 0, longitude: 0), to: Coordinate(latitude: 0, longitude: degrees),
            fromRegion: from, toRegion: to, daysBefore: daysBefore, isReturn: isReturn, learning: learning)
    }

    @Test("by hand: 5,000 km inside Europe")
    func byHand() throws {
        let degrees = 5000 / (Coordinate.earthRadius * .pi / 180)
        let fare = try self.model().estimate(self.query(degrees))
        // ln 2 + 3.590 + 0.314 ln 5000 = 6.95754; median 1,051.04; mean x exp(0.10125).
        #expect(abs(fare.distribution.mu - 6.957538) < 1e-5)
        #expect(abs(fare.distribution.median - 1051.04) < 0.05)
        #expect(abs(fare.distribution.mean / fare.distribution.median - exp(0.10125)) < 1e-12)
        #expect(fare.distribution.sigma == 0.45)
        let range = fare.distribution.eightyPercentRange
        #expect(abs(range.lowerBound / fare.distribution.median - 0.5617) < 1e-3)
        #expect(abs(range.upperBound / fare.distribution.median - 1.7803) < 1e-3)
    }

    @Test("the dearer region of the two ends counts; a Pacific end costs x2.6")
    func regions() throws {
        let model = try self.model()
        let europe = try model.estimate(self.query(50))
        let pacific = try model.estimate(self.query(50, from: "Europe", to: "Pacific islands"))
        let back = try model.estimate(self.query(50, from: "Pacific islands", to: "Europe"))
        #expect(pacific.distribution == back.distribution)
        #expect(pacific.region == "Pacific islands")
        #expect(abs(pacific.distribution.median / europe.distribution.median - exp(0.958)) < 1e-9)
        let canada = try model.estimate(self.query(50, from: "Canada", to: "LatAm & Caribbean"))
        #expect(canada.region == "LatAm & Caribbean")
    }

    @Test("advance purchase, one way, extrapolation, unknown region")
    func modifiers() throws {
        let model = try self.model()
        let base = try model.estimate(self.query(50)).distribution.mu
        #expect(abs(try model.estimate(self.query(50, daysBefore: 21)).distribution.mu - base) < 1e-12)
        #expect(abs(try model.estimate(self.query(50, daysBefore: 20)).distribution.mu - base - log(1.25)) < 1e-12)
        #expect(abs(try model.estimate(self.query(50, daysBefore: 6)).distribution.mu - base - log(1.5)) < 1e-12)
        let oneWay = try model.estimate(self.query(50, isReturn: false))
        #expect(abs(oneWay.distribution.mu - base - log(0.5)) < 1e-12)
        #expect(oneWay.distribution.sigma == 0.55)
        #expect(try model.estimate(self.query(3)).distribution.sigma == 0.6)
        #expect(try model.estimate(self.query(150)).isExtrapolated)
        let unknown = try model.estimate(self.query(50, to: "Antarctica"))
        #expect(unknown.distribution.sigma == 0.6)
        #expect(throws: Refusal.self) { try model.estimate(self.query(50, from: "Nowhere", to: "Antarctica")) }
    }

    @Test("order of truth: ticket, valid quote, expired quote, own past ticket, model")
    func orderOfTruth() throws {
        let model = try self.model()
        let past = FareEvidence(kind: .past, amount: try money("900.00"), date: self.day.adding(days: -731))
        let expired = FareEvidence(
            kind: .quote, amount: try money("800.00"), date: self.day.adding(days: -40),
            validUntil: self.day.adding(days: -10))
        let valid = FareEvidence(
            kind: .quote, amount: try money("810.00"), date: self.day.adding(days: -50), validUntil: self.day)
        let ticket = FareEvidence(kind: .ticket, amount: try money("790.00"), date: self.day)
        var evidence: [FareEvidence] = []
        var seen: [(FareEstimate.Method, Double)] = []
        for next in [nil, past, expired, valid, ticket] {
            if let next { evidence.append(next) }
            let fare = try model.estimate(self.query(50), evidence: evidence.reversed(), on: self.day)
            seen.append((fare.method, fare.distribution.sigma))
        }
        #expect(seen.map(\.0) == [.model, .past, .expiredQuote, .quote, .ticket])
        #expect(seen.map(\.1) == [0.45, 0.25, 0.15, 0.05, 0])
        let inflated = try model.estimate(self.query(50), evidence: [past], on: self.day)
        #expect(abs(inflated.distribution.median - 900 * pow(1.03, 731 / 365.25)) < 1e-6)
    }

    @Test("learning moves mu by n / (n + 4) of the mean residual")
    func learning() throws {
        let model = try self.model()
        let base = try model.estimate(self.query(50)).distribution.mu
        let learning = FareLearning(
            origin: FareLearning.Residual(tickets: 4, mean: 0.2), all: FareLearning.Residual(tickets: 12, mean: -0.1))
        let taught = try model.estimate(self.query(50, learning: learning)).distribution.mu
        #expect(abs(taught - base - (0.1 - 0.075)) < 1e-12)
    }
}
