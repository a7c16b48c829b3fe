/// A binary heap of (distance, node), smallest first; equal distances leave in the order of the nodes.
struct FlowQueue {
    private var items: [(Int64, Int)] = []

    mutating func push(_ distance: Int64, _ node: Int) {
        self.items.append((distance, node))
        var child = self.items.count - 1
        while child > 0, self.items[child] < self.items[(child - 1) / 2] {
            self.items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (Int64, Int)? {
        guard let first = self.items.first, let last = self.items.popLast() else { return nil }
        guard !self.items.isEmpty else { return first }
        self.items[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < self.items.count else { break }
            if child + 1 < self.items.count, self.items[child + 1] < self.items[child] { child += 1 }
            guard self.items[child] < self.items[parent] else { break }
            self.items.swapAt(child, parent)
            parent = child
        }
        return first
    }
}
