import Primitives
import SchedulingContract
import SchedulingEngine

/// Turns the engine's clashes into the contract's, with slots named by day and start.
struct ClashWriter {
    private let draft: AgendaDraft
    private let words: ClashSentence

    init(_ draft: AgendaDraft) {
        self.draft = draft
        self.words = ClashSentence(
            sessions: Dictionary(
                draft.sessions.map { ($0.id, $0.details.title.en) }, uniquingKeysWith: { first, _ in first }),
            rooms: Dictionary(
                draft.agenda.rooms.compactMap { room in room.id.map { ($0, room.name) } },
                uniquingKeysWith: { first, _ in first }),
            people: Dictionary(
                draft.agenda.participants.compactMap { person in person.name.map { (person.personId, $0) } },
                uniquingKeysWith: { first, _ in first }),
            slots: draft.agenda.slots.map { "\($0.day) \($0.start)" })
    }

    func report(_ clashes: [Clash]) -> ClashReport {
        let cost = AgendaEvaluator.cost(of: clashes)
        return ClashReport(
            hard: cost.hard, soft: cost.soft, blocksRelease: clashes.contains { $0.code.blocksRelease },
            clashes: clashes.map(self.entry))
    }

    func entry(_ clash: Clash) -> ClashEntry {
        var parameters = clash.facts
        if let slot = clash.facts["slot"].flatMap({ Int($0) }), self.draft.agenda.slots.indices.contains(slot) {
            parameters["slot"] = nil
            parameters["day"] = self.draft.agenda.slots[slot].day.description
            parameters["start"] = self.draft.agenda.slots[slot].start.description
        }
        return ClashEntry(
            code: clash.code.rawValue, severity: clash.severity.rawValue, penalty: clash.penalty,
            sessions: clash.sessions, roomId: clash.room, personId: clash.person, parameters: parameters,
            sentence: self.words.text(clash))
    }
}
