import Primitives

/// Turns the draws into figures.
struct SimulationSummary {
    let model: SimulationModel
    let factors: SimulationFactors
    let totals: SectionTotals
    let attendance: [Double]

    /// How many drivers are reported.
    private static let maximumDrivers = 12

    func result(approved: Money?) throws(Refusal) -> SimulationResult {
        let total = self.totals.total
        let sorted = total.sorted()
        let distribution = try self.distribution(sorted, mean: Self.mean(total))
        var sections: [SimulationResult.Section] = []
        for (name, values) in zip(self.totals.sections, self.totals.values) {
            sections.append(
                SimulationResult.Section(
                    section: name, cost: try self.distribution(values.sorted(), mean: Self.mean(values))))
        }
        let rules = self.model.rules
        let reserve = Self.percentile(sorted, rules.contingencyPercentile) - Self.percentile(sorted, 0.5)
        let people = Self.mean(self.attendance)
        let crowd = self.attendance.sorted()
        var chance: Double?
        if let approved {
            guard approved.currency == self.model.reporting else {
                throw Refusal(.unknownCurrency, approved.currency.code)
            }
            let limit = Double(approved.minorUnits)
            chance = Double(total.count { $0 > limit }) / Double(total.count)
        }
        return SimulationResult(
            rules: rules, total: distribution, sections: sections,
            attendance: SimulationResult.Attendance(
                invited: self.model.travellers.count, mean: people, p05: Int(Self.percentile(crowd, 0.05)),
                p50: Int(Self.percentile(crowd, 0.5)), p95: Int(Self.percentile(crowd, 0.95))),
            costPerPersonAttending: people > 0 ? try self.money(Self.mean(total) / people) : nil,
            contingency: try self.money(max(0, reserve)), chanceOfExceeding: chance,
            drivers: try self.drivers(total))
    }

    private func money(_ minorUnits: Double) throws(Refusal) -> Money {
        guard let money = Money(approximateMinorUnits: minorUnits, currency: self.model.reporting) else {
            throw Refusal(.amountTooLarge, "simulation")
        }
        return money
    }

    private func distribution(_ sorted: [Double], mean: Double) throws(Refusal) -> CostDistribution {
        CostDistribution(
            mean: try self.money(mean), p10: try self.money(Self.percentile(sorted, 0.1)),
            p50: try self.money(Self.percentile(sorted, 0.5)), p80: try self.money(Self.percentile(sorted, 0.8)),
            p90: try self.money(Self.percentile(sorted, 0.9)), p95: try self.money(Self.percentile(sorted, 0.95)))
    }

    /// Smallest value that is not exceeded in a share `p` of the draws (inverse of the empirical distribution).
    static func percentile(_ sorted: [Double], _ p: Double) -> Double {
        let rank = Int((p * Double(sorted.count)).rounded(.up))
        return sorted[min(sorted.count - 1, max(0, rank - 1))]
    }

    static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    private func drivers(_ total: [Double]) throws(Refusal) -> [SimulationResult.Driver] {
        let lines = self.model.travellers.flatMap(\.lines) + self.model.eventLines
        var hasFares = false
        var hasLevel = false
        var hasRates = false
        for line in lines {
            switch line.spread {
            case .fare(_, let isModel):
                hasFares = true
                hasLevel = hasLevel || (isModel && self.model.rules.levelDeviation > 0)
            case .rate: hasRates = true
            case .certain, .price: break
            }
        }
        // A tenth of a standard normal lies beyond each end; attendance has its own distribution.
        var sources = self.factors.named(hasLevel: hasLevel, hasFares: hasFares, hasRates: hasRates)
            .map { (name: $0.name, values: $0.normals, low: -Normal.ninetieth, high: Normal.ninetieth) }
        if !self.model.travellers.isEmpty {
            let crowd = self.attendance.sorted()
            sources.append(
                ("attendance", self.attendance, Self.percentile(crowd, 0.1), Self.percentile(crowd, 0.9)))
        }
        var drivers: [SimulationResult.Driver] = []
        let mean = Self.mean(total)
        for source in sources where source.low < source.high {
            drivers.append(
                SimulationResult.Driver(
                    name: source.name, varianceShare: Self.squaredCorrelation(source.values, total, meanTotal: mean),
                    totalWhenLow: try self.money(Self.mean(total, where: source.values) { $0 <= source.low }),
                    totalWhenHigh: try self.money(Self.mean(total, where: source.values) { $0 >= source.high })))
        }
        drivers.sort { ($0.varianceShare, $1.name) > ($1.varianceShare, $0.name) }
        return Array(drivers.prefix(Self.maximumDrivers))
    }

    private static func mean(
        _ total: [Double], where source: [Double], _ condition: (Double) -> Bool
    ) -> Double {
        var sum = 0.0
        var count = 0
        for index in total.indices where condition(source[index]) {
            sum += total[index]
            count += 1
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    private static func squaredCorrelation(_ source: [Double], _ total: [Double], meanTotal: Double) -> Double {
        let mean = Self.mean(source)
        var covariance = 0.0
        var variance = 0.0
        var totalVariance = 0.0
        for index in source.indices {
            let left = source[index] - mean
            let right = total[index] - meanTotal
            covariance += left * right
            variance += left * left
            totalVariance += right * right
        }
        guard variance > 0, totalVariance > 0 else { return 0 }
        return covariance * covariance / (variance * totalVariance)
    }
}
