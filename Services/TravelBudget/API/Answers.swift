import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

// How the engine's results become the contract's words.

extension CostForecast {
    init(_ cost: CostDistribution) {
        self.init(mean: cost.mean, p10: cost.p10, p50: cost.p50, p80: cost.p80, p90: cost.p90, p95: cost.p95)
    }
}

extension Forecast {
    init(_ result: SimulationResult) {
        self.init(
            seed: Int(result.rules.seed), draws: result.rules.draws, total: CostForecast(result.total),
            sections: result.sections.map { SectionForecast(section: $0.section, cost: CostForecast($0.cost)) },
            attendance: AttendanceForecast(
                invited: result.attendance.invited, mean: result.attendance.mean, p05: result.attendance.p05,
                p50: result.attendance.p50, p95: result.attendance.p95),
            costPerPersonAttending: result.costPerPersonAttending, contingency: result.contingency,
            chanceOfExceeding: result.chanceOfExceeding,
            drivers: result.drivers.map {
                ForecastDriver(
                    name: $0.name, varianceShare: $0.varianceShare, totalWhenLow: $0.totalWhenLow,
                    totalWhenHigh: $0.totalWhenHigh)
            })
    }
}

extension OriginCostLine {
    init(_ cost: OriginCost) {
        self.init(
            country: cost.country, cost: cost.cost, low: cost.low, high: cost.high, kilometres: cost.kilometres,
            visaClass: cost.visaClass?.rawValue, unable: cost.unable, missing: cost.missing,
            needsStaffCheck: cost.needsStaffCheck,
            reason: cost.refusal.map { "\($0.code.rawValue) \($0.subject)" })
    }
}

extension FigureSource {
    init(_ provenance: Provenance) {
        self.init(
            table: provenance.table.rawValue, version: provenance.version, line: provenance.line,
            basis: provenance.basis.rawValue, validFrom: provenance.validFrom, source: provenance.source)
    }
}

extension TravellerCost {
    init(_ estimate: TravellerEstimate) {
        self.init(
            code: estimate.id, country: estimate.origin, airport: estimate.airport, arrival: estimate.arrival,
            departure: estimate.departure, nights: estimate.nights, kilometres: estimate.fare?.kilometres,
            fareMethod: estimate.fare?.method.rawValue, visaClass: estimate.visa.visaClass?.rawValue,
            unable: estimate.visa.unable, latestSafeInvitation: estimate.visa.latestSafeInvitation,
            carbonWithForcing: estimate.carbon?.airWithForcing,
            carbonWithoutForcing: estimate.carbon?.airWithoutForcing, mean: estimate.mean, low: estimate.low,
            high: estimate.high, missing: estimate.missing,
            needsStaffCheck: estimate.needsStaffCheck,
            lines: estimate.lines.map { line in
                TravellerLine(
                    code: line.code, category: line.category, driver: line.driver.rawValue, quantity: line.quantity,
                    unitPrice: line.unitPrice, amount: line.amount, low: line.low, high: line.high,
                    basis: line.basis.rawValue, payer: line.payer.rawValue,
                    sources: line.provenance.map { FigureSource($0) })
            })
    }
}

extension VenueColumn {
    init(_ outcome: VenueOutcome) {
        self.init(
            venue: outcome.venue, country: outcome.country, invited: outcome.invited,
            expectedAttendance: outcome.expectedAttendance,
            attendanceByRegion: outcome.attendanceByRegion.map {
                RegionForecast(region: $0.region, invited: $0.invited, expected: $0.expected)
            },
            consularVisas: outcome.consularVisas, unknownVisas: outcome.unknownVisas,
            mustTravelForVisa: outcome.mustTravelForVisa,
            countriesAtRisk: outcome.countriesAtRisk.map {
                CountryRisk(country: $0.country, people: $0.people, unable: $0.unable)
            },
            total: CostForecast(outcome.simulation.total),
            costPerPersonAttending: outcome.simulation.costPerPersonAttending,
            contingency: outcome.simulation.contingency, carbonWithForcing: outcome.carbonWithForcing,
            carbonWithoutForcing: outcome.carbonWithoutForcing, carbonHotel: outcome.carbonHotel,
            carbonFactorSet: outcome.carbonFactorSet, medianKilometres: outcome.medianKilometres,
            maximumKilometres: outcome.maximumKilometres, incompleteEstimates: outcome.incompleteEstimates)
    }
}

extension ReferenceDifference {
    /// Rows that are listed of each kind.
    private static let shown = 200

    init(_ difference: TableDifference) {
        self.init(
            added: Array(difference.added.prefix(Self.shown)), removed: Array(difference.removed.prefix(Self.shown)),
            changed: difference.changed.prefix(Self.shown).map { change in
                ReferenceRowChange(
                    row: change.row,
                    cells: change.cells.map {
                        ReferenceCellChange(column: $0.column, before: $0.before, after: $0.after)
                    })
            },
            addedCount: difference.added.count, removedCount: difference.removed.count,
            changedCount: difference.changed.count, unchangedCount: difference.unchangedCount)
    }
}

extension MoneyStanding {
    init(_ position: LedgerPosition) {
        self.init(
            planned: position.planned, committed: position.committed, actual: position.actual,
            available: position.available)
    }
}
