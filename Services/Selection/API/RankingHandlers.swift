import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// Calibration and ranking over HTTP.
struct RankingHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let rounds = RoundStore()
    private let calibrations = CalibrationStore()
    private let gate: CalibrationGate

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.gate = CalibrationGate(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.calibrate, self.calibrate)
        table.on(SelectionEndpoints.getRanking, self.ranking)
        table.on(SelectionEndpoints.listLeniencies, self.leniencies)
    }

    @Sendable private func calibrate(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let input: CalibrationRequest = try request.body()
        return try await self.journal.once(request) { transaction, record in
            try await self.gate.hold(id, transaction)
            let job = try await record.job(SelectionJobs.calibration, subject: id.description, input: input)
            try await record.audit(
                "calibration.requested", "round/\(id)",
                details: ["places": "\(input.places)", "seed": "\(input.seed)"])
            return try .accepted(QueuedJob(jobId: job), location: "/v1/jobs/\(job)")
        }
    }

    /// - Throws: `Problem.notFound` before the first calibration: there is no ranking yet.
    private func latest(_ request: APIRequest, memberOnly: String?) async throws -> CalibrationStore.Head {
        let round = try await self.rounds.find(request.id("roundId"), memberOnly: memberOnly, self.database)
        guard let latest = try await self.calibrations.latest(round.id, self.database) else { throw Problem.notFound }
        return latest
    }

    @Sendable private func ranking(_ request: APIRequest) async throws -> APIResponse {
        let latest = try await self.latest(request, memberOnly: nil)
        return try .ok(try await self.calibrations.ranking(latest, self.database))
    }

    @Sendable private func leniencies(_ request: APIRequest) async throws -> APIResponse {
        let subject = request.isOwnOnly ? request.principal.subject : nil
        let latest = try await self.latest(request, memberOnly: subject)
        let found = try await self.calibrations.leniencies(latest.id, only: subject, self.database)
        return try .ok(Page(items: found, next: nil))
    }
}
