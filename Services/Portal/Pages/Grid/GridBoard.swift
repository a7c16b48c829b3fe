import Primitives
import SchedulingContract

/// One day of an agenda as rooms and slots, made of what the scheduling service says.
struct GridBoard: Sendable {
    let agenda: Agenda
    let sessions: [Session]
    let clashes: [ClashEntry]
    let day: LocalDate?

    /// Slots of the day in order of time.
    var slots: [ScheduleSlot] {
        self.agenda.slots.filter { $0.day == self.day }.sorted { $0.start < $1.start }
    }

    private func isToday(_ session: Session) -> Bool { session.placement?.day == self.day }

    func placed(_ language: Language) -> [GridModel.Session] {
        let slots = self.slots
        let clashing = Set(self.clashes.filter { $0.severity == "hard" }.flatMap(\.sessions))
        return self.sessions.filter { self.isToday($0) }.sorted { $0.number < $1.number }.compactMap { session in
            guard let placement = session.placement,
                let room = self.agenda.rooms.firstIndex(where: { $0.id == placement.roomId }),
                let slot = slots.firstIndex(where: { $0.start == placement.start })
            else { return nil }
            return GridModel.Session(
                title: session.details.title.best(for: language).text,
                kind: KindWord(code: session.details.kind.rawValue) ?? .session, room: room, slot: slot,
                length: session.details.length, hasClash: clashing.contains(session.id))
        }
    }

    func unplaced(_ language: Language) -> [String] {
        self.sessions.filter { $0.placement == nil }.sorted { $0.number < $1.number }
            .map { $0.details.title.best(for: language).text }
    }

    /// The clashes of the day in words, the hard ones first.
    func clashes(_ words: Words) -> [GridModel.Clash] {
        let today = Set(self.sessions.filter { self.isToday($0) || $0.placement == nil }.map(\.id))
        let mine = self.clashes.filter { $0.sessions.isEmpty || !today.isDisjoint(with: $0.sessions) }
        let hard = mine.filter { $0.severity == "hard" }
        let soft = mine.filter { $0.severity != "hard" }
        return (hard + soft).map { clash in
            GridModel.Clash(text: self.text(clash, words), isHard: clash.severity == "hard")
        }
    }

    private func text(_ clash: ClashEntry, _ words: Words) -> Prose {
        let unknown = Prose(verbatim: "\u{2013}")
        let title = { (index: Int) -> Prose in
            guard clash.sessions.indices.contains(index),
                let session = self.sessions.first(where: { $0.id == clash.sessions[index] })
            else { return unknown }
            return Prose(verbatim: session.details.title.best(for: words.language).text)
        }
        let room = clash.roomId.flatMap { id in self.agenda.rooms.first { $0.id == id }?.name }
        let person = clash.personId.flatMap { id in
            self.agenda.participants.first { $0.personId == id }?.name
        }
        return words(
            ClashWord(code: clash.code) ?? .other,
            [
                "a": title(0), "b": title(1), "room": room.map { Prose(verbatim: $0) } ?? unknown,
                "person": person.map { Prose(verbatim: $0) } ?? unknown,
            ])
    }
}
