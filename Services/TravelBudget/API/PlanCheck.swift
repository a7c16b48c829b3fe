import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Rules over a plan's codes that need the tables in force.
struct PlanCheck {
    private let tables: ReferenceTables
    private let date: LocalDate
    private var errors: [FieldError] = []

    init(_ tables: ReferenceTables, on date: LocalDate) {
        self.tables = tables
        self.date = date
    }

    /// - Throws: `Problem` with every code that the tables do not know.
    func check(venue: String, currency: Currency) throws {
        var copy = self
        copy.look(venue: venue, at: "/venue")
        copy.look(currency: currency, at: "/currency")
        try copy.end()
    }

    /// Every code that the tables do not know, and every line that cannot be entered.
    func faults(of input: BudgetInput) -> [FieldError] {
        var copy = self
        copy.look(venue: input.venue, at: "/venue")
        copy.look(currency: input.currency, at: "/currency")
        for (index, traveller) in input.travellers.enumerated() {
            if copy.tables.origins.row(traveller.country.code, on: copy.date) == nil {
                copy.add("/travellers/\(index)/country", "unknown_origin", "The tables have no such country of origin.")
            }
            if let airport = traveller.airport, copy.tables.airports.row(airport, on: copy.date) == nil {
                copy.add("/travellers/\(index)/airport", "unknown_airport", "The tables have no such airport.")
            }
        }
        for (index, line) in input.eventLines.enumerated() {
            if copy.tables.budgetCategories.row(String(line.category), on: copy.date) == nil {
                copy.add("/eventLines/\(index)/category", "unknown_category", "The tables have no such category.")
            }
            if line.amount.currency != input.currency {
                copy.add("/eventLines/\(index)/amount", "other_currency", "This must be in the budget's currency.")
            }
            let catalogue = copy.tables.lineCatalogue.row(line.code, on: copy.date)
            if line.code == BudgetLine.contingency || (catalogue.map { $0.row.priceFrom != .none } ?? false) {
                copy.add("/eventLines/\(index)/code", "computed", "This line is computed; it cannot be entered.")
            }
        }
        return copy.errors
    }

    /// - Throws: `Problem` when a venue of a list is unknown.
    func check(venues: [String]) throws {
        var copy = self
        for (index, venue) in venues.enumerated() { copy.look(venue: venue, at: "/venues/\(index)") }
        try copy.end()
    }

    private mutating func look(venue: String, at pointer: String) {
        guard self.tables.venues.row(venue, on: self.date) == nil else { return }
        self.add(pointer, "unknown_venue", "The tables have no such venue.")
    }

    /// A budget is kept in US dollars or in a currency that the tables can convert to.
    private mutating func look(currency: Currency, at pointer: String) {
        let exchange: ExchangeTable
        do throws(Refusal) {
            let settings = try Settings(self.tables.settings, on: self.date)
            exchange = ExchangeTable(
                self.tables.exchangeRates, lookbackDays: settings.integer(.planningLookbackDays))
            _ = try exchange.convert(Money(minorUnits: 100, currency: .usd), to: currency, on: self.date)
        } catch {
            self.add(pointer, "no_exchange_rate", "The tables have no exchange rate for this currency.")
        }
    }

    private mutating func add(_ pointer: String, _ code: String, _ detail: String) {
        self.errors.append(FieldError(pointer: pointer, code: code, detail: detail))
    }

    private func end() throws {
        guard self.errors.isEmpty else { throw Problem.invalid(self.errors) }
    }
}
