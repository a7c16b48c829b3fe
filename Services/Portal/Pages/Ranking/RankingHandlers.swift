import Access
import ApplicationsContract
import Primitives
import SelectionContract
import ServiceClient
import ServiceKit

/// The calibrated ranking of a round.
struct RankingHandlers: Sendable {
    let desk: Desk

    func add(to table: inout HandlerTable) {
        table.on(PortalEndpoints.ranking, self.ranking)
        table.on(PortalEndpoints.calibrate, self.calibrate)
    }

    @Sendable private func ranking(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        guard self.desk.backends.isAllowed(SelectionEndpoints.getRanking, session) else { throw Problem.notFound }
        let id: RoundID = try visit.id("roundId")
        let order = request.query["sort"].flatMap { RankingModel.Order(rawValue: $0) } ?? .rank
        let extent: RankingModel.Extent =
            switch request.query["show"] {
            case "close": .closeCalls
            case "all": .everyone
            default: .first(RankingModel.firstRows)
            }
        let work = await self.desk.backends.work(.selection, job: request.query["job"], for: session)
        let ranking = try await self.found(id, session)
        var rows = ranking?.rows ?? []
        if extent == .closeCalls { rows = rows.filter { (3...7).contains(Int(($0.chance * 10).rounded())) } }
        switch order {
        case .rank: break
        case .spread: rows.sort { ($0.spread ?? -1, -$0.rank) > ($1.spread ?? -1, -$1.rank) }
        case .chance: rows.sort { ($0.chance, -$0.rank) > ($1.chance, -$1.rank) }
        }
        if case .first(let count) = extent { rows = Array(rows.prefix(count)) }
        let model = RankingModel(
            round: id.description,
            rows: ranking == nil
                ? nil
                : rows.map {
                    RankingModel.Row(
                        rank: $0.rank, code: $0.code, score: $0.score, low: $0.low, high: $0.high,
                        rawMean: $0.rawMean, count: $0.reviews, spread: $0.spread, chance: $0.chance)
                }, places: ranking?.places ?? 0, scale: 1...5, order: order, extent: extent,
            canCalibrate: self.desk.backends.isAllowed(SelectionEndpoints.calibrate, session),
            isComputing: work == .running, failure: work.failure(Words(visit.language)))
        let kept = ["sort", "show"].compactMap { name in request.query[name].map { (name, $0) } }
        return self.desk.page(RankingView(model), visit, .ranking(id.description), query: kept)
    }

    /// The ranking; nil while there is none of a round that exists.
    private func found(_ id: RoundID, _ session: PortalSession) async throws -> Ranking? {
        do {
            return try await self.desk.backends.call(
                .selection, SelectionEndpoints.getRanking, .init(path: [id.description]), for: session
            ).value
        } catch let problem as ClientProblem where problem.status == 404 {
            _ = try await self.desk.backends.call(
                .selection, SelectionEndpoints.getRound, .init(path: [id.description]), for: session,
                returning: Round.self)
            return nil
        }
    }

    @Sendable private func calibrate(_ request: APIRequest) async throws -> APIResponse {
        let visit = try await self.desk.visit(request)
        let session = try visit.staff()
        let form = try self.desk.form(visit)
        let id: RoundID = try visit.id("roundId")
        let queued: QueuedJob = try await self.desk.backends.call(
            .selection, SelectionEndpoints.calibrate,
            .init(path: [id.description], idempotencyKey: OpportunityHandlers.key(form["once"], "calibrate")),
            body: CalibrationRequest(places: try await Self.places(of: id, self.desk, session), seed: 1), for: session
        ).value
        return self.desk.seeOther(.ranking(id.description), visit, query: [("job", queued.jobId.description)])
    }

    /// How many places the convening of a round has.
    static func places(of id: RoundID, _ desk: Desk, _ session: PortalSession) async throws -> Int {
        let round: Round = try await desk.backends.call(
            .selection, SelectionEndpoints.getRound, .init(path: [id.description]), for: session
        ).value
        return try await self.convening(of: round, desk).places
    }

    /// The call whose applications a round judges.
    static func call(of round: Round, _ desk: Desk) async throws -> Call {
        try await desk.backends.call(
            .applications, ApplicationsEndpoints.getCall, .init(path: [round.callId.description]), for: nil
        ).value
    }

    static func convening(of round: Round, _ desk: Desk) async throws -> Convening {
        let call = try await self.call(of: round, desk)
        return try await desk.backends.call(
            .applications, ApplicationsEndpoints.getConvening, .init(path: [call.conveningId.description]), for: nil
        ).value
    }
}
