import SelectionDomain
import Testing

@Suite("Phases of a round")
struct RoundPhaseTests {
    @Test("exactly these acts are possible")
    func table() {
        let possible = RoundPhase.allCases.flatMap { phase in
            RoundPhase.Act.allCases.compactMap { act in
                phase.after(act).map { "\(phase) \(act) → \($0)" }
            }
        }
        #expect(
            possible == [
                "prepared change → prepared", "prepared open → declaring", "declaring declare → declaring",
                "declaring assign → scoring", "scoring assign → scoring", "scoring score → scoring",
                "scoring close → closed", "closed calibrate → closed", "closed compose → closed",
            ])
    }
}
