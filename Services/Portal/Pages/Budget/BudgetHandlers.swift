import Access
import Primitives
import ServiceClient
import ServiceKit
import TravelBudgetContract

/// The budget of a convening, and venues side by side.
struct BudgetHandlers: Sendable {
    /// Who may open the page.
    static let roles = TravelBudgetEndpoints.getBudget.roles

    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.budget, self.budget)
        table.on(PortalEndpoints.compare, self.compare)
    }

    /// The budget of a convening, the newest where there are several; nil when there is none.
    func current(_ id: ConveningID, _ session: PortalSession) async throws -> Budget? {
        let list: [BudgetSummary] = try await self.desk.backends.all(
            .travelBudget, TravelBudgetEndpoints.listBudgets,
            query: [(name: "conveningId", value: id.description)], for: session)
        guard let newest = list.max(by: { $0.id < $1.id }) else { return nil }
        return try await self.desk.backends.call(
            .travelBudget, TravelBudgetEndpoints.getBudget, .init(path: [newest.id.description]), for: session
        ).value
    }

    @Sendable private func budget(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        guard self.desk.backends.isAllowed(TravelBudgetEndpoints.getBudget, session) else { throw Problem.notFound }
        let id: ConveningID = try visit.id("conveningId")
        guard session.reaches(id) else { throw Problem.notFound }
        let budget = try await self.current(id, session)
        let list = try? await self.desk.backends.all(
            .travelBudget, TravelBudgetEndpoints.listVenues, for: session, of: Venue.self)
        let venues = list ?? []
        let comparison = await self.comparison(request.query["comparison"], budget, session)
        let format = LocaleFormat(visit.language)
        let named = { (venue: Venue) in
            PlaceName.text(venue.venue, in: venue.zone, known: venue.city, format)
        }
        let name = { (venue: String) in venues.first { $0.venue == venue }.map { named($0).name } ?? venue }
        var rows: [BudgetModel.Venue] = []
        if let columns = comparison?.report?.columns {
            rows = columns.map { column in
                BudgetModel.Venue(
                    name: name(column.venue), p50: column.total.p50, p80: column.total.p80, p95: column.total.p95,
                    isChosen: column.venue == budget?.input.venue)
            }
        } else if let budget, let total = budget.forecast?.total {
            rows = [
                BudgetModel.Venue(
                    name: name(budget.input.venue), p50: total.p50, p80: total.p80, p95: total.p95, isChosen: true)
            ]
        }
        let mayCompare = self.desk.backends.isAllowed(TravelBudgetEndpoints.compareVenues, session)
        let model = BudgetModel(
            convening: id.description, place: budget.map { name($0.input.venue) } ?? "",
            lines: (budget?.categories ?? []).map {
                BudgetModel.Line(
                    category: BudgetCategoryWord(number: $0.category), planned: $0.standing.planned,
                    committed: $0.standing.committed, actual: $0.standing.actual, left: $0.standing.available)
            }, venues: rows, ceiling: nil, travellers: budget?.participants ?? 0,
            choices: budget != nil && mayCompare
                ? venues.map { venue in
                    let (text, isTranslated) = named(venue)
                    return FormField.Choice(
                        venue.venue, Prose(verbatim: text), language: isTranslated ? nil : Language.english.rawValue)
                } : [],
            isComputing: budget?.estimate == .pending || comparison?.state == .pending,
            seed: budget?.forecast.map { String($0.seed) }, simulations: budget?.forecast?.draws,
            exists: budget != nil)
        let kept = request.query["comparison"].map { [("comparison", $0)] } ?? []
        return self.desk.page(BudgetView(model), visit, .budget(id.description), query: kept)
    }

    /// The comparison that the address names, when it is one of this budget.
    private func comparison(_ text: String?, _ budget: Budget?, _ session: PortalSession) async -> ComparisonRun? {
        guard let text, let id = ComparisonID(text), let budget else { return nil }
        let found: ComparisonRun? = try? await self.desk.backends.call(
            .travelBudget, TravelBudgetEndpoints.getComparison, .init(path: [id.description]), for: session
        ).value
        return found?.budgetId == budget.id ? found : nil
    }

    @Sendable private func compare(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: ConveningID = try visit.id("conveningId")
        guard let budget = try await self.current(id, session) else { throw Problem.notFound }
        let venues = [form["first"], form["second"]].filter { !$0.isEmpty }
        guard Set(venues).count == 2 else { return self.desk.seeOther(.budget(id.description), visit) }
        let queued: QueuedComparison = try await self.desk.backends.call(
            .travelBudget, TravelBudgetEndpoints.compareVenues,
            .init(path: [budget.id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "compare")),
            body: ComparisonInput(venues: venues, seed: budget.input.seed), for: session
        ).value
        return self.desk.seeOther(
            .budget(id.description), visit, query: [("comparison", queued.comparisonId.description)])
    }
}
