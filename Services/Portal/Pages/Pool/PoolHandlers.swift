import Access
import ApplicationsContract
import Primitives
import ServiceClient
import ServiceKit

/// The applications of a call, by code.
struct PoolHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.pool, self.pool)
        table.on(PortalEndpoints.checkPool, self.check)
    }

    /// The person's role for the pool: an applicant who is also staff looks at it as staff.
    private func role(_ session: PortalSession) throws -> Role {
        guard let role = [Role.logistics, .administrator].first(where: { session.roles.contains($0) }) else {
            throw Problem.notFound
        }
        return role
    }

    @Sendable private func pool(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let id: CallID = try visit.id("callId")
        let call: Call = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.getCall, .init(path: [id.description]), for: nil
        ).value
        guard session.reaches(call.conveningId) else { throw Problem.notFound }
        let filter = PoolModel.Filter(
            state: request.query["state"].flatMap { PoolStateWord(rawValue: $0) },
            country: request.query["country"].flatMap { Country($0) },
            language: request.query["language"].flatMap { Language(rawValue: $0)?.rawValue })
        var query: [(name: String, value: String)] = [
            (name: "callId", value: id.description), (name: "limit", value: "100"),
        ]
        if let state = filter.state { query.append((name: "state", value: state.rawValue)) }
        if let country = filter.country { query.append((name: "country", value: country.code)) }
        if let language = filter.language { query.append((name: "language", value: language)) }
        if let cursor = request.query["cursor"] { query.append((name: "cursor", value: cursor)) }
        let page: Page<ApplicationSummary> = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.listApplications, .init(query: query), for: session,
            as: try self.role(session)
        ).value
        let rows = page.items.map { item in
            PoolModel.Row(
                code: item.reference, country: item.country, language: item.language.rawValue,
                state: PoolStateWord(code: item.state.rawValue) ?? .submitted,
                sentOn: item.submittedAt.map { visit.zone.local($0).date },
                size: ChoiceWord(code: item.size.rawValue) ?? .other)
        }
        let model = PoolModel(
            call: id.description, name: call.title.best(for: visit.language).text, rows: rows, total: nil,
            filter: filter, countries: Country.programme, nextCursor: page.next,
            canCheck: session.roles.contains(.administrator))
        let kept = ["state", "country", "language"].compactMap { name in request.query[name].map { (name, $0) } }
        return self.desk.page(PoolView(model), visit, .pool(id.description), query: kept)
    }

    @Sendable private func check(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: CallID = try visit.id("callId")
        _ = try await self.desk.backends.call(
            .applications, ApplicationsEndpoints.checkEligibility,
            .init(path: [id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "eligibility")),
            for: session, returning: EligibilityReport.self)
        return self.desk.seeOther(.pool(id.description), visit)
    }
}
