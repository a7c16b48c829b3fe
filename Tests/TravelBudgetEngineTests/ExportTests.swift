import Foundation
import Primitives
import Testing
import TravelBudgetEngine

@Suite("exports")
struct ExportTests {
    private func report(isRightToLeft: Bool = false) throws -> BudgetReport {
        let tables = try Shipped.tables()
        let plan = try Shipped.plan("nairobi")
        let estimator = try Estimator(tables: tables, plan: plan, reporting: .usd)
        let assessment = try VenueAssessment(estimator, travellers: Cohort.sixty)
        let simulation = try assessment.simulate(seed: 42, draws: 2000)
        let draft = BudgetDraft(
            estimates: assessment.estimates,
            eventLines: [
                BudgetLine(
                    code: "interpretation", category: 4, planned: try money("24000.00"), basis: .quote, quantity: 1)
            ],
            contingency: simulation.contingency, contingencyCategory: 5,
            catalogue: tables.lineCatalogue.rows.map(\.row), currency: .usd)
        return BudgetReport(
            title: "Convening", version: 1, status: .draft, currency: .usd, plan: plan,
            createdAt: Instant(microseconds: 1_795_000_000_000_000),
            lines: draft.lines.map {
                BudgetReport.Line(
                    line: $0,
                    position: LedgerPosition(planned: $0.planned, committed: .zero(.usd), actual: .zero(.usd)))
            },
            estimates: assessment.estimates, forecast: BudgetReport.Forecast(simulation),
            categories: tables.budgetCategories.rows.map(\.row), versions: tables.versions,
            unpriced: draft.unpriced, isRightToLeft: isRightToLeft)
    }

    @Test("the draft's lines add up to the estimates, by line and by category")
    func sums() throws {
        let report = try self.report()
        let travellers = report.estimates.map(\.mean).reduce(Money.zero(.usd), +)
        let lines = report.lines.filter { !["interpretation", "contingency"].contains($0.line.code) }
        #expect(lines.map(\.position.planned).reduce(Money.zero(.usd), +) == travellers)
        let categories = report.byCategory.map(\.position.planned).reduce(Money.zero(.usd), +)
        #expect(categories == report.total.planned)
        #expect(report.byCategory.map(\.category.category) == [4, 5])
        #expect(report.unpriced.contains("security"))
        #expect(!report.unpriced.contains("interpretation"))
    }

    @Test("CSV has a header, a row of tags and formula-safe text")
    func csv() throws {
        let table = try self.report().linesTable
        let text = String(decoding: table.csv, as: UTF8.self)
        let rows = text.split(separator: "\r\n")
        #expect(rows.count == table.rows.count + 2)
        #expect(rows[1].hasPrefix("#loc+venue,#meta+version,#sector+code"))
        let unsafe = HXLTable(
            columns: [HXLTable.Column("=A", "#meta")],
            rows: [[.text("=1+1")], [.text("-2")], [.text("@x")], [.text("a\"b")], [.amount(try money("-5.00"))]])
        #expect(
            String(decoding: unsafe.csv, as: UTF8.self)
                == "\"\t=A\"\r\n#meta\r\n\"\t=1+1\"\r\n\"\t-2\"\r\n\"\t@x\"\r\n\"a\"\"b\"\r\n-5.00\r\n")
    }

    @Test("what is written can be read back by the strict reader")
    func roundTrip() throws {
        let document = try CSVDocument(bytes: try self.report().travellersTable.csv)
        #expect(document.records.count == 61)
        #expect(document.records[1].fields[1] == "AFG")
    }

    @Test("the spreadsheet is written whole, the same twice, and holds no empty figure as 0")
    func spreadsheet() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try self.report(isRightToLeft: true)
        var files: [Data] = []
        for name in ["a.xlsx", "b.xlsx"] {
            let path = folder.appendingPathComponent(name).path
            try SpreadsheetWriter.write(report.spreadsheet, to: path)
            files.append(try Data(contentsOf: URL(fileURLWithPath: path)))
        }
        #expect(files[0].count > 8_000)
        #expect(files[0].prefix(2) == Data([0x50, 0x4B]))
        #expect(files[0] == files[1])
        #expect(throws: SpreadsheetError.self) {
            try SpreadsheetWriter.write(report.spreadsheet, to: "/nonexistent/folder/x.xlsx")
        }
        if let keep = ProcessInfo.processInfo.environment["CONVENE_TEST_EXPORTS"] {
            // For a look with foreign programs: the same files are written to a folder that is given.
            try files[0].write(to: URL(fileURLWithPath: keep).appendingPathComponent("budget-rtl.xlsx"))
            try SpreadsheetWriter.write(try self.report().spreadsheet, to: keep + "/budget.xlsx")
            try Data(report.linesTable.csv).write(to: URL(fileURLWithPath: keep + "/lines.csv"))
            try Data(report.travellersTable.csv).write(to: URL(fileURLWithPath: keep + "/travellers.csv"))
        }
    }
}
