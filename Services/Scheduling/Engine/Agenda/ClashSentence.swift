import Primitives

/// Clashes in plain English, for the command line and for logs of a solver run. Pages make their own words from
/// the codes, in four languages.
package struct ClashSentence {
    private let sessions: [SessionID: String]
    private let rooms: [RoomID: String]
    private let people: [PersonID: String]
    private let slots: [String]

    /// Names by id; what has none is called by its id. `slots` says when each slot is ("Tue 10:30").
    package init(
        sessions: [SessionID: String], rooms: [RoomID: String], people: [PersonID: String], slots: [String] = []
    ) {
        self.sessions = sessions
        self.rooms = rooms
        self.people = people
        self.slots = slots
    }

    package func text(_ clash: Clash) -> String {
        let session = self.session(clash, 0)
        let other = self.session(clash, 1)
        let room = clash.room.map { self.rooms[$0] ?? $0.description } ?? "The room"
        let person = clash.person.map { self.people[$0] ?? $0.description } ?? "Someone"
        func fact(_ name: String) -> String { clash.facts[name] ?? "?" }
        return switch clash.code {
        case .roomTaken: "\(room) is taken: \(session) and \(other) are there at the same time."
        case .personInTwoRooms: "\(person) is in two rooms: \(session) and \(other) are at the same time."
        case .roomClosed: "\(room) is closed during \(session)."
        case .personNotAvailable:
            switch fact("reason") {
            case "not_arrived": "\(person) has not arrived yet when \(session) begins."
            case "left": "\(person) has left before \(session) ends."
            default: "\(person) is not available during \(session)."
            }
        case .roomTooSmall:
            "\(room) is too small for \(session): \(fact("expected")) people, \(fact("capacity")) seats."
        case .noInterpreter:
            "No interpreter is free for \(fact("pair")) \(self.when(clash)): "
                + "\(fact("needed")) needed, \(fact("free")) free (\(self.list(clash)))."
        case .tooFewBooths:
            "\(room) has \(fact("booths")) interpretation booths; \(session) needs \(fact("needed"))."
        case .roomNotAllowed: "\(session) may not be in \(room)."
        case .dayNotAllowed: "\(session) may not be on \(fact("day"))."
        case .wrongSlot: "\(session) is not at its fixed time."
        case .doesNotFit: "\(session) does not fit before the end of the day or a long break."
        case .orderBroken: "\(session) begins before \(other) has ended."
        case .parallelToPlenary: "\(session) is at the same time as the plenary \(other)."
        case .notPlaced: "\(session) has no place yet."
        case .shortBreak: "\(person) has \(fact("minutes")) minutes between \(other) and \(session)."
        case .thirdInARow: "\(session) is session number \(fact("row")) in a row for \(person)."
        case .stepFreeMissing: "\(session) needs a room without steps; \(room) is not."
        case .sameThemeParallel: "\(session) and \(other) have the same theme and are at the same time."
        case .lateHour: "\(session) is at night for \(fact("people")) of \(fact("of")) people who join online."
        case .localWeekend:
            "\(session) is on the local weekend for \(fact("people")) of \(fact("of")) people who join online."
        case .restDay: "\(session) is on a day of rest (\(fact("day")))."
        case .moved: "\(session) is not where the published agenda has it."
        }
    }

    private func session(_ clash: Clash, _ index: Int) -> String {
        guard clash.sessions.indices.contains(index) else { return "another session" }
        return self.sessions[clash.sessions[index]] ?? clash.sessions[index].description
    }

    private func list(_ clash: Clash) -> String {
        clash.sessions.map { self.sessions[$0] ?? $0.description }.joined(separator: ", ")
    }

    private func when(_ clash: Clash) -> String {
        guard let slot = clash.facts["slot"].flatMap({ Int($0) }), self.slots.indices.contains(slot) else {
            return "in that slot"
        }
        return "at \(self.slots[slot])"
    }
}
