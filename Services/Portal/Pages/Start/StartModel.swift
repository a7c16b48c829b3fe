import Primitives

/// What the start page shows.
package struct StartModel: Sendable {
    /// One thing that can be applied for, or could.
    package struct Opening: Sendable {
        package let id: String
        package let name: String
        package let kind: KindWord
        package let closesAt: Instant
        /// The reader's own draft, when there is one.
        package let draftID: String?

        package init(id: String, name: String, kind: KindWord, closesAt: Instant, draftID: String?) {
            self.id = id
            self.name = name
            self.kind = kind
            self.closesAt = closesAt
            self.draftID = draftID
        }
    }

    /// An agenda that everyone may read.
    package struct PublishedAgenda: Sendable {
        package let id: String
        package let name: String

        package init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// Nil when the applications service does not answer.
    package let open: [Opening]?
    package let closed: [Opening]
    /// Nil when the scheduling service does not answer.
    package let agendas: [PublishedAgenda]?
    package let zones: [Zone]
    package let hasApplications: Bool

    package init(
        open: [Opening]?, closed: [Opening], agendas: [PublishedAgenda]?, zones: [Zone], hasApplications: Bool
    ) {
        self.open = open
        self.closed = closed
        self.agendas = agendas
        self.zones = zones
        self.hasApplications = hasApplications
    }
}
