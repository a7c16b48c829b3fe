import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionEngine
import ServiceKit

/// Composes a cohort: seals the inputs, solves, and keeps what was found.
struct CohortJob: Sendable {
    private let database: Database
    private let journal: Journal
    private let cohorts: CohortStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.cohorts = CohortStore(vault)
    }

    /// What the job shows when it is done.
    struct Outcome: Codable, Sendable {
        let cohortId: CohortID
        let state: CohortState
    }

    func run(_ context: JobContext) async throws -> Outcome {
        guard let id = CohortID(context.job.subject) else { throw JobFailure("unknown-cohort", "No such cohort.") }
        do {
            return try await self.compose(id, context)
        } catch {
            // Nobody shall wait for a cohort that will not come. What cannot be kept now, the next attempt keeps.
            if context.isFinal(error) {
                try? await self.journal.step(context) { transaction, record in
                    try await self.keep(id, .failed, transaction, record)
                }
            }
            throw error
        }
    }

    private func compose(_ id: CohortID, _ context: JobContext) async throws -> Outcome {
        context.report(0.05, "reading")
        let cohort = try await self.cohorts.find(id, self.database)
        guard cohort.state == .computing else { return Outcome(cohortId: id, state: cohort.state) }
        let contenders = try await self.cohorts.contenders(cohort.calibrationId, self.database)
        let text = try await self.sealedText(cohort, contenders)
        try await self.journal.step(context) { transaction, record in
            try await self.cohorts.seal(id, instance: text, candidates: contenders.map(\.id), transaction)
            try await record.audit("cohort.sealed", "cohort/\(id)", details: ["engine": CohortSolver.version])
        }
        let composition = try CohortComposition(sealed: text, contenders: contenders)
        context.report(0.2, "composing")
        let found = try await context.compute { _ in
            let outcome = CohortSolver(seed: UInt64(cohort.policy.seed)).solve(composition.problem)
            return Self.words(outcome, composition, cohort.policy)
        }
        context.report(0.9, "keeping")
        return try await self.journal.finish(context) { transaction, record in
            try await self.keep(id, found.state, result: found.result, clash: found.clash, transaction, record)
            return Outcome(cohortId: id, state: found.state)
        }
    }

    private func sealedText(_ cohort: Cohort, _ contenders: [CohortStore.Contender]) async throws -> String {
        var costs: [Country: Int64]?
        if let venue = cohort.policy.venue { costs = try await self.cohorts.costs(venue: venue, self.database) }
        do {
            return try CohortComposition.seal(
                cohort.policy, contenders: contenders, costs: costs, name: "cohort-\(cohort.id)")
        } catch {
            switch error {
            case .unknownCode(let code):
                throw JobFailure(
                    "unknown-code", "The policy names somebody who is no candidate.", parameters: ["code": code])
            case .costMissing(let countries):
                throw JobFailure(
                    "cost-missing", "The travel budget has no estimate to this venue from every country.",
                    parameters: ["countries": countries.joined(separator: " ")])
            case .malformed: throw JobFailure("policy-malformed", "The policy cannot be composed.")
            }
        }
    }

    private static func words(
        _ outcome: CohortOutcome, _ composition: CohortComposition, _ policy: CohortPolicy
    ) -> (state: CohortState, result: CohortResult?, clash: CohortClash?) {
        switch outcome {
        case .solved(let solution): (.proposed, composition.result(solution, policy: policy), nil)
        case .infeasible(let conflict): (.infeasible, nil, composition.clash(conflict))
        case .undecided: (.undecided, nil, nil)
        }
    }

    private func keep(
        _ id: CohortID, _ state: CohortState, result: CohortResult? = nil, clash: CohortClash? = nil,
        _ transaction: Transaction, _ record: Record
    ) async throws {
        try await self.cohorts.finish(id, state: state, result: result, clash: clash, transaction)
        try await record.audit("cohort.\(state.rawValue)", "cohort/\(id)")
    }
}
