import Primitives

/// Answers about a single move, fast enough to be asked while a form is open.
package struct AgendaAdvisor: Sendable {
    /// What a move would change.
    package struct MovePreview: Sendable, Hashable {
        /// Clashes that the move would bring.
        package let added: [Clash]
        /// Clashes that it would end.
        package let removed: [Clash]
        /// All clashes in which the session is after the move.
        package let remaining: [Clash]
    }

    /// A place without a hard clash for a session.
    package struct FreePlace: Sendable, Hashable {
        package let place: AgendaPlace
        /// Change of the soft cost of the whole agenda, against leaving the session out of it.
        package let penalty: Int

        package init(place: AgendaPlace, penalty: Int) {
            self.place = place
            self.penalty = penalty
        }
    }

    private let timeline: AgendaTimeline

    package init(_ timeline: AgendaTimeline) {
        self.timeline = timeline
    }

    /// Compares the agenda with and without a move; `place` nil takes the session off.
    package func preview(
        moving session: SessionID, to place: AgendaPlace?, in placements: AgendaPlacements
    ) -> MovePreview {
        let evaluator = AgendaEvaluator(self.timeline)
        var moved = placements
        moved[session] = place
        let before = evaluator.clashes(of: placements)
        let after = evaluator.clashes(of: moved)
        let known = Set(before)
        let remaining = Set(after)
        return MovePreview(
            added: after.filter { !known.contains($0) }, removed: before.filter { !remaining.contains($0) },
            remaining: after.filter { $0.sessions.contains(session) })
    }

    /// The best places for a session that bring no hard clash, all other sessions staying where they are. Best
    /// first; ties go to the earlier slot, then to the room listed first. Empty for an unknown session.
    package func freePlaces(
        for session: SessionID, in placements: AgendaPlacements, limit: Int = 10
    ) -> [FreePlace] {
        guard let index = self.timeline.sessionIndex[session] else { return [] }
        var others = placements
        others[session] = nil
        let model = AgendaModel(self.timeline, placements: others)
        var found: [(penalty: Int, place: Int)] = []
        for candidate in model.allowedPlaces(of: index) {
            let place = Int(candidate)
            let change = model.insert(index, at: place)
            _ = model.remove(index)
            // Being placed takes the clash of having no place away: -1 is free of any other.
            if change.hard == -1 { found.append((change.soft, place)) }
        }
        return found.sorted { ($0.penalty, $0.place) < ($1.penalty, $1.place) }
            .prefix(max(0, limit))
            .map { FreePlace(place: model.agendaPlace($0.place), penalty: $0.penalty) }
    }
}
