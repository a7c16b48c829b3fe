import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// What every decision about a cohort begins with: the cohort as it stands, and the problem it was composed from.
struct CohortDesk: Sendable {
    private let cohorts: CohortStore

    init(_ vault: FieldVault) {
        self.cohorts = CohortStore(vault)
    }

    /// A cohort as it stands: with those who left and those who came in for them.
    func current(_ id: CohortID, _ runner: some QueryRunner) async throws -> Cohort {
        let found = try await self.cohorts.find(id, runner)
        guard found.state == .confirmed, found.result != nil else { return found }
        let states = try await self.cohorts.memberStates(id, runner)
        guard states.contains(where: { $0.1 != .chosen }) else { return found }
        return try await self.composition(found, runner).after(states, found)
    }

    /// - Throws: `Problem.notFound` before the inputs are sealed.
    func composition(_ cohort: Cohort, _ runner: some QueryRunner) async throws -> CohortComposition {
        guard let sealed = try await self.cohorts.sealed(cohort.id, runner) else { throw Problem.notFound }
        let contenders = try await self.cohorts.contenders(cohort.calibrationId, withdrawn: true, runner)
        var byID: [CandidateID: CohortStore.Contender] = [:]
        for contender in contenders { byID[contender.id] = contender }
        return try CohortComposition(sealed: sealed.instance, contenders: sealed.candidates.compactMap { byID[$0] })
    }

    /// A cohort that is locked and of the version that the decision is about.
    func locked(
        _ id: CohortID, version: Int, state: CohortState, _ transaction: Transaction
    ) async throws -> Cohort {
        let cohort = try await self.cohorts.find(id, lock: true, transaction)
        guard cohort.state == state else {
            throw Problem.conflict("The cohort is \(cohort.state.rawValue).", state: cohort.state.rawValue)
        }
        guard cohort.version == version else {
            throw Problem(
                .conflict, "The cohort has changed since it was read.",
                parameters: ["state": cohort.state.rawValue, "currentVersion": "\(cohort.version)"])
        }
        return cohort
    }
}
