import Primitives

/// What can be wrong with an agenda. The words for each are made where they are shown; see ``ClashSentence`` for
/// the English ones.
package enum ClashCode: String, CaseIterable, Sendable, Codable {
    // Hard: nobody can live with it.
    case roomTaken = "room_taken"
    case personInTwoRooms = "person_in_two_rooms"
    case roomClosed = "room_closed"
    case personNotAvailable = "person_not_available"
    case roomTooSmall = "room_too_small"
    case noInterpreter = "no_interpreter"
    case tooFewBooths = "too_few_booths"
    case roomNotAllowed = "room_not_allowed"
    case dayNotAllowed = "day_not_allowed"
    case wrongSlot = "wrong_slot"
    case doesNotFit = "does_not_fit"
    case orderBroken = "order_broken"
    case parallelToPlenary = "parallel_to_plenary"
    case notPlaced = "not_placed"
    // Soft: it should be better.
    case shortBreak = "short_break"
    case thirdInARow = "third_in_a_row"
    case stepFreeMissing = "step_free_missing"
    case sameThemeParallel = "same_theme_parallel"
    case lateHour = "late_hour"
    case localWeekend = "local_weekend"
    case restDay = "rest_day"
    case moved

    package var severity: ClashSeverity {
        switch self {
        case .roomTaken, .personInTwoRooms, .roomClosed, .personNotAvailable, .roomTooSmall, .noInterpreter,
            .tooFewBooths, .roomNotAllowed, .dayNotAllowed, .wrongSlot, .doesNotFit, .orderBroken,
            .parallelToPlenary, .notPlaced:
            .hard
        case .shortBreak, .thirdInARow, .stepFreeMissing, .sameThemeParallel, .lateHour, .localWeekend, .restDay,
            .moved:
            .soft
        }
    }

    /// Whether an agenda with such a clash is published only for a stated reason. A session that has no place yet
    /// may wait; the solver counts it as hard all the same.
    package var blocksRelease: Bool { self.severity == .hard && self != .notPlaced }
}

package enum ClashSeverity: String, Sendable, Codable {
    case hard
    case soft
}

/// One thing that is wrong, with all that is needed to say it in any language.
package struct Clash: Hashable, Sendable, Codable {
    package let code: ClashCode
    /// Hard: how many times it counts (an interpreter short each). Soft: its weight.
    package let penalty: Int
    /// The sessions in question, the one to change first.
    package let sessions: [SessionID]
    package let room: RoomID?
    package let person: PersonID?
    /// Further facts by name: `expected`, `capacity`, `minutes`, `pair`, `reason`, `slot`, `zone`, `percent`…
    package let facts: [String: String]

    package init(
        _ code: ClashCode, penalty: Int = 1, sessions: [SessionID], room: RoomID? = nil, person: PersonID? = nil,
        facts: [String: String] = [:]
    ) {
        self.code = code
        self.penalty = penalty
        self.sessions = sessions
        self.room = room
        self.person = person
        self.facts = facts
    }

    package var severity: ClashSeverity { self.code.severity }
}
