import Primitives

/// A released agenda as the exports show it: only what everybody may know. People are in it only where a name was
/// given for publication.
package struct PublishedAgenda: Hashable, Sendable, Codable {
    package struct Room: Hashable, Sendable, Codable {
        package let id: RoomID
        /// Unique within the agenda.
        package let name: String
        package let capacity: Int?

        package init(id: RoomID, name: String, capacity: Int?) {
            self.id = id
            self.name = name
            self.capacity = capacity
        }
    }

    package struct Speaker: Hashable, Sendable, Codable {
        package let id: PersonID
        package let name: String

        package init(id: PersonID, name: String) {
            self.id = id
            self.name = name
        }
    }

    package struct Session: Hashable, Sendable, Codable {
        package let id: SessionID
        /// Counts from 1 within the agenda and never changes; shown to people and in legacy ids.
        package let number: Int
        package let kind: SessionKind
        package let title: LocalizedText
        package let summary: LocalizedText?
        package let theme: String?
        /// BCP 47 code of the language on the floor.
        package let language: String
        package let interpretation: [LanguagePair]
        package let room: RoomID
        package let window: TimeWindow
        package let speakers: [Speaker]
        package let allowsRecording: Bool
        /// Number of the release in which it last changed.
        package let changedIn: Int

        package init(
            id: SessionID, number: Int, kind: SessionKind, title: LocalizedText, summary: LocalizedText? = nil,
            theme: String? = nil, language: String, interpretation: [LanguagePair] = [], room: RoomID,
            window: TimeWindow, speakers: [Speaker] = [], allowsRecording: Bool = false, changedIn: Int = 1
        ) {
            self.id = id
            self.number = number
            self.kind = kind
            self.title = title
            self.summary = summary
            self.theme = theme
            self.language = language
            self.interpretation = interpretation
            self.room = room
            self.window = window
            self.speakers = speakers
            self.allowsRecording = allowsRecording
            self.changedIn = changedIn
        }
    }

    package let id: AgendaID
    /// Short name of the event.
    package let acronym: String
    package let title: LocalizedText
    package let zone: Zone
    /// Number of the release, from 1, and its name.
    package let release: Int
    package let version: String
    package let publishedAt: Instant
    /// Absolute https address of the agenda's public reads, without a slash at the end.
    package let address: String
    /// Days of the event, in order, also those without a session.
    package let days: [LocalDate]
    package let rooms: [Room]
    /// By start, then by room as listed.
    package let sessions: [Session]
    /// Sessions of earlier releases that no longer take place, as they were.
    package let cancelled: [Session]

    package init(
        id: AgendaID, acronym: String, title: LocalizedText, zone: Zone, release: Int, version: String,
        publishedAt: Instant, address: String, days: [LocalDate], rooms: [Room], sessions: [Session],
        cancelled: [Session] = []
    ) {
        self.id = id
        self.acronym = acronym
        self.title = title
        self.zone = zone
        self.release = release
        self.version = version
        self.publishedAt = publishedAt
        self.address = address
        self.days = days
        self.rooms = rooms
        var position: [RoomID: Int] = [:]
        for (index, room) in rooms.enumerated() { position[room.id] = index }
        self.sessions = sessions.sorted {
            ($0.window.start, position[$0.room] ?? .max, $0.number)
                < ($1.window.start, position[$1.room] ?? .max, $1.number)
        }
        self.cancelled = cancelled.sorted { ($0.window.start, $0.number) < ($1.window.start, $1.number) }
    }

    package func roomName(_ id: RoomID) -> String { self.rooms.first { $0.id == id }?.name ?? "" }

    /// Sessions that begin on a local date, in order.
    func sessions(on day: LocalDate) -> [Session] {
        self.sessions.filter { self.zone.local($0.window.start).date == day }
    }

    /// Days of the event and of every session, in order.
    var allDays: [LocalDate] {
        Set(self.days + self.sessions.map { self.zone.local($0.window.start).date }).sorted()
    }

    /// First moment of a local date: 00:00, or later where the clocks skip midnight.
    func startOfDay(_ day: LocalDate) -> Instant {
        for minutes in stride(from: 0, through: 180, by: 15) {
            if let time = LocalTime(minutes: minutes), let moment = self.zone.instant(day, time) { return moment }
        }
        return Instant(microseconds: Int64(day.daysSince1970) * 86_400_000_000)
    }
}
