import Primitives

package enum SimulationTag {}
package typealias SimulationID = ID<SimulationTag>
package enum ComparisonTag {}
package typealias ComparisonID = ID<ComparisonTag>

/// Points of a simulated cost.
package struct CostForecast: Codable, Sendable, Equatable {
    package let mean: Money
    package let p10: Money
    package let p50: Money
    package let p80: Money
    package let p90: Money
    package let p95: Money

    package init(mean: Money, p10: Money, p50: Money, p80: Money, p90: Money, p95: Money) {
        self.mean = mean
        self.p10 = p10
        self.p50 = p50
        self.p80 = p80
        self.p90 = p90
        self.p95 = p95
    }
}

/// One section of a forecast.
package struct SectionForecast: Codable, Sendable, Equatable {
    package let section: String
    package let cost: CostForecast

    package init(section: String, cost: CostForecast) {
        self.section = section
        self.cost = cost
    }
}

/// A source of uncertainty.
package struct ForecastDriver: Codable, Sendable, Equatable {
    package let name: String
    /// Share of the total's variance that goes along with it.
    package let varianceShare: Double
    /// Mean total where it is lowest, and where it is highest.
    package let totalWhenLow: Money
    package let totalWhenHigh: Money

    package init(name: String, varianceShare: Double, totalWhenLow: Money, totalWhenHigh: Money) {
        self.name = name
        self.varianceShare = varianceShare
        self.totalWhenLow = totalWhenLow
        self.totalWhenHigh = totalWhenHigh
    }
}

/// How many will come.
package struct AttendanceForecast: Codable, Sendable, Equatable {
    package let invited: Int
    package let mean: Double
    package let p05: Int
    package let p50: Int
    package let p95: Int

    package init(invited: Int, mean: Double, p05: Int, p50: Int, p95: Int) {
        self.invited = invited
        self.mean = mean
        self.p05 = p05
        self.p50 = p50
        self.p95 = p95
    }
}

/// What a simulation found: a forecast, never posted to a ledger.
package struct Forecast: Codable, Sendable, Equatable {
    package let seed: Int
    package let draws: Int
    package let total: CostForecast
    package let sections: [SectionForecast]
    package let attendance: AttendanceForecast
    package let costPerPersonAttending: Money?
    package let contingency: Money
    /// Probability of costing more than was planned.
    package let chanceOfExceeding: Double?
    package let drivers: [ForecastDriver]

    package init(
        seed: Int, draws: Int, total: CostForecast, sections: [SectionForecast], attendance: AttendanceForecast,
        costPerPersonAttending: Money?, contingency: Money, chanceOfExceeding: Double?, drivers: [ForecastDriver]
    ) {
        self.seed = seed
        self.draws = draws
        self.total = total
        self.sections = sections
        self.attendance = attendance
        self.costPerPersonAttending = costPerPersonAttending
        self.contingency = contingency
        self.chanceOfExceeding = chanceOfExceeding
        self.drivers = drivers
    }
}

/// What is sent to simulate.
package struct SimulationInput: Codable, Sendable, Equatable {
    package let seed: Int
    package let draws: Int?

    package init(seed: Int = 1, draws: Int? = nil) {
        self.seed = seed
        self.draws = draws
    }
}

/// The answer to a request for a simulation.
package struct QueuedSimulation: Codable, Sendable, Equatable {
    package let simulationId: SimulationID
    package let jobId: JobID

    package init(simulationId: SimulationID, jobId: JobID) {
        self.simulationId = simulationId
        self.jobId = jobId
    }
}

/// A simulation with everything that decides it.
package struct SimulationRun: Codable, Sendable, Equatable {
    package let id: SimulationID
    package let budgetId: BudgetID
    package let number: Int
    package let state: EstimateState
    package let engine: String
    /// SHA-256 of the sealed inputs, hexadecimal.
    package let inputHash: String?
    package let forecast: Forecast?
    package let createdAt: Instant

    package init(
        id: SimulationID, budgetId: BudgetID, number: Int, state: EstimateState, engine: String, inputHash: String?,
        forecast: Forecast?, createdAt: Instant
    ) {
        self.id = id
        self.budgetId = budgetId
        self.number = number
        self.state = state
        self.engine = engine
        self.inputHash = inputHash
        self.forecast = forecast
        self.createdAt = createdAt
    }
}
