import Primitives

/// One uncertain amount of a simulation, in minor units of the reporting currency.
package struct SimulatedLine: Hashable, Sendable, Codable {
    /// Section of the budget it is reported under.
    package let section: String
    package let mean: Double
    package let spread: EstimateLine.Spread
    /// Currency it will be paid in; its rate moves unless it is the reporting currency.
    package let currency: Currency
    /// Share of the cost that stays when the traveller does not come.
    package let lostShare: Double

    package init(
        section: String, mean: Double, spread: EstimateLine.Spread, currency: Currency, lostShare: Double = 0
    ) {
        self.section = section
        self.mean = mean
        self.spread = spread
        self.currency = currency
        self.lostShare = lostShare
    }
}

/// One invited person of a simulation.
package struct SimulatedTraveller: Hashable, Sendable, Codable {
    package let id: String
    package let origin: Country
    /// Probability of not coming.
    package let absent: Double
    package let lines: [SimulatedLine]

    package init(id: String, origin: Country, absent: Double, lines: [SimulatedLine]) {
        self.id = id
        self.origin = origin
        self.absent = absent
        self.lines = lines
    }

    /// - Parameter otherAbsence: probability of illness and the like, on top of visa and transit.
    package init(_ estimate: TravellerEstimate, otherAbsence: Double) {
        self.init(
            id: estimate.id, origin: estimate.origin,
            absent: 1 - (1 - estimate.visa.unable) * (1 - otherAbsence),
            lines: estimate.lines.compactMap { line in
                guard let amount = line.amount else { return nil }
                return SimulatedLine(
                    section: line.code, mean: Double(amount.minorUnits), spread: line.spread,
                    currency: line.unitPrice?.currency ?? amount.currency, lostShare: line.lostShare)
            })
    }
}

/// What is simulated and how.
package struct SimulationModel: Sendable {
    package let travellers: [SimulatedTraveller]
    /// Costs that do not depend on who comes.
    package let eventLines: [SimulatedLine]
    package let reporting: Currency
    package let rules: SimulationRules

    package init(
        travellers: [SimulatedTraveller], eventLines: [SimulatedLine] = [], reporting: Currency,
        rules: SimulationRules
    ) {
        self.travellers = travellers
        self.eventLines = eventLines
        self.reporting = reporting
        self.rules = rules
    }
}

/// The parameters of a simulation; all of them are stored with the run.
package struct SimulationRules: Hashable, Sendable, Codable {
    package let draws: Int
    package let seed: UInt64
    /// Share of a fare's log variance that all fares of the event have in common.
    package let venueShare: Double
    /// Share that fares from one country have in common.
    package let originShare: Double
    /// Standard deviation of the model's level, in logs; shared by all fares that come from the model.
    package let levelDeviation: Double
    /// Correlation of the attendance of people from one country (Gaussian copula).
    package let attendanceCorrelation: Double
    /// Log standard deviation of each currency over the time until payment.
    package let shocks: [Shock]
    /// Percentile whose distance from the median is the contingency.
    package let contingencyPercentile: Double

    package struct Shock: Hashable, Sendable, Codable {
        package let currency: Currency
        package let logDeviation: Double

        package init(currency: Currency, logDeviation: Double) {
            self.currency = currency
            self.logDeviation = logDeviation
        }
    }

    package init(
        draws: Int, seed: UInt64, venueShare: Double, originShare: Double, levelDeviation: Double,
        attendanceCorrelation: Double, shocks: [Shock], contingencyPercentile: Double
    ) {
        self.draws = draws
        self.seed = seed
        self.venueShare = venueShare
        self.originShare = originShare
        self.levelDeviation = levelDeviation
        self.attendanceCorrelation = attendanceCorrelation
        self.shocks = shocks
        self.contingencyPercentile = contingencyPercentile
    }

    /// The rules of the settings; currency shocks grow with the square root of the time until the event, one year
    /// at most.
    package init(_ estimator: Estimator, seed: UInt64, draws: Int? = nil) {
        let settings = estimator.settings
        let days = max(0, estimator.plan.firstDay.daysSince1970 - estimator.plan.pricedOn.daysSince1970)
        let growth = min(1, Double(days) / 365).squareRoot()
        self.init(
            draws: draws ?? settings.integer(.draws), seed: seed, venueShare: settings.number(.venueShare),
            originShare: settings.number(.originShare), levelDeviation: settings.number(.fareLevelDeviation),
            attendanceCorrelation: settings.number(.attendanceCorrelation),
            shocks: estimator.tables.currencyShocks.rows(on: estimator.plan.pricedOn).map {
                Shock(currency: $0.row.currency, logDeviation: $0.row.logDeviation * growth)
            },
            contingencyPercentile: settings.number(.contingencyPercentile))
    }
}
