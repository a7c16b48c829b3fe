import Primitives

/// What is different about a session between two releases.
package struct SessionChange: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case added
        case cancelled
        /// Another time or room.
        case moved
        /// The same time and room, something else.
        case edited
    }

    package let session: SessionID
    package let number: Int
    package let title: LocalizedText
    package let kind: Kind
    package let before: TimeWindow?
    package let after: TimeWindow?
    package let roomBefore: RoomID?
    package let roomAfter: RoomID?
}

extension PublishedAgenda {
    /// Changes since an earlier release, by session number; against nothing, everything is added.
    package func changes(since earlier: PublishedAgenda?) -> [SessionChange] {
        let old = Dictionary(uniqueKeysWithValues: (earlier?.sessions ?? []).map { ($0.id, $0) })
        let current = Set(self.sessions.map(\.id))
        var changes = self.sessions.compactMap { session -> SessionChange? in
            let before = old[session.id]
            let kind: SessionChange.Kind
            if let before {
                if before.window != session.window || before.room != session.room {
                    kind = .moved
                } else if before.isSame(as: session) {
                    return nil
                } else {
                    kind = .edited
                }
            } else {
                kind = .added
            }
            return SessionChange(
                session: session.id, number: session.number, title: session.title, kind: kind,
                before: before?.window, after: session.window, roomBefore: before?.room, roomAfter: session.room)
        }
        for gone in earlier?.sessions ?? [] where !current.contains(gone.id) {
            changes.append(
                SessionChange(
                    session: gone.id, number: gone.number, title: gone.title, kind: .cancelled, before: gone.window,
                    after: nil, roomBefore: gone.room, roomAfter: nil))
        }
        return changes.sorted { $0.number < $1.number }
    }

    /// This release with what a calendar has to know of the earlier ones: in which release each session last
    /// changed, and which sessions are gone.
    package func following(_ earlier: PublishedAgenda?) -> PublishedAgenda {
        let old = Dictionary(uniqueKeysWithValues: (earlier?.sessions ?? []).map { ($0.id, $0) })
        let sessions = self.sessions.map { session in
            let changedIn = old[session.id].flatMap { $0.isSame(as: session) ? $0.changedIn : nil } ?? self.release
            return session.changed(in: changedIn)
        }
        let current = Set(sessions.map(\.id))
        let gone = (earlier.map { $0.cancelled + $0.sessions } ?? []).filter { !current.contains($0.id) }
        return PublishedAgenda(
            id: self.id, acronym: self.acronym, title: self.title, zone: self.zone, release: self.release,
            version: self.version, publishedAt: self.publishedAt, address: self.address, days: self.days,
            rooms: self.rooms, sessions: sessions, cancelled: gone)
    }
}

extension PublishedAgenda.Session {
    func changed(in release: Int) -> PublishedAgenda.Session {
        PublishedAgenda.Session(
            id: self.id, number: self.number, kind: self.kind, title: self.title, summary: self.summary,
            theme: self.theme, language: self.language, interpretation: self.interpretation, room: self.room,
            window: self.window, speakers: self.speakers, allowsRecording: self.allowsRecording, changedIn: release)
    }

    /// Equal but for the release in which it changed.
    func isSame(as other: PublishedAgenda.Session) -> Bool { self == other.changed(in: self.changedIn) }
}
