import Primitives

/// What a session is.
package enum ScheduleKind: String, CaseIterable, Codable, Sendable {
    case plenary
    case research
    case workshop
    case mentorship
    case workingGroup = "working-group"
    case learning
    case knowledgeCafe = "knowledge-cafe"
    case peerExchange = "peer-exchange"
    case webinar
    case consultation
    case social
}

/// People of one country and zone who follow a session online.
package struct ScheduleAudience: Codable, Sendable, Equatable {
    package let zone: Zone
    package let country: Country
    package let count: Int

    package init(zone: Zone, country: Country, count: Int) {
        self.zone = zone
        self.country = country
        self.count = count
    }
}

/// Someone who agreed to be named in the published agenda.
package struct ScheduleSpeaker: Codable, Sendable, Equatable {
    package let personId: PersonID
    package let publicName: String

    package init(personId: PersonID, publicName: String) {
        self.personId = personId
        self.publicName = publicName
    }
}

/// Where a session is: a slot of the agenda by its day and start, and a room.
package struct SessionPlacement: Codable, Sendable, Hashable {
    package let day: LocalDate
    package let start: LocalTime
    package let roomId: RoomID

    package init(day: LocalDate, start: LocalTime, roomId: RoomID) {
        self.day = day
        self.start = start
        self.roomId = roomId
    }
}

/// A slot of the agenda by its day and start.
package struct SlotName: Codable, Sendable, Hashable {
    package let day: LocalDate
    package let start: LocalTime

    package init(day: LocalDate, start: LocalTime) {
        self.day = day
        self.start = start
    }
}

/// What is sent to create or change a session.
package struct SessionInput: Codable, Sendable, Equatable {
    package let kind: ScheduleKind
    package let title: LocalizedText
    package let summary: LocalizedText?
    package let guidingQuestions: [LocalizedText]
    /// Slots that it fills.
    package let length: Int
    package let expected: Int
    package let theme: String?
    /// Language on the floor, a BCP 47 primary subtag.
    package let language: String
    /// Pairs between which it is interpreted.
    package let interpretation: [String]
    package let people: [PersonID]
    package let requiredRooms: [RoomID]
    package let forbiddenRooms: [RoomID]
    package let requiredDays: [LocalDate]
    package let forbiddenDays: [LocalDate]
    package let fixedSlot: SlotName?
    /// It begins after that session has ended.
    package let follows: SessionID?
    package let needsStepFree: Bool
    /// Who joins online; empty for a session in person only.
    package let audience: [ScheduleAudience]
    package let speakers: [ScheduleSpeaker]
    package let allowsRecording: Bool

    package init(
        kind: ScheduleKind, title: LocalizedText, summary: LocalizedText? = nil,
        guidingQuestions: [LocalizedText] = [], length: Int = 1, expected: Int = 0, theme: String? = nil,
        language: String = "en", interpretation: [String] = [], people: [PersonID] = [],
        requiredRooms: [RoomID] = [], forbiddenRooms: [RoomID] = [], requiredDays: [LocalDate] = [],
        forbiddenDays: [LocalDate] = [], fixedSlot: SlotName? = nil, follows: SessionID? = nil,
        needsStepFree: Bool = false, audience: [ScheduleAudience] = [], speakers: [ScheduleSpeaker] = [],
        allowsRecording: Bool = false
    ) {
        self.kind = kind
        self.title = title
        self.summary = summary
        self.guidingQuestions = guidingQuestions
        self.length = length
        self.expected = expected
        self.theme = theme
        self.language = language
        self.interpretation = interpretation
        self.people = people
        self.requiredRooms = requiredRooms
        self.forbiddenRooms = forbiddenRooms
        self.requiredDays = requiredDays
        self.forbiddenDays = forbiddenDays
        self.fixedSlot = fixedSlot
        self.follows = follows
        self.needsStepFree = needsStepFree
        self.audience = audience
        self.speakers = speakers
        self.allowsRecording = allowsRecording
    }
}

/// A session of an agenda, with its place in the draft.
package struct Session: Codable, Sendable, Equatable {
    package let id: SessionID
    package let agendaId: AgendaID
    /// Counts from 1 within the agenda and never changes.
    package let number: Int
    package let details: SessionInput
    /// Nil while it is not placed.
    package let placement: SessionPlacement?
    /// The solver leaves it where it is.
    package let isPinned: Bool
    package let version: Int

    package init(
        id: SessionID, agendaId: AgendaID, number: Int, details: SessionInput, placement: SessionPlacement?,
        isPinned: Bool, version: Int
    ) {
        self.id = id
        self.agendaId = agendaId
        self.number = number
        self.details = details
        self.placement = placement
        self.isPinned = isPinned
        self.version = version
    }
}

/// What is sent to place a session, take it off the grid, or pin it.
package struct PlacementInput: Codable, Sendable, Equatable {
    /// Nil takes it off.
    package let placement: SessionPlacement?
    package let isPinned: Bool

    package init(placement: SessionPlacement?, isPinned: Bool = false) {
        self.placement = placement
        self.isPinned = isPinned
    }
}

/// What is sent to ask what a move would bring.
package struct MoveInput: Codable, Sendable, Equatable {
    /// Nil asks about taking it off.
    package let placement: SessionPlacement?

    package init(placement: SessionPlacement?) {
        self.placement = placement
    }
}
