import Foundation
import Primitives

/// Fare estimation without live fares (handbook of travel budgeting, section 2.3).
///
/// Return economy fare = exp(N(mu, sigma²)) with
/// `mu = ln 2 + intercept + slope x ln km + region + level + learning + ln(advance factor)`.
package struct FareModel: Sendable {
    private let intercept: SourcedRow<FareModelRow>
    private let slope: SourcedRow<FareModelRow>
    private let regions: [SourcedRow<FareModelRow>]
    private let advance: [SourcedRow<AdvanceFactorRow>]
    private let settings: Settings

    package init(_ tables: ReferenceTables, settings: Settings, on date: LocalDate) throws(Refusal) {
        guard let intercept = tables.fareModel.row(FareModelRow.Term.intercept.rawValue, on: date) else {
            throw Refusal(.missingCoefficient, FareModelRow.Term.intercept.rawValue)
        }
        guard let slope = tables.fareModel.row(FareModelRow.Term.slope.rawValue, on: date) else {
            throw Refusal(.missingCoefficient, FareModelRow.Term.slope.rawValue)
        }
        self.intercept = intercept
        self.slope = slope
        self.regions = tables.fareModel.rows(on: date).filter { $0.row.term == .region }
        self.advance = tables.advanceFactors.rows(on: date)
        self.settings = settings
    }

    /// What the model is asked for.
    package struct Query: Hashable, Sendable {
        package let from: Coordinate
        package let to: Coordinate
        package let fromRegion: String
        package let toRegion: String
        /// Days between purchase and departure.
        package let daysBefore: Int
        package let isReturn: Bool
        package let learning: FareLearning

        package init(
            from: Coordinate, to: Coordinate, fromRegion: String, toRegion: String, daysBefore: Int,
            isReturn: Bool = true, learning: FareLearning = FareLearning()
        ) {
            self.from = from
            self.to = to
            self.fromRegion = fromRegion
            self.toRegion = toRegion
            self.daysBefore = daysBefore
            self.isReturn = isReturn
            self.learning = learning
        }
    }

    /// The model's own estimate in US dollars; distances below one kilometre count as one.
    package func estimate(_ query: Query) throws(Refusal) -> FareEstimate {
        let kilometres = query.from.kilometres(to: query.to)
        let ends = [query.fromRegion, query.toRegion].map { name in
            self.regions.first { $0.row.name == name }
        }
        guard let first = ends[0] ?? ends[1] else { throw Refusal(.missingCoefficient, query.fromRegion) }
        let second = ends[1] ?? first
        let region = second.row.value > first.row.value ? second : first
        let advance = try self.advanceFactor(daysBefore: query.daysBefore)
        let isExtrapolated =
            kilometres < self.settings.number(.minimumKilometres)
            || kilometres > self.settings.number(.maximumKilometres) || ends.contains { $0 == nil }
        let oneWay =
            self.intercept.row.value + self.slope.row.value * log(max(1, kilometres)) + region.row.value
        let shift =
            self.settings.number(.fareLevel)
            + query.learning.shift(weight: self.settings.number(.learningWeight)) + log(advance.row.factor)
        let trip = log(query.isReturn ? 2 : 2 * self.settings.number(.oneWayShare))
        var sigma = self.settings.number(query.isReturn ? .sigmaModel : .sigmaOneWay)
        if isExtrapolated { sigma = max(sigma, self.settings.number(.sigmaExtrapolated)) }
        return FareEstimate(
            method: .model, distribution: LogNormal(mu: trip + oneWay + shift, sigma: sigma), currency: .usd,
            kilometres: kilometres, region: region.row.name ?? "", isExtrapolated: isExtrapolated,
            advanceFactor: advance.row.factor,
            provenance: [self.intercept, self.slope, region].map(\.provenance) + [advance.provenance])
    }

    /// The best of what is known: a bought ticket, then a quote, then an own past ticket, then the model.
    package func estimate(
        _ query: Query, evidence: [FareEvidence], on date: LocalDate
    ) throws(Refusal) -> FareEstimate {
        let model = try self.estimate(query)
        // Newest first; of one day, the dearest: evidence comes in no particular order.
        let newest = evidence.sorted { ($0.date, $0.amount.minorUnits) > ($1.date, $1.amount.minorUnits) }
        if let ticket = newest.first(where: { $0.kind == .ticket }) {
            return Self.replace(model, by: ticket, .ticket, sigma: 0)
        }
        if let quote = newest.first(where: { $0.kind == .quote && ($0.validUntil.map { $0 >= date } ?? false) }) {
            return Self.replace(model, by: quote, .quote, sigma: self.settings.number(.sigmaQuote))
        }
        if let quote = newest.first(where: { $0.kind == .quote }) {
            return Self.replace(model, by: quote, .expiredQuote, sigma: self.settings.number(.sigmaExpiredQuote))
        }
        if let past = newest.first(where: { $0.kind == .past }) {
            let years = max(0, Double(date.daysSince1970 - past.date.daysSince1970) / 365.25)
            let inflation = log(1 + self.settings.number(.fareInflation)) * years
            return Self.replace(
                model, by: past, .past, sigma: self.settings.number(.sigmaPast), shift: inflation)
        }
        return model
    }

    /// A known amount is the median of what will be paid.
    private static func replace(
        _ model: FareEstimate, by evidence: FareEvidence, _ method: FareEstimate.Method, sigma: Double,
        shift: Double = 0
    ) -> FareEstimate {
        let major = Double(evidence.amount.minorUnits) / Double(evidence.amount.currency.minorPerMajor)
        return FareEstimate(
            method: method, distribution: LogNormal(mu: log(max(major, 1e-9)) + shift, sigma: sigma),
            currency: evidence.amount.currency, kilometres: model.kilometres, region: model.region,
            isExtrapolated: false, advanceFactor: 1, provenance: [])
    }

    private func advanceFactor(daysBefore: Int) throws(Refusal) -> SourcedRow<AdvanceFactorRow> {
        let days = max(0, daysBefore)
        for row in self.advance where row.row.fromDays <= days && (row.row.toDays.map { days <= $0 } ?? true) {
            return row
        }
        throw Refusal(.missingCoefficient, TableName.advanceFactors.rawValue)
    }
}
