import Primitives

/// Kinds of convenings (domain.md, "The programme").
package enum ConveningKind: String, CaseIterable, Codable, Sendable {
    case globalConvening = "global-convening"
    case webinar
    case peerExchangeSession = "peer-exchange-session"
    case knowledgeCafe = "knowledge-cafe"
    case mentorshipScheme = "mentorship-scheme"
    case researchCollaboration = "research-collaboration"
    case workingGroupMeeting = "working-group-meeting"
    case learningSession = "learning-session"
    case writtenConsultation = "written-consultation"
}

/// Where people meet.
package enum ConveningFormat: String, CaseIterable, Codable, Sendable {
    case inPerson = "in-person"
    case online
    case hybrid
}

/// Where a convening stands.
package enum ConveningState: String, CaseIterable, Codable, Sendable {
    case announced
    case held
    case cancelled
}

/// What is sent to create or change a convening.
package struct ConveningInput: Codable, Sendable, Equatable {
    package let kind: ConveningKind
    package let format: ConveningFormat
    package let title: LocalizedText
    package let summary: LocalizedText
    /// City or "online"; the travel budget compares venues by code.
    package let venue: String?
    package let zone: Zone
    package let startsOn: LocalDate
    package let endsOn: LocalDate
    /// Organisations that can take part.
    package let places: Int
    package let state: ConveningState

    package init(
        kind: ConveningKind, format: ConveningFormat, title: LocalizedText, summary: LocalizedText, venue: String?,
        zone: Zone, startsOn: LocalDate, endsOn: LocalDate, places: Int, state: ConveningState = .announced
    ) {
        self.kind = kind
        self.format = format
        self.title = title
        self.summary = summary
        self.venue = venue
        self.zone = zone
        self.startsOn = startsOn
        self.endsOn = endsOn
        self.places = places
        self.state = state
    }
}

/// A convening.
package struct Convening: Codable, Sendable, Equatable {
    package let id: ConveningID
    package let kind: ConveningKind
    package let format: ConveningFormat
    package let title: LocalizedText
    package let summary: LocalizedText
    package let venue: String?
    package let zone: Zone
    package let startsOn: LocalDate
    package let endsOn: LocalDate
    package let places: Int
    package let state: ConveningState
    package let version: Int

    package init(id: ConveningID, input: ConveningInput, version: Int) {
        self.id = id
        self.kind = input.kind
        self.format = input.format
        self.title = input.title
        self.summary = input.summary
        self.venue = input.venue
        self.zone = input.zone
        self.startsOn = input.startsOn
        self.endsOn = input.endsOn
        self.places = input.places
        self.state = input.state
        self.version = version
    }
}
