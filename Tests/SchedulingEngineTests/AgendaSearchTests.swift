import Primitives
import SchedulingEngine
import Testing

@Suite("Agenda search")
struct AgendaSearchTests {
    /// Every placement of every session in its allowed places, weighed by the evaluator.
    private func bruteForce(_ timeline: AgendaTimeline) -> SearchCost {
        let evaluator = AgendaEvaluator(timeline)
        let problem = timeline.problem
        var best = SearchCost(hard: .max, soft: .max)
        var placements: AgendaPlacements = [:]
        func place(_ index: Int) {
            guard index < problem.sessions.count else {
                best = min(best, evaluator.cost(of: placements))
                return
            }
            let choices = timeline.choices(for: index)
            if choices.isEmpty { place(index + 1) }
            for choice in choices {
                placements[problem.sessions[index].id] = AgendaPlace(
                    slot: choice.slot, room: problem.rooms[choice.room].id)
                place(index + 1)
            }
            placements[problem.sessions[index].id] = nil
        }
        place(0)
        return best
    }

    @Test("finds the optimum that trying everything finds", arguments: 1...12)
    func optimum(seed: UInt64) throws {
        var sample = SampleAgenda(seed: seed)
        let shapes: [(sessions: Int, rooms: Int, perDay: Int)] = [(4, 2, 3), (5, 2, 3), (6, 1, 5), (7, 1, 4)]
        let shape = shapes[Int(seed) % shapes.count]
        let problem = sample.problem(
            sessions: shape.sessions, rooms: shape.rooms, days: 1, perDay: shape.perDay, people: 5)
        let timeline = try AgendaTimeline(problem)
        let result = AgendaSolver(timeline).solve(seed: seed, budget: SearchBudget(iterations: 100_000))
        #expect(result.cost == self.bruteForce(timeline))
        #expect(result.searchCost == result.cost)
    }

    @Test("the same seed and iterations give the same agenda")
    func determinism() throws {
        var sample = SampleAgenda(seed: 7)
        let problem = sample.problem(sessions: 30, rooms: 4, days: 3, perDay: 5, people: 20)
        let solver = AgendaSolver(try AgendaTimeline(problem))
        let first = solver.solve(seed: 3, budget: SearchBudget(iterations: 60_000))
        let second = solver.solve(seed: 3, budget: SearchBudget(iterations: 60_000))
        #expect(first == second)
        #expect(first.iterations == 60_000)
    }

    @Test("the search counts as the evaluator does, from any start", arguments: 20...35)
    func searchCost(seed: UInt64) throws {
        var sample = SampleAgenda(seed: seed)
        let problem = sample.problem(sessions: 24, rooms: 3, days: 2, perDay: 5, people: 15)
        let timeline = try AgendaTimeline(problem)
        var start: AgendaPlacements = [:]
        for session in problem.sessions where sample.generator.below(100) < 60 {
            start[session.id] = AgendaPlace(
                slot: sample.generator.below(problem.slots.count),
                room: problem.rooms[sample.generator.below(problem.rooms.count)].id)
        }
        let result = AgendaSolver(timeline).solve(from: start, seed: seed, budget: SearchBudget(iterations: 20_000))
        #expect(result.searchCost == result.cost)
    }

    @Test("an order to stop ends the search with an agenda")
    func stops() throws {
        var sample = SampleAgenda(seed: 11)
        let problem = sample.problem(sessions: 30, rooms: 4, days: 3, perDay: 5, people: 20)
        let solver = AgendaSolver(try AgendaTimeline(problem))
        let budget = SearchBudget(iterations: 1_000_000_000, shouldStop: { true })
        let result = solver.solve(seed: 1, budget: budget)
        #expect(result.iterations == 0)
        #expect(
            result.placements.count == problem.sessions.count { !$0.isPinned && $0.length <= 5 }
                || result.cost.hard > 0)
    }

    @Test("pinned sessions stay")
    func pinned() throws {
        var sample = SampleAgenda(seed: 5)
        let base = sample.problem(sessions: 12, rooms: 3, days: 2, perDay: 4, people: 8)
        let first = base.sessions[0]
        let place = AgendaPlace(slot: 0, room: base.rooms[0].id)
        let pinned = AgendaSession(id: first.id, kind: .workshop, isPinned: true)
        let problem = AgendaProblem(
            zone: base.zone, rooms: base.rooms, slots: base.slots, sessions: [pinned] + base.sessions.dropFirst(),
            people: base.people, interpreters: base.interpreters)
        let solver = AgendaSolver(try AgendaTimeline(problem))
        let result = solver.solve(from: [first.id: place], seed: 1, budget: SearchBudget(iterations: 20_000))
        #expect(result.placements[first.id] == place)
    }

    @Test("progress rises to one and the best never gets worse")
    func progress() throws {
        var sample = SampleAgenda(seed: 13)
        let problem = sample.problem(sessions: 40, rooms: 3, days: 3, perDay: 5, people: 20)
        let solver = AgendaSolver(try AgendaTimeline(problem))
        var seen: [SearchProgress] = []
        _ = solver.solve(seed: 1, budget: SearchBudget(iterations: 600_000)) { seen.append($0) }
        #expect(seen.count >= 2)
        #expect(seen.last?.share == 1)
        for (before, after) in zip(seen, seen.dropFirst()) {
            #expect(before.share <= after.share)
            #expect(after.best <= before.best)
        }
    }
}

@Suite("Agenda model")
struct AgendaModelTests {
    @Test("each move's delta is the difference of two full evaluations", arguments: 1...8)
    func deltas(seed: UInt64) throws {
        var sample = SampleAgenda(seed: seed)
        let problem = sample.problem(sessions: 14, rooms: 3, days: 2, perDay: 4, people: 10)
        let timeline = try AgendaTimeline(problem)
        var walk = AgendaWalk(timeline, seed: seed)
        let evaluator = AgendaEvaluator(timeline)
        #expect(walk.cost == evaluator.cost(of: walk.placements))
        for _ in 0..<600 {
            walk.step()
            #expect(walk.cost == evaluator.cost(of: walk.placements))
        }
    }
}
