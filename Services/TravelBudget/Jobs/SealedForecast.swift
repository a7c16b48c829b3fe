import Durability
import Postgres
import TravelBudgetEngine

/// The inputs of a simulation as text, of which the hash is kept: with these and the engine of that version the
/// forecast can be computed again.
struct SealedForecast: Encodable {
    let engine: String
    let estimates: [TravellerEstimate]
    let eventLines: [BudgetLine]
    let tables: [TableVersion]
    let rules: SimulationRules

    init(
        estimates: [TravellerEstimate], eventLines: [BudgetLine], tables: [TableVersion], rules: SimulationRules
    ) {
        self.engine = Estimator.version
        self.estimates = estimates
        self.eventLines = eventLines
        self.tables = tables
        self.rules = rules
    }

    func text() throws -> String { try JSONText(encoding: self).text }
}
