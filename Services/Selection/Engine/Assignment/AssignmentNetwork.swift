import Primitives

/// The flow network of an assignment: source → candidates → reviewers → sink.
struct AssignmentNetwork {
    private let problem: AssignmentProblem
    private var network: FlowNetwork
    private var arcs: [(arc: Int, pair: AssignmentProblem.Pair)] = []
    private var missing: [Int]
    private var room: [Int]
    private var sent = 0

    private var source: Int { 0 }
    private var sink: Int { 1 + self.problem.candidates.count + self.problem.reviewers.count }

    init(_ problem: AssignmentProblem, seed: UInt64) {
        self.problem = problem
        self.missing = [Int](repeating: problem.reviewsPerCandidate, count: problem.candidates.count)
        var load = [Int](repeating: 0, count: problem.reviewers.count)
        for pair in problem.kept {
            self.missing[pair.candidate] = max(0, self.missing[pair.candidate] - 1)
            load[pair.reviewer] += 1
        }
        self.room = zip(problem.reviewers, load).map { max(0, $0.maximumLoad - $1) }
        self.network = FlowNetwork(nodeCount: 2 + problem.candidates.count + problem.reviewers.count)
        self.addCandidates(seed: seed)
        self.addReviewers(load: load)
    }

    private mutating func addCandidates(seed: UInt64) {
        let kept = Set(self.problem.kept)
        // The network tries arcs in the order they come, so a seeded order is a seeded choice. Each candidate draws
        // from a stream of its own: one more candidate does not reshuffle the others.
        var order: [(key: UInt64, id: String, index: Int)] = []
        for (index, candidate) in self.problem.candidates.enumerated() {
            var generator = SeededGenerator(seed: seed, stream: candidate.id)
            order.append((generator.next(), candidate.id, index))
        }
        order.sort { ($0.key, $0.id) < ($1.key, $1.id) }
        for (_, id, index) in order {
            _ = self.network.addArc(from: self.source, to: 1 + index, capacity: self.missing[index], cost: 0)
            var generator = SeededGenerator(seed: seed, stream: "\(id)/reviewers")
            for reviewer in self.problem.possibleReviewers(of: index).shuffled(using: &generator) {
                let pair = AssignmentProblem.Pair(candidate: index, reviewer: reviewer)
                if kept.contains(pair) { continue }
                let head = 1 + self.problem.candidates.count + reviewer
                self.arcs.append((self.network.addArc(from: 1 + index, to: head, capacity: 1, cost: 0), pair))
            }
        }
    }

    private mutating func addReviewers(load: [Int]) {
        for (index, reviewer) in self.problem.reviewers.enumerated() {
            let tail = 1 + self.problem.candidates.count + index
            for unit in 0..<self.room[index] {
                let place = Int64(load[index] + unit)
                var cost = (2 * place + 1) * 1_000_000 / Int64(max(1, reviewer.maximumLoad))
                // Every review below a minimum load comes before any review above one.
                if place >= Int64(reviewer.minimumLoad) { cost += 1 << 32 }
                _ = self.network.addArc(from: tail, to: self.sink, capacity: 1, cost: cost)
            }
        }
    }

    mutating func send() {
        self.sent = self.network.sendMaximum(from: self.source, to: self.sink)
    }

    func pairs() -> [AssignmentProblem.Pair] {
        self.arcs.filter { self.network.flow(through: $0.arc) == 1 }.map(\.pair)
    }

    /// The narrow place when not every review could be placed: max-flow equals min-cut.
    func shortage() -> AssignmentShortage? {
        guard self.sent < self.missing.reduce(0, +) else { return nil }
        let reached = self.network.reachable(from: self.source)
        let candidates = self.problem.candidates.indices.filter { reached[1 + $0] && self.missing[$0] > 0 }
        let reviewers = self.problem.reviewers.indices.filter { reached[1 + self.problem.candidates.count + $0] }
        let inside = Set(candidates)
        let outside = self.arcs.count {
            inside.contains($0.pair.candidate) && !reviewers.contains($0.pair.reviewer)
        }
        return .tooLittleTime(
            candidates: candidates, reviewers: reviewers, needed: candidates.reduce(0) { $0 + self.missing[$1] },
            available: reviewers.reduce(0) { $0 + self.room[$1] } + outside)
    }
}
