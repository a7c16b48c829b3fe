/// The dated reference tables of the service. Each is a CSV file with a version; an approved budget keeps the
/// versions it was approved with.
package enum TableName: String, CaseIterable, Sendable, Codable, Comparable {
    case advanceFactors = "advance-factors"
    case airports
    case budgetCategories = "budget-categories"
    case carbonAir = "carbon-air"
    case carbonHotels = "carbon-hotels"
    case currencyShocks = "currency-shocks"
    case exchangeRates = "exchange-rates"
    case fareModel = "fare-model"
    case lineCatalogue = "line-catalogue"
    case origins
    case settings
    case subsistenceProfiles = "subsistence-profiles"
    case subsistenceRates = "subsistence-rates"
    case surfaceLegs = "surface-legs"
    case terminalExpenses = "terminal-expenses"
    case venues
    case visaConditions = "visa-conditions"
    case visaRefusals = "visa-refusals"
    case visaRequirements = "visa-requirements"

    /// The file that ships the table.
    package var fileName: String { "\(self.rawValue).csv" }

    package static func < (left: TableName, right: TableName) -> Bool { left.rawValue < right.rawValue }
}
