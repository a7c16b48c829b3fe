import Primitives

/// One file of reference data as the caller loaded it.
package struct TableFile: Hashable, Sendable {
    package let table: TableName
    /// The version's name, for example `2026-11-01` or `shipped-1`.
    package let version: String
    package let bytes: [UInt8]

    package init(table: TableName, version: String, bytes: [UInt8]) {
        self.table = table
        self.version = version
        self.bytes = bytes
    }
}

/// What is wrong with a set of tables: by table, in the order of their names.
package struct ReferenceFaults: Error, Hashable, Sendable, Codable {
    package struct Entry: Hashable, Sendable, Codable {
        package let table: TableName
        package let faults: [CSVFault]
    }

    package let entries: [Entry]

    package init(entries: [Entry]) {
        self.entries = entries
    }
}

/// All reference tables that a calculation reads, each in one version.
package struct ReferenceTables: Sendable {
    package let advanceFactors: ReferenceTable<AdvanceFactorRow>
    package let airports: ReferenceTable<AirportRow>
    package let budgetCategories: ReferenceTable<BudgetCategoryRow>
    package let carbonAir: ReferenceTable<CarbonAirRow>
    package let carbonHotels: ReferenceTable<CarbonHotelRow>
    package let currencyShocks: ReferenceTable<CurrencyShockRow>
    package let exchangeRates: ReferenceTable<ExchangeRateRow>
    package let fareModel: ReferenceTable<FareModelRow>
    package let lineCatalogue: ReferenceTable<CatalogueRow>
    package let origins: ReferenceTable<OriginRow>
    package let settings: ReferenceTable<SettingRow>
    package let subsistenceProfiles: ReferenceTable<SubsistenceProfileRow>
    package let subsistenceRates: ReferenceTable<SubsistenceRateRow>
    package let surfaceLegs: ReferenceTable<SurfaceLegRow>
    package let terminalExpenses: ReferenceTable<TerminalExpenseRow>
    package let venues: ReferenceTable<VenueRow>
    package let visaConditions: ReferenceTable<VisaConditionRow>
    package let visaRefusals: ReferenceTable<VisaRefusalRow>
    package let visaRequirements: ReferenceTable<VisaRequirementRow>

    /// Version of each table, for the assumptions page and for sealing a run.
    package let versions: [TableVersion]

    /// Reads and checks all files; each table must be there exactly once.
    package init(files: [TableFile]) throws(ReferenceFaults) {
        var loader = TableLoader(files: files)
        let advanceFactors = loader.load(AdvanceFactorRow.self)
        let airports = loader.load(AirportRow.self)
        let budgetCategories = loader.load(BudgetCategoryRow.self)
        let carbonAir = loader.load(CarbonAirRow.self)
        let carbonHotels = loader.load(CarbonHotelRow.self)
        let currencyShocks = loader.load(CurrencyShockRow.self)
        let exchangeRates = loader.load(ExchangeRateRow.self)
        let fareModel = loader.load(FareModelRow.self)
        let lineCatalogue = loader.load(CatalogueRow.self)
        let origins = loader.load(OriginRow.self)
        let settings = loader.load(SettingRow.self)
        let subsistenceProfiles = loader.load(SubsistenceProfileRow.self)
        let subsistenceRates = loader.load(SubsistenceRateRow.self)
        let surfaceLegs = loader.load(SurfaceLegRow.self)
        let terminalExpenses = loader.load(TerminalExpenseRow.self)
        let venues = loader.load(VenueRow.self)
        let visaConditions = loader.load(VisaConditionRow.self)
        let visaRefusals = loader.load(VisaRefusalRow.self)
        let visaRequirements = loader.load(VisaRequirementRow.self)
        guard let advanceFactors, let airports, let budgetCategories, let carbonAir, let carbonHotels,
            let currencyShocks, let exchangeRates, let fareModel, let lineCatalogue, let origins, let settings,
            let subsistenceProfiles, let subsistenceRates, let surfaceLegs, let terminalExpenses, let venues,
            let visaConditions, let visaRefusals, let visaRequirements
        else { throw ReferenceFaults(entries: loader.entries) }
        self.advanceFactors = advanceFactors
        self.airports = airports
        self.budgetCategories = budgetCategories
        self.carbonAir = carbonAir
        self.carbonHotels = carbonHotels
        self.currencyShocks = currencyShocks
        self.exchangeRates = exchangeRates
        self.fareModel = fareModel
        self.lineCatalogue = lineCatalogue
        self.origins = origins
        self.settings = settings
        self.subsistenceProfiles = subsistenceProfiles
        self.subsistenceRates = subsistenceRates
        self.surfaceLegs = surfaceLegs
        self.terminalExpenses = terminalExpenses
        self.venues = venues
        self.visaConditions = visaConditions
        self.visaRefusals = visaRefusals
        self.visaRequirements = visaRequirements
        self.versions = files.map { TableVersion(table: $0.table, version: $0.version) }.sorted { $0.table < $1.table }
        let broken = self.brokenReferences()
        guard broken.isEmpty else { throw ReferenceFaults(entries: broken) }
    }

    /// Rows that point to a row of another table that is not there.
    private func brokenReferences() -> [ReferenceFaults.Entry] {
        let airports = Set(self.airports.rows.map(\.row.airport))
        let regions = Set(self.fareModel.rows.compactMap { $0.row.term == .region ? $0.row.name : nil })
        let categories = Set(self.budgetCategories.rows.map(\.row.category))
        var entries: [ReferenceFaults.Entry] = []
        func check<Row: ReferenceRow>(
            _ table: ReferenceTable<Row>, _ rules: [(column: String, holds: (Row) -> Bool)]
        ) {
            var faults: [CSVFault] = []
            for row in table.rows {
                for rule in rules where !rule.holds(row.row) {
                    faults.append(
                        CSVFault(line: row.provenance.line, column: 0, name: rule.column, rule: .unknownReference))
                }
            }
            if !faults.isEmpty { entries.append(ReferenceFaults.Entry(table: Row.table, faults: faults)) }
        }
        check(self.lineCatalogue, [("category", { categories.contains($0.category) })])
        check(
            self.origins,
            [("airport", { airports.contains($0.airport) }), ("fare_region", { regions.contains($0.fareRegion) })])
        check(self.surfaceLegs, [("airport", { airports.contains($0.airport) })])
        check(
            self.venues,
            [("airport", { airports.contains($0.airport) }), ("fare_region", { regions.contains($0.fareRegion) })])
        // Settings that name a row of another table: one that holds on some day on which the setting does.
        let known: [Setting: [(name: String, validity: Validity)]] = [
            .subsistenceProfile: self.subsistenceProfiles.rows.map { ($0.row.profile, $0.row.validity) },
            .subsistenceScheme: self.subsistenceRates.rows.map { ($0.row.scheme, $0.row.validity) },
            .carbonFactorSet: self.carbonAir.rows.map { ($0.row.factorSet, $0.row.validity) },
            .carbonCabin: self.carbonAir.rows.map { ($0.row.cabin, $0.row.validity) },
        ]
        let isKnown = { (row: SettingRow) -> Bool in
            guard let names = known[row.setting], case .text(let name) = row.value else { return true }
            return names.contains { $0.name == name && $0.validity.overlaps(row.validity) }
        }
        check(self.settings, [("value", isKnown)])
        return entries
    }
}

/// The version of one table.
package struct TableVersion: Hashable, Sendable, Codable {
    package let table: TableName
    package let version: String

    package init(table: TableName, version: String) {
        self.table = table
        self.version = version
    }
}

/// Reads tables one after the other and remembers what was wrong with each.
private struct TableLoader {
    private let files: [TableFile]
    private(set) var entries: [ReferenceFaults.Entry] = []

    init(files: [TableFile]) {
        self.files = files
    }

    mutating func load<Row: ReferenceRow>(_ row: Row.Type) -> ReferenceTable<Row>? {
        let candidates = self.files.filter { $0.table == Row.table }
        guard candidates.count == 1, let file = candidates.first else {
            let rule: CSVFault.Rule = candidates.isEmpty ? .required : .inconsistent
            self.entries.append(
                ReferenceFaults.Entry(table: Row.table, faults: [CSVFault(line: 0, column: 0, rule: rule)]))
            return nil
        }
        do {
            return try ReferenceTable<Row>(try CSVDocument(bytes: file.bytes), version: file.version)
        } catch {
            self.entries.append(ReferenceFaults.Entry(table: Row.table, faults: error.faults))
            return nil
        }
    }
}
