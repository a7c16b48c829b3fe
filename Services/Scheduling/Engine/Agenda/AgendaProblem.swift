import Primitives

/// Where a session is: the index of its first slot, and its room.
package struct AgendaPlace: Hashable, Sendable, Codable {
    package let slot: Int
    package let room: RoomID

    package init(slot: Int, room: RoomID) {
        self.slot = slot
        self.room = room
    }
}

/// An agenda: the place of each session that has one.
package typealias AgendaPlacements = [SessionID: AgendaPlace]

/// All that decides an agenda. A value: the same problem, seed and budget give the same agenda.
package struct AgendaProblem: Hashable, Sendable, Codable {
    /// Zone of the slots.
    package let zone: Zone
    package let rooms: [AgendaRoom]
    /// In order of time.
    package let slots: [AgendaSlot]
    package let sessions: [AgendaSession]
    package let people: [AgendaPerson]
    package let interpreters: [InterpreterSupply]
    package let rules: AgendaRules
    /// An agenda that people know already; moving away from it costs ``AgendaRules/movedWeight`` a session.
    package let reference: AgendaPlacements

    package init(
        zone: Zone, rooms: [AgendaRoom], slots: [AgendaSlot], sessions: [AgendaSession],
        people: [AgendaPerson] = [], interpreters: [InterpreterSupply] = [], rules: AgendaRules = AgendaRules(),
        reference: AgendaPlacements = [:]
    ) {
        self.zone = zone
        self.rooms = rooms
        self.slots = slots
        self.sessions = sessions
        self.people = people
        self.interpreters = interpreters
        self.rules = rules
        self.reference = reference
    }
}

/// One thing that is wrong with a problem before any search.
package struct AgendaFault: Error, Hashable, Sendable {
    package enum Code: String, Sendable {
        case duplicateID = "duplicate_id"
        case unknownRoom = "unknown_room"
        case unknownPerson = "unknown_person"
        case unknownSession = "unknown_session"
        case unknownSlot = "unknown_slot"
        case slotsNotInOrder = "slots_not_in_order"
        case timeInGap = "time_in_gap"
        case lengthNotPositive = "length_not_positive"
        case windowNotValid = "window_not_valid"
        case supplyCountWrong = "supply_count_wrong"
        case circularOrder = "circular_order"
    }

    package let code: Code
    /// Which list, and the index in it.
    package let list: String
    package let index: Int
}

package struct AgendaFaults: Error, Hashable, Sendable {
    package let faults: [AgendaFault]
}
