import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import ServiceKit

/// Replacements in a confirmed cohort over HTTP: one person proposes, another decides, as with the cohort itself.
struct ReplacementHandlers: Sendable {
    private let journal: Journal
    private let cohorts: CohortStore
    private let desk: CohortDesk

    init(_ database: Database, _ vault: FieldVault) {
        self.journal = Journal(database, vault)
        self.cohorts = CohortStore(vault)
        self.desk = CohortDesk(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.proposeReplacement, self.propose)
        table.on(SelectionEndpoints.decideReplacement, self.decide)
    }

    @Sendable private func propose(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        let input: Replacement = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let cohort = try await self.desk.locked(id, version: input.version, state: .confirmed, transaction)
            let composition = try await self.desk.composition(cohort, transaction)
            let states = try await self.cohorts.memberStates(id, transaction)
            let move = try composition.move(leaving: input.leaving, entering: input.entering, states)
            let (leaving, entering) = (composition.contenders[move.leaving], composition.contenders[move.entering])
            try await self.cohorts.propose(
                id, leaving: leaving.id, entering: entering.id, reason: input.reason, by: request.principal.subject,
                at: request.receivedAt, transaction)
            try await record.audit(
                "cohort.replacement-proposed", "cohort/\(id)", reason: input.reason,
                details: ["leaving": "\(leaving.id)", "entering": "\(entering.id)"])
            let changed = try await self.desk.current(id, transaction)
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: CohortID = try request.id("cohortId")
        let decision: ReplacementDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let cohort = try await self.desk.locked(id, version: decision.version, state: .confirmed, transaction)
            guard let pending = cohort.pendingReplacement else {
                throw Problem.conflict("No replacement waits for a decision.", state: "nothing-pending")
            }
            guard
                SecondPersonRule.allows(
                    asked: pending.proposedBy, decides: request.principal.subject, isYes: decision.isConfirmed)
            else {
                throw Problem.conflict("Whoever proposed cannot confirm: it takes two people.", state: "same-person")
            }
            let composition = try await self.desk.composition(cohort, transaction)
            let position = { (code: String) in composition.contenders.first { $0.code == code } }
            guard let leaving = position(pending.leaving), let entering = position(pending.entering) else {
                throw Problem.notFound
            }
            try await self.cohorts.decideReplacement(
                id, isConfirmed: decision.isConfirmed, by: request.principal.subject, at: request.receivedAt,
                transaction)
            let people = ["leaving": "\(leaving.id)", "entering": "\(entering.id)"]
            if decision.isConfirmed {
                try await self.requireStillPossible(pending, cohort, composition, transaction)
                try await self.cohorts.replace(id, leaving: leaving.id, entering: entering.id, transaction)
                try await record.audit(
                    "cohort.member-replaced", "cohort/\(id)", reason: decision.reason ?? pending.reason,
                    details: people)
                try await record.event(
                    "cohort.changed", subject: id.description,
                    payload: [
                        "cohortId": id.description, "left": leaving.applicationID.description,
                        "entered": entering.applicationID.description,
                    ])
            } else {
                try await record.audit(
                    "cohort.replacement-refused", "cohort/\(id)", reason: decision.reason, details: people)
            }
            let changed = try await self.desk.current(id, transaction)
            return try .ok(changed, version: changed.version)
        }
    }

    /// Between proposal and decision somebody may have taken her application back.
    private func requireStillPossible(
        _ pending: PendingReplacement, _ cohort: Cohort, _ composition: CohortComposition, _ transaction: Transaction
    ) async throws {
        let states = try await self.cohorts.memberStates(cohort.id, transaction)
        do {
            _ = try composition.move(leaving: pending.leaving, entering: pending.entering, states)
        } catch let problem as Problem where problem.type == .invalidFields {
            throw Problem.conflict(
                "The proposal no longer fits the cohort. Refuse it and propose another.", state: "outdated")
        }
    }
}
