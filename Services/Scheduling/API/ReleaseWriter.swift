import Primitives
import SchedulingContract
import SchedulingEngine

/// Turns a kept release into the contract's values.
enum ReleaseWriter {
    static func change(_ change: SessionChange) -> ReleaseChange {
        ReleaseChange(
            sessionId: change.session, number: change.number, title: change.title, kind: change.kind.rawValue,
            startedAt: change.before?.start, startsAt: change.after?.start, roomBefore: change.roomBefore,
            roomAfter: change.roomAfter)
    }

    static func release(_ agenda: PublishedAgenda) -> Release {
        Release(
            agendaId: agenda.id, number: agenda.release, name: agenda.version, publishedAt: agenda.publishedAt,
            acronym: agenda.acronym, title: agenda.title, zone: agenda.zone, days: agenda.days,
            rooms: agenda.rooms.map { ReleasedRoom(id: $0.id, name: $0.name, capacity: $0.capacity) },
            sessions: agenda.sessions.map(self.session), cancelled: agenda.cancelled.map(self.session))
    }

    private static func session(_ session: PublishedAgenda.Session) -> ReleasedSession {
        ReleasedSession(
            id: session.id, number: session.number, kind: session.kind.rawValue, title: session.title,
            summary: session.summary, theme: session.theme, language: session.language,
            interpretation: session.interpretation.map(\.description), roomId: session.room,
            startsAt: session.window.start, endsAt: session.window.end, speakers: session.speakers.map(\.name),
            allowsRecording: session.allowsRecording, changedIn: session.changedIn)
    }
}

extension AgendaDraft {
    /// What everybody may know of the draft: sessions that have a place.
    func released(number: Int, name: String, at moment: Instant, address: String) -> PublishedAgenda {
        let sessions = self.sessions.compactMap { session -> PublishedAgenda.Session? in
            guard let place = self.placements[session.id] else { return nil }
            let details = session.details
            let filled = self.timeline.filled(from: place.slot, length: details.length)
            return PublishedAgenda.Session(
                id: session.id, number: session.number,
                kind: SessionKind(rawValue: details.kind.rawValue) ?? .learning, title: details.title,
                summary: details.summary, theme: details.theme, language: details.language,
                interpretation: details.interpretation.compactMap { LanguagePair($0) }, room: place.room,
                window: self.timeline.window(of: filled.slots),
                speakers: details.speakers.map { PublishedAgenda.Speaker(id: $0.personId, name: $0.publicName) },
                allowsRecording: details.allowsRecording, changedIn: number)
        }
        return PublishedAgenda(
            id: self.agenda.id, acronym: self.agenda.acronym, title: self.agenda.title, zone: self.agenda.zone,
            release: number, version: name, publishedAt: moment, address: address,
            days: Set(self.agenda.slots.map(\.day)).sorted(),
            rooms: self.agenda.rooms.compactMap { room in
                room.id.map { PublishedAgenda.Room(id: $0, name: room.name, capacity: room.capacity) }
            }, sessions: sessions)
    }
}
