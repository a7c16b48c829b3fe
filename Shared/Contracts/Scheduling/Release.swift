import Primitives

/// What is sent to publish the draft.
package struct ReleaseInput: Codable, Sendable, Equatable {
    /// Name of the version, shown to everybody.
    package let name: String
    /// Why it is published although it has hard clashes; needed only then. Goes into the audit log: no names.
    package let reason: String?

    package init(name: String, reason: String? = nil) {
        self.name = name
        self.reason = reason
    }
}

/// What changed for a session since the release before.
package struct ReleaseChange: Codable, Sendable, Equatable {
    package let sessionId: SessionID
    package let number: Int
    package let title: LocalizedText
    /// added, cancelled, moved or edited.
    package let kind: String
    package let startedAt: Instant?
    package let startsAt: Instant?
    package let roomBefore: RoomID?
    package let roomAfter: RoomID?

    package init(
        sessionId: SessionID, number: Int, title: LocalizedText, kind: String, startedAt: Instant?,
        startsAt: Instant?, roomBefore: RoomID?, roomAfter: RoomID?
    ) {
        self.sessionId = sessionId
        self.number = number
        self.title = title
        self.kind = kind
        self.startedAt = startedAt
        self.startsAt = startsAt
        self.roomBefore = roomBefore
        self.roomAfter = roomAfter
    }
}

/// A release in the planners' list.
package struct ReleaseSummary: Codable, Sendable, Equatable {
    package let number: Int
    package let name: String
    package let reason: String?
    package let publishedAt: Instant
    package let sessions: Int
    package let hardClashes: Int
    package let softClashes: Int
    package let changes: [ReleaseChange]

    package init(
        number: Int, name: String, reason: String?, publishedAt: Instant, sessions: Int, hardClashes: Int,
        softClashes: Int, changes: [ReleaseChange]
    ) {
        self.number = number
        self.name = name
        self.reason = reason
        self.publishedAt = publishedAt
        self.sessions = sessions
        self.hardClashes = hardClashes
        self.softClashes = softClashes
        self.changes = changes
    }
}

/// A room in a release.
package struct ReleasedRoom: Codable, Sendable, Equatable {
    package let id: RoomID
    package let name: String
    package let capacity: Int?

    package init(id: RoomID, name: String, capacity: Int?) {
        self.id = id
        self.name = name
        self.capacity = capacity
    }
}

/// A session in a release: what everybody may know.
package struct ReleasedSession: Codable, Sendable, Equatable {
    package let id: SessionID
    package let number: Int
    package let kind: String
    package let title: LocalizedText
    package let summary: LocalizedText?
    package let theme: String?
    package let language: String
    package let interpretation: [String]
    package let roomId: RoomID
    package let startsAt: Instant
    package let endsAt: Instant
    /// Public names.
    package let speakers: [String]
    package let allowsRecording: Bool
    /// The release in which it last changed.
    package let changedIn: Int

    package init(
        id: SessionID, number: Int, kind: String, title: LocalizedText, summary: LocalizedText?, theme: String?,
        language: String, interpretation: [String], roomId: RoomID, startsAt: Instant, endsAt: Instant,
        speakers: [String], allowsRecording: Bool, changedIn: Int
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.title = title
        self.summary = summary
        self.theme = theme
        self.language = language
        self.interpretation = interpretation
        self.roomId = roomId
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.speakers = speakers
        self.allowsRecording = allowsRecording
        self.changedIn = changedIn
    }
}

/// A published agenda; it never changes.
package struct Release: Codable, Sendable, Equatable {
    package let agendaId: AgendaID
    package let number: Int
    package let name: String
    package let publishedAt: Instant
    package let acronym: String
    package let title: LocalizedText
    package let zone: Zone
    package let days: [LocalDate]
    package let rooms: [ReleasedRoom]
    package let sessions: [ReleasedSession]
    /// Sessions of earlier releases that no longer take place.
    package let cancelled: [ReleasedSession]

    package init(
        agendaId: AgendaID, number: Int, name: String, publishedAt: Instant, acronym: String, title: LocalizedText,
        zone: Zone, days: [LocalDate], rooms: [ReleasedRoom], sessions: [ReleasedSession],
        cancelled: [ReleasedSession]
    ) {
        self.agendaId = agendaId
        self.number = number
        self.name = name
        self.publishedAt = publishedAt
        self.acronym = acronym
        self.title = title
        self.zone = zone
        self.days = days
        self.rooms = rooms
        self.sessions = sessions
        self.cancelled = cancelled
    }
}
