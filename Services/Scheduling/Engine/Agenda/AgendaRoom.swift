import Primitives

/// A room of a convening, or an online room.
package struct AgendaRoom: Hashable, Sendable, Codable {
    package let id: RoomID
    /// Seats; nil for an online room without a limit.
    package let capacity: Int?
    /// Reachable and usable without a step. An online room is.
    package let isStepFree: Bool
    /// How many languages can be interpreted into at the same time.
    package let booths: Int
    /// When the room cannot be used.
    package let closures: [TimeWindow]

    package init(id: RoomID, capacity: Int?, isStepFree: Bool, booths: Int, closures: [TimeWindow] = []) {
        self.id = id
        self.capacity = capacity
        self.isStepFree = isStepFree
        self.booths = booths
        self.closures = closures
    }
}

/// A piece of the day in which sessions can be, in the local time of the event's zone.
package struct AgendaSlot: Hashable, Sendable, Codable {
    package let day: LocalDate
    package let start: LocalTime
    package let minutes: Int

    package init(day: LocalDate, start: LocalTime, minutes: Int) {
        self.day = day
        self.start = start
        self.minutes = minutes
    }
}

/// Someone who has to be in sessions, with what limits her.
package struct AgendaPerson: Hashable, Sendable, Codable {
    package let id: PersonID
    /// The zone of ``windows``.
    package let zone: Zone
    /// When she can take part (arrival to departure, or hours online). Empty: always.
    package let windows: [LocalWindow]
    package let needsStepFree: Bool

    package init(id: PersonID, zone: Zone, windows: [LocalWindow] = [], needsStepFree: Bool = false) {
        self.id = id
        self.zone = zone
        self.windows = windows
        self.needsStepFree = needsStepFree
    }
}

/// How many interpreters of one language pair are free in each slot.
package struct InterpreterSupply: Hashable, Sendable, Codable {
    package let pair: LanguagePair
    /// One number for each slot of the agenda.
    package let perSlot: [Int]

    package init(pair: LanguagePair, perSlot: [Int]) {
        self.pair = pair
        self.perSlot = perSlot
    }
}
