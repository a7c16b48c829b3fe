import Access
import Durability
import Foundation
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetEngine

/// Files of a budget: CSV with a row of HXL tags, and a spreadsheet. Codes only, never identities.
struct ExportHandlers: Sendable {
    let database: Database
    let library: ReferenceLibrary
    private let budgets: BudgetStore
    private let travellers: TravellerStore
    private let forecasts = ForecastStore()
    private let view: BudgetView

    /// Which way the sheets read.
    private enum Direction: String, CaseIterable {
        case leftToRight = "ltr"
        case rightToLeft = "rtl"
    }

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.library = library
        self.budgets = BudgetStore(vault)
        self.travellers = TravellerStore(vault)
        self.view = BudgetView(vault, library: library)
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.exportLines, self.lines)
        table.on(TravelBudgetEndpoints.exportTravellers, self.travellersFile)
        table.on(TravelBudgetEndpoints.exportSpreadsheet, self.spreadsheet)
    }

    private func report(_ request: APIRequest, isRightToLeft: Bool = false) async throws -> BudgetReport {
        let id: BudgetID = try request.id("budgetId")
        return try await self.database.withTransaction(.readOnly) { transaction in
            try await self.report(
                try await self.budgets.find(id, transaction), at: request.receivedAt, isRightToLeft: isRightToLeft,
                transaction)
        }
    }

    private func report(
        _ stored: StoredBudget, at moment: Instant, isRightToLeft: Bool, _ transaction: Transaction
    ) async throws -> BudgetReport {
        guard stored.estimate == .done else { throw Problem.notFound }
        let tables = try await self.library.shelf(stored.tables.ids, transaction).tables
        return BudgetReport(
            title: stored.input.title, version: stored.number,
            status: BudgetStatus(rawValue: stored.state.rawValue) ?? .draft, currency: stored.input.currency,
            plan: BudgetPricing.plan(stored, venue: stored.input.venue), createdAt: moment,
            lines: try await self.view.report(stored, transaction),
            estimates: try await self.travellers.estimates(stored.id, number: stored.number, transaction),
            forecast: try await self.forecast(stored, transaction),
            categories: tables.budgetCategories.rows(on: stored.pricedOn).map(\.row), versions: tables.versions,
            unpriced: stored.unpriced, isRightToLeft: isRightToLeft)
    }

    private func forecast(
        _ stored: StoredBudget, _ transaction: Transaction
    ) async throws -> BudgetReport.Forecast? {
        guard let id = stored.simulationID,
            let forecast = try await self.forecasts.simulation(id, transaction).run.forecast
        else { return nil }
        return BudgetReport.Forecast(
            mean: forecast.total.mean, p50: forecast.total.p50, p80: forecast.total.p80, p95: forecast.total.p95,
            contingency: forecast.contingency, chanceOfExceeding: forecast.chanceOfExceeding, draws: forecast.draws,
            seed: UInt64(forecast.seed))
    }

    @Sendable private func lines(_ request: APIRequest) async throws -> APIResponse {
        .file(try await self.report(request).linesTable.csv, mediaType: "text/csv", name: "budget-lines.csv")
    }

    @Sendable private func travellersFile(_ request: APIRequest) async throws -> APIResponse {
        .file(
            try await self.report(request).travellersTable.csv, mediaType: "text/csv", name: "budget-travellers.csv")
    }

    @Sendable private func spreadsheet(_ request: APIRequest) async throws -> APIResponse {
        let direction = try request.queryChoice("direction", Direction.self) ?? .leftToRight
        let report = try await self.report(request, isRightToLeft: direction == .rightToLeft)
        // The library writes files only; the file lives for the length of this call in a folder of its own.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("budget.xlsx")
        try SpreadsheetWriter.write(report.spreadsheet, to: file.path)
        return .file(
            Array(try Data(contentsOf: file)),
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "budget.xlsx")
    }
}
