import Primitives

extension BudgetReport {
    private typealias Cell = SpreadsheetDocument.Cell

    /// Four sheets: budget by category, lines, travellers, assumptions.
    package var spreadsheet: SpreadsheetDocument {
        SpreadsheetDocument(
            title: self.title, isRightToLeft: self.isRightToLeft, createdAt: self.createdAt,
            sheets: [self.categorySheet, self.lineSheet, self.travellerSheet, self.assumptionSheet])
    }

    private static func position(_ position: LedgerPosition) -> [Cell] {
        [
            .amount(position.planned), .amount(position.committed), .amount(position.actual),
            .amount(position.available),
        ]
    }

    private static let amountHeadings: [Cell] = [
        .heading("Planned"), .heading("Committed"), .heading("Actual"), .heading("Available"),
    ]

    private var categorySheet: SpreadsheetDocument.Sheet {
        var rows: [[Cell]] = [
            [.heading("Category"), .heading("Name")] + Self.amountHeadings + [.heading("Currency")]
        ]
        for entry in self.byCategory {
            rows.append(
                [.integer(entry.category.category), .text(entry.category.name)] + Self.position(entry.position)
                    + [.text(self.currency.code)])
        }
        rows.append(
            [.heading(""), .heading("Total")] + Self.position(self.total) + [.text(self.currency.code)])
        if let forecast = self.forecast {
            rows.append([])
            rows.append([.heading("Forecast"), .heading("Simulation"), .heading("Amount")])
            let points: [(String, Money)] = [
                ("Mean", forecast.mean), ("P50", forecast.p50), ("P80", forecast.p80), ("P95", forecast.p95),
                ("Contingency", forecast.contingency),
            ]
            for (name, amount) in points { rows.append([.blank, .text(name), .amount(amount)]) }
            if let chance = forecast.chanceOfExceeding {
                rows.append([.blank, .text("Chance of exceeding the plan"), .percent(chance)])
            }
        }
        return SpreadsheetDocument.Sheet(
            name: "Budget by category", widths: [10, 38, 16, 16, 16, 16, 10], rows: rows)
    }

    private var lineSheet: SpreadsheetDocument.Sheet {
        var rows: [[Cell]] = [
            [.heading("Line"), .heading("Category"), .heading("Basis"), .heading("Quantity")]
                + Self.amountHeadings + [.heading("Currency")]
        ]
        for entry in self.lines {
            rows.append(
                [
                    .text(entry.line.code), .integer(entry.line.category), .text(entry.line.basis.rawValue),
                    .integer(entry.line.quantity),
                ] + Self.position(entry.position) + [.text(self.currency.code)])
        }
        return SpreadsheetDocument.Sheet(name: "Lines", widths: [24, 10, 12, 10, 16, 16, 16, 16, 10], rows: rows)
    }

    private var travellerSheet: SpreadsheetDocument.Sheet {
        let codes = self.lines.map(\.line.code).filter { code in
            self.estimates.contains { $0.lines.contains { $0.code == code } }
        }
        var rows: [[Cell]] = [
            [
                .heading("Participant"), .heading("Origin"), .heading("Arrival"), .heading("Departure"),
                .heading("Nights"), .heading("Fare basis"), .heading("Expected cost"), .heading("Low (80 %)"),
                .heading("High (80 %)"), .heading("Currency"), .heading("Not priced"),
            ] + codes.map { Cell.heading($0) }
        ]
        for estimate in self.estimates {
            var row: [Cell] = [
                .text(estimate.id), .text(estimate.origin.code), .date(estimate.arrival),
                .date(estimate.departure), .integer(estimate.nights),
                estimate.fare.map { Cell.text($0.method.rawValue) } ?? .blank, .amount(estimate.mean),
                .amount(estimate.low), .amount(estimate.high), .text(self.currency.code),
                .text(estimate.missing.joined(separator: "; ")),
            ]
            for code in codes {
                let parts = estimate.lines.filter { $0.code == code }.compactMap(\.amount)
                row.append(parts.isEmpty ? .blank : .amount(parts.reduce(.zero(self.currency), +)))
            }
            rows.append(row)
        }
        return SpreadsheetDocument.Sheet(
            name: "Travellers",
            widths: [22, 8, 12, 12, 8, 14, 16, 16, 16, 10, 20] + codes.map { _ in 15 }, rows: rows)
    }

    private var assumptionSheet: SpreadsheetDocument.Sheet {
        var rows: [[Cell]] = [
            [.heading("Assumption"), .heading("Value")],
            [.text("Venue"), .text(self.plan.venue)],
            [.text("First day"), .date(self.plan.firstDay)],
            [.text("Last day"), .date(self.plan.lastDay)],
            [.text("Priced on"), .date(self.plan.pricedOn)],
            [.text("Reporting currency"), .text(self.currency.code)],
            [.text("Budget version"), .integer(self.version)],
            [.text("Status"), .text(self.status.rawValue)],
        ]
        if let forecast = self.forecast {
            rows += [
                [.text("Simulation draws"), .integer(forecast.draws)],
                [.text("Simulation seed"), .text(String(forecast.seed))],
            ]
        }
        rows += self.unpriced.map { [.text("Not priced: no data"), .text($0)] }
        rows += [[], [.heading("Table"), .heading("Version")]]
        rows += self.versions.map { [.text($0.table.rawValue), .text($0.version)] }
        rows += [[], [.heading("Source of a figure"), .heading("Table, version and line")]]
        rows += self.sources.map { source in
            [
                .text(source.source),
                .text("\(source.table.rawValue) \(source.version) line \(source.line) (\(source.basis.rawValue))"),
            ]
        }
        return SpreadsheetDocument.Sheet(name: "Assumptions", widths: [60, 60], rows: rows)
    }

    /// Every row of the tables that a line of the estimates used, each once, by table and line.
    private var sources: [Provenance] {
        var seen: Set<Provenance> = []
        for estimate in self.estimates {
            for line in estimate.lines { seen.formUnion(line.provenance) }
        }
        return seen.sorted { ($0.table.rawValue, $0.line, $0.version) < ($1.table.rawValue, $1.line, $1.version) }
    }
}
