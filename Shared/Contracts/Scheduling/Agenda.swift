import Primitives

/// A room of an agenda.
package struct ScheduleRoom: Codable, Sendable, Equatable {
    /// Nil for a new room; an id that the agenda has keeps the room (and what is in it).
    package let id: RoomID?
    /// Unique within the agenda.
    package let name: String
    /// Seats; nil for an online room without a limit.
    package let capacity: Int?
    package let isStepFree: Bool
    /// How many languages can be interpreted into at the same time.
    package let booths: Int
    /// When it cannot be used, in the agenda's zone.
    package let closures: [ScheduleWindow]

    package init(
        id: RoomID? = nil, name: String, capacity: Int?, isStepFree: Bool, booths: Int = 0,
        closures: [ScheduleWindow] = []
    ) {
        self.id = id
        self.name = name
        self.capacity = capacity
        self.isStepFree = isStepFree
        self.booths = booths
        self.closures = closures
    }
}

/// A piece of a day in which sessions can be, in the agenda's zone. It is named by day and start.
package struct ScheduleSlot: Codable, Sendable, Hashable {
    package let day: LocalDate
    package let start: LocalTime
    package let minutes: Int

    package init(day: LocalDate, start: LocalTime, minutes: Int) {
        self.day = day
        self.start = start
        self.minutes = minutes
    }
}

/// A stretch of time by the clock on the wall of some zone.
package struct ScheduleWindow: Codable, Sendable, Hashable {
    package let startDate: LocalDate
    package let startTime: LocalTime
    package let endDate: LocalDate
    package let endTime: LocalTime

    package init(startDate: LocalDate, startTime: LocalTime, endDate: LocalDate, endTime: LocalTime) {
        self.startDate = startDate
        self.startTime = startTime
        self.endDate = endDate
        self.endTime = endTime
    }
}

/// Someone whom sessions can ask for.
package struct ScheduleParticipant: Codable, Sendable, Equatable {
    package let personId: PersonID
    /// For the planners' eyes; never in a release.
    package let name: String?
    /// Zone of `windows`.
    package let zone: Zone
    /// When she can take part, in her zone; empty means always.
    package let windows: [ScheduleWindow]
    package let needsStepFree: Bool

    package init(
        personId: PersonID, name: String?, zone: Zone, windows: [ScheduleWindow] = [], needsStepFree: Bool = false
    ) {
        self.personId = personId
        self.name = name
        self.zone = zone
        self.windows = windows
        self.needsStepFree = needsStepFree
    }
}

/// Interpreters of one language pair: how many in every slot, and where it differs.
package struct ScheduleInterpreters: Codable, Sendable, Equatable {
    package struct Exception: Codable, Sendable, Equatable {
        package let day: LocalDate
        package let start: LocalTime
        package let count: Int

        package init(day: LocalDate, start: LocalTime, count: Int) {
            self.day = day
            self.start = start
            self.count = count
        }
    }

    /// Two BCP 47 primary subtags, `en-fr`.
    package let pair: String
    package let count: Int
    package let exceptions: [Exception]

    package init(pair: String, count: Int, exceptions: [Exception] = []) {
        self.pair = pair
        self.count = count
        self.exceptions = exceptions
    }
}

/// Limits and weights of the soft rules; 0 switches one off.
package struct ScheduleRules: Codable, Sendable, Equatable {
    package let shortestBreakMinutes: Int
    package let shortBreakWeight: Int
    package let thirdInARowWeight: Int
    package let stepFreeWeight: Int
    package let sameThemeWeight: Int
    package let lateHourWeight: Int
    package let localWeekendWeight: Int
    package let restDayWeight: Int
    package let movedWeight: Int
    package let restDays: [LocalDate]

    package init(
        shortestBreakMinutes: Int = 15, shortBreakWeight: Int = 5, thirdInARowWeight: Int = 10,
        stepFreeWeight: Int = 50, sameThemeWeight: Int = 10, lateHourWeight: Int = 20, localWeekendWeight: Int = 10,
        restDayWeight: Int = 20, movedWeight: Int = 2, restDays: [LocalDate] = []
    ) {
        self.shortestBreakMinutes = shortestBreakMinutes
        self.shortBreakWeight = shortBreakWeight
        self.thirdInARowWeight = thirdInARowWeight
        self.stepFreeWeight = stepFreeWeight
        self.sameThemeWeight = sameThemeWeight
        self.lateHourWeight = lateHourWeight
        self.localWeekendWeight = localWeekendWeight
        self.restDayWeight = restDayWeight
        self.movedWeight = movedWeight
        self.restDays = restDays
    }
}

/// What is sent to create or change an agenda: all but its sessions.
package struct AgendaInput: Codable, Sendable, Equatable {
    package let conveningId: ConveningID
    /// Short name for files and feeds: lower-case letters, digits and dashes.
    package let acronym: String
    package let title: LocalizedText
    package let zone: Zone
    package let rooms: [ScheduleRoom]
    /// In order of time.
    package let slots: [ScheduleSlot]
    package let participants: [ScheduleParticipant]
    package let interpreters: [ScheduleInterpreters]
    package let rules: ScheduleRules

    package init(
        conveningId: ConveningID, acronym: String, title: LocalizedText, zone: Zone, rooms: [ScheduleRoom],
        slots: [ScheduleSlot], participants: [ScheduleParticipant] = [], interpreters: [ScheduleInterpreters] = [],
        rules: ScheduleRules = ScheduleRules()
    ) {
        self.conveningId = conveningId
        self.acronym = acronym
        self.title = title
        self.zone = zone
        self.rooms = rooms
        self.slots = slots
        self.participants = participants
        self.interpreters = interpreters
        self.rules = rules
    }
}

/// An agenda: the frame that sessions are placed in.
package struct Agenda: Codable, Sendable, Equatable {
    package let id: AgendaID
    package let conveningId: ConveningID
    package let acronym: String
    package let title: LocalizedText
    package let zone: Zone
    package let rooms: [ScheduleRoom]
    package let slots: [ScheduleSlot]
    package let participants: [ScheduleParticipant]
    package let interpreters: [ScheduleInterpreters]
    package let rules: ScheduleRules
    /// Number of the last release; 0 when nothing is published yet.
    package let latestRelease: Int
    package let version: Int

    package init(id: AgendaID, input: AgendaInput, latestRelease: Int, version: Int) {
        self.id = id
        self.conveningId = input.conveningId
        self.acronym = input.acronym
        self.title = input.title
        self.zone = input.zone
        self.rooms = input.rooms
        self.slots = input.slots
        self.participants = input.participants
        self.interpreters = input.interpreters
        self.rules = input.rules
        self.latestRelease = latestRelease
        self.version = version
    }
}

/// An agenda in a list.
package struct AgendaSummary: Codable, Sendable, Equatable {
    package let id: AgendaID
    package let conveningId: ConveningID
    package let acronym: String
    package let title: LocalizedText
    package let zone: Zone
    package let sessions: Int
    package let latestRelease: Int

    package init(
        id: AgendaID, conveningId: ConveningID, acronym: String, title: LocalizedText, zone: Zone, sessions: Int,
        latestRelease: Int
    ) {
        self.id = id
        self.conveningId = conveningId
        self.acronym = acronym
        self.title = title
        self.zone = zone
        self.sessions = sessions
        self.latestRelease = latestRelease
    }
}
