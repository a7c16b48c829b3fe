import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import SelectionEngine
import ServiceKit

/// Cohorts over HTTP: composing, reading, explaining, signing.
struct CohortHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let rounds = RoundStore()
    private let calibrations = CalibrationStore()
    private let cohorts: CohortStore
    private let desk: CohortDesk

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.cohorts = CohortStore(vault)
        self.desk = CohortDesk(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.composeCohort, self.compose)
        table.on(SelectionEndpoints.listCohorts, self.list)
        table.on(SelectionEndpoints.getCohort, self.get)
        table.on(SelectionEndpoints.getCohortInstance, self.instance)
        table.on(SelectionEndpoints.explainCandidate, self.explain)
        table.on(SelectionEndpoints.signCohort, self.sign)
        table.on(SelectionEndpoints.confirmCohort, self.confirm)
    }

    // MARK: Composing and reading

    @Sendable private func compose(_ request: APIRequest) async throws -> APIResponse {
        let id: RoundID = try request.id("roundId")
        let policy: CohortPolicy = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let round = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
            _ = try round.state(after: .compose)
            guard let calibration = try await self.calibrations.latest(id, transaction) else {
                throw Problem.conflict("The scores are not calibrated yet.", state: "not-calibrated")
            }
            if !policy.includes.isEmpty || !policy.excludes.isEmpty {
                let contenders = try await self.cohorts.contenders(calibration.id, transaction)
                try Self.check(policy, Set(contenders.map(\.code)))
            }
            let made = try await self.cohorts.insert(
                policy, round: id, calibration: calibration.id, engine: CohortSolver.version, transaction)
            let job = try await record.job(SelectionJobs.cohort, subject: made.description, input: policy)
            try await record.audit(
                "cohort.requested", "cohort/\(made)", reason: policy.reason,
                details: [
                    "round": "\(id)", "size": "\(policy.size)", "quotas": "\(policy.quotas.count)",
                    "seed": "\(policy.seed)",
                ])
            return try .accepted(QueuedCohort(cohortId: made, jobId: job), location: "/v1/cohorts/\(made)")
        }
    }

    private static func check(_ policy: CohortPolicy, _ codes: Set<String>) throws {
        var errors: [FieldError] = []
        for (field, list) in [("includes", policy.includes), ("excludes", policy.excludes)] {
            for (position, code) in list.enumerated() where !codes.contains(code) {
                errors.append(
                    FieldError(
                        pointer: "/\(field)/\(position)", code: "unknown", detail: "There is no such candidate."))
            }
        }
        guard errors.isEmpty else { throw Problem.invalid(errors) }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let round = try await self.rounds.find(request.id("roundId"), memberOnly: nil, self.database)
        let found = try await self.cohorts.list(
            round.id, limit: page.limit, after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        // Whoever decides next names the version of what she saw.
        let found = try await self.database.withTransaction(.readOnly) { try await self.desk.current(id, $0) }
        return try .ok(found, version: found.version)
    }

    @Sendable private func instance(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        guard let sealed = try await self.cohorts.sealed(id, self.database) else { throw Problem.notFound }
        return .file(Array(sealed.instance.utf8), mediaType: "application/json", name: "cohort.json")
    }

    @Sendable private func explain(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        let code = try request.parameter("code")
        let (composition, found) = try await self.database.withTransaction(.readOnly) { transaction in
            let cohort = try await self.cohorts.find(id, transaction)
            return (try await self.desk.composition(cohort, transaction), cohort.result)
        }
        guard let result = found else { throw Problem.notFound }
        guard let position = composition.contenders.firstIndex(where: { $0.code == code }) else {
            throw Problem.notFound
        }
        let explanation = await EngineThread.run { composition.explanation(of: position, in: result) }
        return try .ok(explanation)
    }

    // MARK: Deciding

    @Sendable private func sign(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        let decision: CohortDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let cohort = try await self.desk.locked(id, version: decision.version, state: .proposed, transaction)
            guard try await !self.cohorts.hasConfirmed(cohort.roundId, transaction) else {
                throw Problem.conflict("Another cohort of this round is confirmed already.", state: "confirmed")
            }
            try await self.cohorts.sign(id, by: request.principal.subject, at: request.receivedAt, transaction)
            try await record.audit(
                "cohort.signed", "cohort/\(id)", reason: decision.reason,
                details: ["input": cohort.inputHash ?? "", "engine": cohort.engine])
            let signed = try await self.cohorts.find(id, transaction)
            return try .ok(signed, version: signed.version)
        }
    }

    @Sendable private func confirm(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        let decision: CohortDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            // Held until the end: a calibration that is being kept comes before this, or not at all. And before the
            // cohort, so that two confirmations of one round do not wait for each other.
            let round = try await self.cohorts.find(id, transaction).roundId
            _ = try await self.rounds.find(round, memberOnly: nil, lock: true, transaction)
            let cohort = try await self.desk.locked(id, version: decision.version, state: .signed, transaction)
            guard cohort.signedBy != request.principal.subject else {
                throw Problem.conflict("Whoever signed cannot confirm: it takes two people.", state: "same-person")
            }
            let members = (cohort.result?.members ?? []).map(\.candidateId)
            let free = try await self.cohorts.confirm(
                cohort, members: members, by: request.principal.subject, at: request.receivedAt, transaction)
            try await record.audit(
                "cohort.confirmed", "cohort/\(id)", reason: decision.reason,
                details: ["members": "\(members.count)", "free": "\(free)"])
            let convening = try await self.cohorts.convening(cohort.roundId, transaction)
            try await record.event(
                "cohort.confirmed", subject: id.description,
                payload: [
                    "cohortId": id.description, "roundId": cohort.roundId.description,
                    "conveningId": convening?.description ?? "",
                ])
            let confirmed = try await self.desk.current(id, transaction)
            return try .ok(confirmed, version: confirmed.version)
        }
    }
}
