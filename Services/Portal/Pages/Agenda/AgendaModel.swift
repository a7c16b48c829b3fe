import Primitives

/// The published agenda of one day.
package struct AgendaModel: Sendable {
    package struct Session: Sendable {
        package let title: String
        package let kind: KindWord
        package let start: Instant
        package let end: Instant
        /// Nil online.
        package let room: String?
        /// BCP 47 tags of the languages into which is interpreted.
        package let interpretation: [String]

        package init(
            title: String, kind: KindWord, start: Instant, end: Instant, room: String?, interpretation: [String]
        ) {
            self.title = title
            self.kind = kind
            self.start = start
            self.end = end
            self.room = room
            self.interpretation = interpretation
        }
    }

    package let id: String
    package let name: String
    /// Zone of the place.
    package let place: Zone
    package let zones: [Zone]
    /// Days in the chosen zone.
    package let days: [LocalDate]
    package let day: LocalDate?
    package let sessions: [Session]
    package let version: String
    package let publishedOn: LocalDate?

    package init(
        id: String, name: String, place: Zone, zones: [Zone], days: [LocalDate], day: LocalDate?, sessions: [Session],
        version: String, publishedOn: LocalDate?
    ) {
        self.id = id
        self.name = name
        self.place = place
        self.zones = zones
        self.days = days
        self.day = day
        self.sessions = sessions
        self.version = version
        self.publishedOn = publishedOn
    }
}
