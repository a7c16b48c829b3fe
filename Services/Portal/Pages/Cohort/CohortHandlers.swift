import Access
import ApplicationsContract
import Primitives
import SelectionContract
import ServiceClient
import ServiceKit
import TravelBudgetContract

/// The proposed cohort of a round, its signature and its confirmation.
struct CohortHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.cohort, self.cohort)
        table.on(PortalEndpoints.compose, self.compose)
        table.on(PortalEndpoints.sign) { try await self.decide($0, isSigning: true) }
        table.on(PortalEndpoints.confirm) { try await self.decide($0, isSigning: false) }
    }

    @Sendable private func cohort(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        guard self.desk.backends.isAllowed(SelectionEndpoints.listCohorts, session) else { throw Problem.notFound }
        let id: RoundID = try visit.id("roundId")
        let work = await self.desk.backends.work(.selection, job: request.query["job"], for: session)
        return try await self.page(visit, session, id, error: nil, failure: work.failure(Words(visit.language)))
    }

    /// The cohort that counts: the confirmed one, or else the newest.
    private func current(_ id: RoundID, _ session: PortalSession) async throws -> Cohort? {
        let list: [CohortSummary] = try await self.desk.backends.all(
            .selection, SelectionEndpoints.listCohorts, path: [id.description], for: session)
        let newest = list.filter { $0.state != .superseded && $0.state != .failed }
            .max { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
        guard let chosen = list.first(where: { $0.state == .confirmed }) ?? newest else { return nil }
        return try await self.desk.backends.call(
            .selection, SelectionEndpoints.getCohort, .init(path: [chosen.id.description]), for: session
        ).value
    }

    private func page(
        _ visit: Visit, _ session: PortalSession, _ id: RoundID, error: FieldErrorWord?, failure: Prose? = nil,
        status: Int? = nil
    ) async throws -> APIResponse {
        let found = try await self.current(id, session)
        let words = Words(visit.language)
        let names = QuotaNames(words, questions: await self.questions(found, session))
        let state: CohortModel.State =
            switch found?.state {
            case nil: .none
            case .computing: .computing
            case .infeasible: .infeasible((found?.clash?.rules ?? []).map { names.rule($0) })
            case .undecided, .failed, .superseded: .infeasible([words(CohortWord.undecided)])
            case .proposed: .proposed
            case .signed: .signed
            case .confirmed: .confirmed
            }
        let result = found?.result
        let members = result?.members.filter { $0.state != .left } ?? []
        var counts: [Country: Int] = [:]
        for member in members { counts[member.country, default: 0] += 1 }
        let others = counts.keys.filter { !Country.programme.contains($0) }.sorted()
        let backends = self.desk.backends
        let cost = found == nil ? nil : await self.cost(found, session)
        let model = CohortModel(
            round: id.description, id: found?.id.description ?? "", version: found.map { String($0.version) } ?? "",
            state: state, isOptimal: result?.isOptimal ?? false,
            quotas: (result?.quotas ?? []).map {
                CohortModel.Quota(
                    name: names.quota($0.name), least: $0.minimum > 0 ? $0.minimum : nil,
                    most: Self.statedMaximum($0, found?.policy), have: $0.have)
            },
            countries: (Country.programme + others).map { .init(country: $0, count: counts[$0] ?? 0) }, cost: cost,
            members: members.map { self.member($0, names, words) },
            waiting: (result?.waitlist ?? []).prefix(60).map { self.waiting($0, words) },
            waitingTotal: result?.waitlist.count ?? 0,
            canCompose: backends.isAllowed(SelectionEndpoints.composeCohort, session) && found?.state != .confirmed,
            canSign: backends.isAllowed(SelectionEndpoints.signCohort, session) && found?.state == .proposed,
            canConfirm: backends.isAllowed(SelectionEndpoints.confirmCohort, session) && found?.state == .signed
                && found?.signedBy != session.subject, mustStepUp: !session.isFresh(at: visit.now), error: error,
            failure: failure)
        return self.desk.page(CohortView(model), visit, .cohort(id.description), status: status)
    }

    /// The upper end of a quota as the policy states it. Where it states none, the service gives the number of
    /// candidates that there are, which says nothing about the rule.
    private static func statedMaximum(_ quota: QuotaStanding, _ policy: CohortPolicy?) -> Int? {
        let isStated = policy?.quotas.contains { input in
            quota.name.hasPrefix("\(input.attribute.rawValue):") && (input.maximum ?? 0) >= quota.maximum
        }
        return isStated == true ? quota.maximum : nil
    }

    /// The questions of the call, when a quota or a rule is about an answer; none for whoever may not see the round.
    private func questions(_ cohort: Cohort?, _ session: PortalSession) async -> [Question] {
        guard let cohort, cohort.policy.quotas.contains(where: { $0.question != nil }),
            let round: Round = try? await self.desk.backends.call(
                .selection, SelectionEndpoints.getRound, .init(path: [cohort.roundId.description]), for: session
            ).value
        else { return [] }
        return (try? await RankingHandlers.call(of: round, self.desk))?.questions ?? []
    }

    private func member(_ member: CohortMember, _ names: QuotaNames, _ words: Words) -> CohortModel.Member {
        let reason: Prose =
            if member.holdsUp.isEmpty {
                words(CohortWord.reasonRanked, ["rank": Prose(verbatim: words.format.number(member.rank))])
            } else {
                words(CohortWord.reasonHolds, ["quota": words.list(member.holdsUp.map { names.quota($0) })])
            }
        return CohortModel.Member(
            code: member.code, country: member.country, language: member.language.rawValue, rank: member.rank,
            reason: reason)
    }

    private func waiting(_ place: WaitlistPlace, _ words: Words) -> CohortModel.Member {
        let reason =
            place.bestFor > 0
            ? words(CohortWord.reasonWaiting, ["best": Prose(verbatim: words.format.number(place.bestFor))])
            : words(CohortWord.reasonRanked, ["rank": Prose(verbatim: words.format.number(place.rank))])
        return CohortModel.Member(
            code: place.code, country: place.country, language: place.language.rawValue, rank: place.rank,
            reason: reason)
    }

    /// What the cohort costs by its own estimate and, when the convening has a budget, by its forecast.
    private func cost(_ cohort: Cohort?, _ session: PortalSession) async -> CohortModel.Cost? {
        guard let cohort else { return nil }
        let forecast = try? await self.forecast(cohort, session)
        let estimate = cohort.result?.cost
        guard forecast != nil || estimate != nil || cohort.policy.costCeiling != nil else { return nil }
        return CohortModel.Cost(
            p50: forecast?.total.p50, p80: forecast?.total.p80, p95: forecast?.total.p95, estimate: estimate,
            ceiling: cohort.policy.costCeiling)
    }

    private func forecast(_ cohort: Cohort, _ session: PortalSession) async throws -> Forecast? {
        let backends = self.desk.backends
        guard backends.isAllowed(TravelBudgetEndpoints.getBudget, session),
            backends.isAllowed(SelectionEndpoints.getRound, session)
        else { return nil }
        let round: Round = try await backends.call(
            .selection, SelectionEndpoints.getRound, .init(path: [cohort.roundId.description]), for: session
        ).value
        let convening = try await RankingHandlers.convening(of: round, self.desk)
        return try await BudgetHandlers(desk: self.desk).current(convening.id, session)?.forecast
    }

    // MARK: Acts

    /// Composes again by the last policy, or with the convening's places and no quota when there is none.
    @Sendable private func compose(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: RoundID = try visit.id("roundId")
        let policy: CohortPolicy
        if let last = try await self.current(id, session)?.policy {
            policy = last
        } else {
            policy = CohortPolicy(
                size: try await RankingHandlers.places(of: id, self.desk, session), quotas: [], seed: 1)
        }
        do {
            let queued: QueuedCohort = try await self.desk.backends.call(
                .selection, SelectionEndpoints.composeCohort,
                .init(path: [id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "compose")),
                body: policy, for: session
            ).value
            return self.desk.seeOther(.cohort(id.description), visit, query: [("job", queued.jobId.description)])
        } catch let problem as ClientProblem where problem.status == 422 && !problem.errors.isEmpty {
            // The policy is not a form of this page, so its faults stand above it.
            let words = Words(visit.language)
            let faults = Set(problem.errors.map { words(FieldErrorWord(code: $0.code) ?? .unknown).text }).sorted()
            return try await self.page(
                visit, session, id, error: nil, failure: Prose(verbatim: faults.joined(separator: " ")), status: 422)
        }
    }

    private func decide(_ request: APIRequest, isSigning: Bool) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: CohortID = try visit.id("cohortId")
        guard let round = RoundID(form["round"]), let version = Int(form["version"]) else { throw Problem.notFound }
        if let first = self.desk.stepUp(session, visit, next: .cohort(round.description)) { return first }
        guard form["read"] == "yes" else {
            return try await self.page(visit, session, round, error: .notAgreed)
        }
        let note = String(form["note"].prefix(2000))
        try await self.desk.backends.act(
            .selection, isSigning ? SelectionEndpoints.signCohort : SelectionEndpoints.confirmCohort,
            .init(
                path: [id.description],
                idempotencyKey: OpportunityHandlers.key(form["once"], isSigning ? "sign" : "confirm")),
            body: CohortDecision(version: version, reason: note.isEmpty ? nil : note), for: session)
        return self.desk.seeOther(.cohort(round.description), visit)
    }
}
