import Primitives

/// Makes an agenda: puts the sessions that have no place somewhere sensible, then searches for a better one.
package struct AgendaSolver: Sendable {
    package struct Result: Sendable, Hashable {
        package let placements: AgendaPlacements
        /// As the independent evaluator counts it.
        package let cost: SearchCost
        package let clashes: [Clash]
        /// The search's own count; differs from ``cost`` only if the engine is broken, which callers report.
        package let searchCost: SearchCost
        package let iterations: Int
        package let seed: UInt64
    }

    private let timeline: AgendaTimeline

    package init(_ timeline: AgendaTimeline) {
        self.timeline = timeline
    }

    /// Version of the search, sealed with each run: another version may give another agenda for the same seed.
    package static let version = "agenda-annealer-1"

    package static let standard = SearchSettings(
        untangling: 80, untanglingShare: 0.05, hottest: 80, coldest: 0.5, clashPrice: 200, clashPriceBounds: 150...5000,
        firstCooling: 0.5, reheats: 5, reheated: 60, roomMoves: 40, chainMoves: 16)

    /// Moves that are plenty for an agenda of this size.
    package var sensibleIterations: Int {
        let places = self.timeline.problem.slots.count * self.timeline.problem.rooms.count
        return min(4_000_000, max(200_000, self.timeline.problem.sessions.count * places * 100))
    }

    /// Searches from a given agenda (empty for none). Pinned sessions stay where they are.
    package func solve(
        from placements: AgendaPlacements = [:], seed: UInt64, budget: SearchBudget,
        progress: ((SearchProgress) -> Void)? = nil
    ) -> Result {
        let model = AgendaModel(self.timeline, placements: placements)
        var cost = model.initialCost
        // What is placed where the solver may not place it goes out first and is placed again.
        for session in model.movable where model.place(of: session) >= 0 {
            if !model.allows(session, at: model.place(of: session)) { cost += model.remove(session) }
        }
        cost += Construction(clashPrice: 1000).fill(model)
        let annealer = Annealer(model, cost: cost, settings: Self.standard, seed: seed)
        annealer.run(budget, progress: progress)
        let found = model.placements
        let clashes = AgendaEvaluator(self.timeline).clashes(of: found)
        return Result(
            placements: found, cost: AgendaEvaluator.cost(of: clashes), clashes: clashes,
            searchCost: annealer.cost, iterations: annealer.iterations, seed: seed)
    }
}
