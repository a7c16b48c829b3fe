import SelectionContract
import SelectionDomain
import ServiceKit

extension Round {
    /// The state after an act.
    /// - Throws: `Problem` conflict naming the state that does not allow it.
    func state(after act: RoundPhase.Act) throws -> RoundState {
        guard let phase = RoundPhase(rawValue: self.state.rawValue), let next = phase.after(act),
            let state = RoundState(rawValue: next.rawValue)
        else {
            throw Problem.conflict(
                "The round is \(self.state.rawValue); this cannot be done now.", state: self.state.rawValue)
        }
        return state
    }
}
