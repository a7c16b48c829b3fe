import Primitives

/// A random walk over agendas that keeps its worth by deltas alone. It exists so that the deltas of the search can
/// be compared with full evaluations, move by move.
package struct AgendaWalk {
    private let model: AgendaModel
    private var generator: SeededGenerator
    /// The worth by deltas.
    package private(set) var cost: SearchCost

    package init(_ timeline: AgendaTimeline, from placements: AgendaPlacements = [:], seed: UInt64) {
        self.model = AgendaModel(timeline, placements: placements)
        self.generator = SeededGenerator(seed: seed)
        self.cost = self.model.initialCost
    }

    package var placements: AgendaPlacements { self.model.placements }

    /// Takes a session out, or puts it anywhere, allowed or not.
    package mutating func step() {
        guard self.model.activityCount > 0, self.model.periodCount > 0, self.model.roomCount > 0 else { return }
        let session = self.generator.below(self.model.activityCount)
        if self.model.place(of: session) >= 0 { self.cost += self.model.remove(session) }
        if self.generator.below(5) > 0 {
            let place = self.generator.below(self.model.periodCount * self.model.roomCount)
            self.cost += self.model.insert(session, at: place)
        }
    }
}
