import Primitives

/// One day of the agenda by room, for staff, with what is wrong in it.
package struct GridModel: Sendable {
    package struct Session: Sendable {
        package let title: String
        package let kind: KindWord
        /// Index of its room among `rooms`.
        package let room: Int
        /// Index of its first slot and how many it covers.
        package let slot: Int
        package let length: Int
        package let hasClash: Bool

        package init(title: String, kind: KindWord, room: Int, slot: Int, length: Int, hasClash: Bool) {
            self.title = title
            self.kind = kind
            self.room = room
            self.slot = slot
            self.length = length
            self.hasClash = hasClash
        }
    }

    package struct Clash: Sendable {
        package let text: Prose
        package let isHard: Bool

        package init(text: Prose, isHard: Bool) {
            self.text = text
            self.isHard = isHard
        }
    }

    package enum State: Sendable {
        case none
        case computing
        case draft(String)
        case released(String)
    }

    package let convening: String
    package let name: String
    package let days: [LocalDate]
    package let day: LocalDate?
    package let rooms: [String]
    /// Beginnings of the slots of the day, in the zone of the place.
    package let slots: [LocalTime]
    package let sessions: [Session]
    package let unplaced: [String]
    package let clashes: [Clash]
    package let state: State
    package let version: String
    package let canEdit: Bool
    package let releaseName: String
    package let releaseError: FieldErrorWord?
    /// Why the last work that was asked for failed.
    package let failure: Prose?

    package init(
        convening: String, name: String, days: [LocalDate], day: LocalDate?, rooms: [String], slots: [LocalTime],
        sessions: [Session], unplaced: [String], clashes: [Clash], state: State, version: String, canEdit: Bool,
        releaseName: String, releaseError: FieldErrorWord?, failure: Prose? = nil
    ) {
        self.convening = convening
        self.name = name
        self.days = days
        self.day = day
        self.rooms = rooms
        self.slots = slots
        self.sessions = sessions
        self.unplaced = unplaced
        self.clashes = clashes
        self.state = state
        self.version = version
        self.canEdit = canEdit
        self.releaseName = releaseName
        self.releaseError = releaseError
        self.failure = failure
    }
}
