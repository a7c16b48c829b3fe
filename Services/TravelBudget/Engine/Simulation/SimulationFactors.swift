import Foundation
import Primitives

/// The sources of uncertainty that several lines share, one standard normal per draw each.
struct SimulationFactors: Sendable {
    let venue: [Double]
    let rate: [Double]
    private let levelNormals: [Double]
    let origins: [Country: [Double]]
    let attendance: [Country: [Double]]
    /// By line code.
    private let prices: [String: [Double]]
    /// Multipliers with mean 1 of published rates (no section) and of planning prices (by section).
    let multipliers: [Multiplier: [Double]]

    /// Names one array of multipliers.
    struct Multiplier: Hashable {
        let section: String?
        let sigma: Double
    }

    private let exchange: [(currency: Currency, normals: [Double])]
    /// Multiplier of the model's level, with mean 1.
    let level: [Double]
    /// Multiplier of each currency that moves, with mean 1.
    let exchangeMultipliers: [Currency: [Double]]

    init(_ model: SimulationModel) {
        let rules = model.rules
        func normals(_ stream: String) -> [Double] {
            var generator = SeededGenerator(seed: rules.seed, stream: stream)
            return (0..<rules.draws).map { _ in Normal.quantile(generator.openUnit()) }
        }
        func multipliers(_ normals: [Double], _ deviation: Double) -> [Double] {
            normals.map { exp(deviation * $0 - deviation * deviation / 2) }
        }
        self.venue = normals("venue-fares")
        self.rate = normals("rates")
        self.levelNormals = normals("fare-level")
        self.level = multipliers(self.levelNormals, rules.levelDeviation)
        var origins: [Country: [Double]] = [:]
        var attendance: [Country: [Double]] = [:]
        for country in Set(model.travellers.map(\.origin)) {
            origins[country] = normals("origin-fares/\(country)")
            attendance[country] = normals("attendance/\(country)")
        }
        self.origins = origins
        self.attendance = attendance
        let lines = model.travellers.flatMap(\.lines) + model.eventLines
        var prices: [String: [Double]] = [:]
        for line in lines {
            if case .price = line.spread, prices[line.section] == nil {
                prices[line.section] = normals("price/\(line.section)")
            }
        }
        self.prices = prices
        var shared: [Multiplier: [Double]] = [:]
        for line in lines {
            switch line.spread {
            case .rate(let sigma):
                let key = Multiplier(section: nil, sigma: sigma)
                if shared[key] == nil { shared[key] = multipliers(self.rate, sigma) }
            case .price(let sigma):
                let key = Multiplier(section: line.section, sigma: sigma)
                if shared[key] == nil { shared[key] = multipliers(prices[line.section] ?? [], sigma) }
            case .certain, .fare: break
            }
        }
        self.multipliers = shared
        let paid = Set(lines.map(\.currency))
        var exchange: [(Currency, [Double])] = []
        var exchangeMultipliers: [Currency: [Double]] = [:]
        for shock in Self.shocks(rules, reporting: model.reporting) where paid.contains(shock.currency) {
            let draws = normals("exchange/\(shock.currency)")
            exchange.append((shock.currency, draws))
            exchangeMultipliers[shock.currency] = multipliers(draws, shock.logDeviation)
        }
        self.exchange = exchange
        self.exchangeMultipliers = exchangeMultipliers
    }

    /// The table's shocks are against the US dollar. With another reporting currency the dollar itself moves by that
    /// currency's shock, and other currencies by both, as if they were independent.
    private static func shocks(_ rules: SimulationRules, reporting: Currency) -> [SimulationRules.Shock] {
        guard reporting != .usd else { return rules.shocks.filter { $0.currency != .usd } }
        let own = rules.shocks.first { $0.currency == reporting }?.logDeviation ?? 0
        let others = rules.shocks.filter { $0.currency != reporting && $0.currency != .usd }.map {
            SimulationRules.Shock(
                currency: $0.currency, logDeviation: ($0.logDeviation * $0.logDeviation + own * own).squareRoot())
        }
        return others + (own > 0 ? [SimulationRules.Shock(currency: .usd, logDeviation: own)] : [])
    }

    /// Each source by name, in a stable order, for the search of the main drivers.
    func named(hasLevel: Bool, hasFares: Bool, hasRates: Bool) -> [(name: String, normals: [Double])] {
        var all: [(String, [Double])] = []
        if hasLevel { all.append(("fare-level", self.levelNormals)) }
        if hasFares {
            all.append(("venue-fares", self.venue))
            for country in self.origins.keys.sorted() {
                all.append(("origin-fares:\(country)", self.origins[country] ?? []))
            }
        }
        if hasRates { all.append(("rates", self.rate)) }
        for line in self.prices.keys.sorted() { all.append(("price:\(line)", self.prices[line] ?? [])) }
        for entry in self.exchange { all.append(("exchange:\(entry.currency)", entry.normals)) }
        return all
    }
}
