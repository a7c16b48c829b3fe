import Primitives

extension BudgetReport {
    /// The budget by line, with planned, committed, actual and available amounts.
    package var linesTable: HXLTable {
        HXLTable(
            columns: [
                HXLTable.Column("Venue", "#loc+venue"), HXLTable.Column("Budget version", "#meta+version"),
                HXLTable.Column("Category", "#sector+code"), HXLTable.Column("Category name", "#sector+name"),
                HXLTable.Column("Line", "#activity+code"), HXLTable.Column("Basis", "#meta+basis"),
                HXLTable.Column("Quantity", "#indicator+quantity+num"),
                HXLTable.Column("Planned", "#value+planned"), HXLTable.Column("Committed", "#value+committed"),
                HXLTable.Column("Actual", "#value+actual"), HXLTable.Column("Available", "#value+available"),
                HXLTable.Column("Currency", "#currency+code"), HXLTable.Column("First day", "#date+start"),
                HXLTable.Column("Last day", "#date+end"),
            ],
            rows: self.lines.map { entry in
                let name = self.categories.first { $0.category == entry.line.category }?.name
                return [
                    .text(self.plan.venue), .integer(self.version), .integer(entry.line.category),
                    name.map { .text($0) } ?? .blank, .text(entry.line.code), .text(entry.line.basis.rawValue),
                    .integer(entry.line.quantity), .amount(entry.position.planned),
                    .amount(entry.position.committed), .amount(entry.position.actual),
                    .amount(entry.position.available), .text(self.currency.code), .date(self.plan.firstDay),
                    .date(self.plan.lastDay),
                ]
            })
    }

    /// The estimates by participant code.
    package var travellersTable: HXLTable {
        HXLTable(
            columns: [
                HXLTable.Column("Participant", "#meta+participant+id"),
                HXLTable.Column("Origin", "#country+origin+code+v_iso3"),
                HXLTable.Column("Venue", "#loc+venue"), HXLTable.Column("Arrival", "#date+arrival"),
                HXLTable.Column("Departure", "#date+departure"),
                HXLTable.Column("Nights", "#indicator+nights+num"),
                HXLTable.Column("Expected cost", "#value+mean"), HXLTable.Column("Low (80 %)", "#value+low"),
                HXLTable.Column("High (80 %)", "#value+high"), HXLTable.Column("Currency", "#currency+code"),
                HXLTable.Column("Fare basis", "#meta+fare+basis"),
                HXLTable.Column("Kilometres one way", "#indicator+distance+num"),
                HXLTable.Column("Not priced", "#meta+missing"),
            ],
            rows: self.estimates.map { estimate in
                [
                    .text(estimate.id), .text(estimate.origin.code), .text(estimate.venue), .date(estimate.arrival),
                    .date(estimate.departure), .integer(estimate.nights), .amount(estimate.mean),
                    .amount(estimate.low), .amount(estimate.high), .text(self.currency.code),
                    estimate.fare.map { .text($0.method.rawValue) } ?? .blank,
                    estimate.fare.map { .number(ExactDecimal(approximate: $0.kilometres, decimals: 0)) } ?? .blank,
                    estimate.missing.isEmpty ? .blank : .text(estimate.missing.joined(separator: "; ")),
                ]
            })
    }
}
