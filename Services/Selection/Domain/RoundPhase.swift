/// The states of a round and what may be done in each.
package enum RoundPhase: String, Sendable, CaseIterable {
    case prepared
    case declaring
    case scoring
    case closed

    package enum Act: Sendable, CaseIterable {
        case change
        case open
        case declare
        case assign
        case score
        case close
        case calibrate
        case compose
    }

    /// The phase after an act; nil when the act is not possible here.
    package func after(_ act: Act) -> RoundPhase? {
        switch (self, act) {
        case (.prepared, .change): .prepared
        case (.prepared, .open): .declaring
        case (.declaring, .declare): .declaring
        case (.declaring, .assign), (.scoring, .assign): .scoring
        case (.scoring, .score): .scoring
        case (.scoring, .close): .closed
        case (.closed, .calibrate), (.closed, .compose): .closed
        default: nil
        }
    }
}
