import Durability
import Postgres
import Primitives
import SelectionContract
import SelectionDomain
import ServiceKit

/// Whether a round takes a calibration. Asked when somebody wants one, and again in the transaction that keeps it:
/// between the two its cohort may be confirmed.
struct CalibrationGate: Sendable {
    private let rounds = RoundStore()
    private let cohorts: CohortStore

    init(_ vault: FieldVault) {
        self.cohorts = CohortStore(vault)
    }

    /// Locks the round until the transaction ends, as the confirmation of its cohort does, so that one of the two comes
    /// first and the other sees it.
    /// - Throws: `Problem` not found, or conflict naming the state: of the round when it is not closed, `confirmed` when
    ///   it has its cohort.
    func hold(_ id: RoundID, _ transaction: Transaction) async throws {
        let round = try await self.rounds.find(id, memberOnly: nil, lock: true, transaction)
        _ = try round.state(after: .calibrate)
        guard try await !self.cohorts.hasConfirmed(id, transaction) else {
            throw Problem.conflict(
                "The cohort of this round is confirmed; the ranking that it rests on stands.", state: "confirmed")
        }
    }
}
