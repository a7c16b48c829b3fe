/// A directed network with integer capacities and non-negative integer costs, and a minimum-cost maximum flow in it.
///
/// Primal-dual method: shortest distances by Dijkstra on reduced costs, then as many augmentations as the arcs of
/// reduced cost zero allow, and so on. Exact, and quick when few different path costs occur, as in assignments where
/// the cost is that of a load.
struct FlowNetwork {
    private struct Arc {
        let head: Int
        var residual: Int
        let cost: Int64
    }

    private var arcs: [Arc] = []
    private var outgoing: [[Int]]
    private var potential: [Int64]
    private var distance: [Int64] = []

    init(nodeCount: Int) {
        self.outgoing = [[Int]](repeating: [], count: nodeCount)
        self.potential = [Int64](repeating: 0, count: nodeCount)
    }

    /// Adds an arc and returns its number. Arcs are tried in the order they were added.
    mutating func addArc(from tail: Int, to head: Int, capacity: Int, cost: Int64) -> Int {
        let arc = self.arcs.count
        self.arcs.append(Arc(head: head, residual: capacity, cost: cost))
        self.arcs.append(Arc(head: tail, residual: 0, cost: -cost))
        self.outgoing[tail].append(arc)
        self.outgoing[head].append(arc + 1)
        return arc
    }

    /// Units that flow through an arc.
    func flow(through arc: Int) -> Int { self.arcs[arc + 1].residual }

    /// Sends as much as possible at the smallest total cost; returns the amount.
    mutating func sendMaximum(from source: Int, to sink: Int) -> Int {
        var total = 0
        while self.updatePotentials(from: source, to: sink) {
            var isOnPath = [Bool](repeating: false, count: self.outgoing.count)
            var position = [Int](repeating: 0, count: self.outgoing.count)
            while true {
                let sent = self.augment(source, to: sink, limit: .max, &isOnPath, &position)
                if sent == 0 { break }
                total += sent
            }
        }
        return total
    }

    /// The nodes that could still get flow from the source: one side of a minimum cut after ``sendMaximum(from:to:)``.
    func reachable(from source: Int) -> [Bool] {
        var isReached = [Bool](repeating: false, count: self.outgoing.count)
        isReached[source] = true
        var queue = [source]
        while let node = queue.popLast() {
            for arc in self.outgoing[node] where self.arcs[arc].residual > 0 && !isReached[self.arcs[arc].head] {
                isReached[self.arcs[arc].head] = true
                queue.append(self.arcs[arc].head)
            }
        }
        return isReached
    }

    private mutating func updatePotentials(from source: Int, to sink: Int) -> Bool {
        var distance = [Int64](repeating: .max, count: self.outgoing.count)
        var heap = FlowQueue()
        distance[source] = 0
        heap.push(0, source)
        while let (reached, node) = heap.pop() {
            if reached > distance[node] { continue }
            for number in self.outgoing[node] {
                let arc = self.arcs[number]
                guard arc.residual > 0 else { continue }
                let next = reached + arc.cost + self.potential[node] - self.potential[arc.head]
                if next < distance[arc.head] {
                    distance[arc.head] = next
                    heap.push(next, arc.head)
                }
            }
        }
        guard distance[sink] < .max else { return false }
        // A node farther than the sink (or out of reach) moves with the sink: reduced costs stay non-negative.
        for node in distance.indices { self.potential[node] += min(distance[node], distance[sink]) }
        return true
    }

    private mutating func augment(
        _ node: Int, to sink: Int, limit: Int, _ isOnPath: inout [Bool], _ position: inout [Int]
    ) -> Int {
        if node == sink { return limit }
        isOnPath[node] = true
        defer { isOnPath[node] = false }
        while position[node] < self.outgoing[node].count {
            let number = self.outgoing[node][position[node]]
            let arc = self.arcs[number]
            if arc.residual > 0, !isOnPath[arc.head],
                arc.cost + self.potential[node] - self.potential[arc.head] == 0
            {
                let sent = self.augment(arc.head, to: sink, limit: min(limit, arc.residual), &isOnPath, &position)
                if sent > 0 {
                    self.arcs[number].residual -= sent
                    self.arcs[number ^ 1].residual += sent
                    return sent
                }
            }
            position[node] += 1
        }
        return 0
    }
}
