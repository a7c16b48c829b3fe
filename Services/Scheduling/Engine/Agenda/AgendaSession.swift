import Primitives

/// What a session is. The strands are those of the programme.
package enum SessionKind: String, CaseIterable, Sendable, Codable {
    /// Everybody together: nothing else at the same time.
    case plenary
    case research
    case workshop
    case mentorship
    case workingGroup = "working-group"
    case learning
    case knowledgeCafe = "knowledge-cafe"
    case peerExchange = "peer-exchange"
    case webinar
    /// A written consultation that has a place in the agenda.
    case consultation
    case social

    package var isExclusive: Bool { self == .plenary }
}

/// People of one country and zone who follow a session online.
package struct AudiencePlace: Hashable, Sendable, Codable {
    package let zone: Zone
    package let country: Country
    package let count: Int

    package init(zone: Zone, country: Country, count: Int) {
        self.zone = zone
        self.country = country
        self.count = count
    }
}

/// A session and what it needs. It fills `length` slots one after the other, in one room.
package struct AgendaSession: Hashable, Sendable, Codable {
    package let id: SessionID
    package let kind: SessionKind
    /// Slots, at least 1.
    package let length: Int
    /// People expected; 0 when not known.
    package let expected: Int
    /// People who must be there.
    package let people: [PersonID]
    /// Pairs between which it is interpreted; one interpreter and one booth each.
    package let interpretation: [LanguagePair]
    /// Empty: any room.
    package let requiredRooms: [RoomID]
    package let forbiddenRooms: [RoomID]
    /// Empty: any day.
    package let requiredDays: [LocalDate]
    package let forbiddenDays: [LocalDate]
    /// Index of the slot in which it must begin.
    package let fixedSlot: Int?
    /// Sessions of one theme should not be at the same time.
    package let theme: String?
    /// It begins after this session has ended.
    package let follows: SessionID?
    package let needsStepFree: Bool
    /// Who follows it online; empty for a session in person only.
    package let audience: [AudiencePlace]
    /// The solver leaves it where it is.
    package let isPinned: Bool

    package init(
        id: SessionID, kind: SessionKind, length: Int = 1, expected: Int = 0, people: [PersonID] = [],
        interpretation: [LanguagePair] = [], requiredRooms: [RoomID] = [], forbiddenRooms: [RoomID] = [],
        requiredDays: [LocalDate] = [], forbiddenDays: [LocalDate] = [], fixedSlot: Int? = nil,
        theme: String? = nil, follows: SessionID? = nil, needsStepFree: Bool = false,
        audience: [AudiencePlace] = [], isPinned: Bool = false
    ) {
        self.id = id
        self.kind = kind
        self.length = length
        self.expected = expected
        self.people = people
        self.interpretation = interpretation
        self.requiredRooms = requiredRooms
        self.forbiddenRooms = forbiddenRooms
        self.requiredDays = requiredDays
        self.forbiddenDays = forbiddenDays
        self.fixedSlot = fixedSlot
        self.theme = theme
        self.follows = follows
        self.needsStepFree = needsStepFree
        self.audience = audience
        self.isPinned = isPinned
    }
}
