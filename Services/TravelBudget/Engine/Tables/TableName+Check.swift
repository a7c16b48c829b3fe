extension TableName {
    /// Checks a file of this kind of table by itself, and counts its rows. References to other tables are checked
    /// when all tables are read together.
    package func check(_ bytes: [UInt8]) throws(CSVFaults) -> Int {
        let document = try CSVDocument(bytes: bytes)
        return try self.visit(TableCheck(document: document))
    }

    /// What a new file would change against the one in force.
    package func difference(from old: [UInt8], to new: [UInt8]) throws(CSVFaults) -> TableDifference {
        let visitor = TableComparison(old: try CSVDocument(bytes: old), new: try CSVDocument(bytes: new))
        return try self.visit(visitor)
    }

    private func visit<Visitor: RowKindVisitor>(_ visitor: Visitor) throws(CSVFaults) -> Visitor.Result {
        switch self {
        case .advanceFactors: try visitor.visit(AdvanceFactorRow.self)
        case .airports: try visitor.visit(AirportRow.self)
        case .budgetCategories: try visitor.visit(BudgetCategoryRow.self)
        case .carbonAir: try visitor.visit(CarbonAirRow.self)
        case .carbonHotels: try visitor.visit(CarbonHotelRow.self)
        case .currencyShocks: try visitor.visit(CurrencyShockRow.self)
        case .exchangeRates: try visitor.visit(ExchangeRateRow.self)
        case .fareModel: try visitor.visit(FareModelRow.self)
        case .lineCatalogue: try visitor.visit(CatalogueRow.self)
        case .origins: try visitor.visit(OriginRow.self)
        case .settings: try visitor.visit(SettingRow.self)
        case .subsistenceProfiles: try visitor.visit(SubsistenceProfileRow.self)
        case .subsistenceRates: try visitor.visit(SubsistenceRateRow.self)
        case .surfaceLegs: try visitor.visit(SurfaceLegRow.self)
        case .terminalExpenses: try visitor.visit(TerminalExpenseRow.self)
        case .venues: try visitor.visit(VenueRow.self)
        case .visaConditions: try visitor.visit(VisaConditionRow.self)
        case .visaRefusals: try visitor.visit(VisaRefusalRow.self)
        case .visaRequirements: try visitor.visit(VisaRequirementRow.self)
        }
    }
}

/// Does something with the row type that belongs to a table's name.
private protocol RowKindVisitor {
    associatedtype Result
    func visit<Row: ReferenceRow>(_ row: Row.Type) throws(CSVFaults) -> Result
}

private struct TableCheck: RowKindVisitor {
    let document: CSVDocument

    func visit<Row: ReferenceRow>(_ row: Row.Type) throws(CSVFaults) -> Int {
        try ReferenceTable<Row>(self.document, version: "check").rows.count
    }
}

private struct TableComparison: RowKindVisitor {
    let old: CSVDocument
    let new: CSVDocument

    func visit<Row: ReferenceRow>(_ row: Row.Type) throws(CSVFaults) -> TableDifference {
        try TableDifference.between(self.old, self.new, as: row)
    }
}
