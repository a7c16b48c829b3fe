/// A symmetric matrix that is added up from few entries at a time; only the lower triangle is kept.
struct SymmetricMatrix {
    let size: Int
    private(set) var lower: [Double]

    init(size: Int) {
        self.size = size
        self.lower = [Double](repeating: 0, count: size * size)
    }

    mutating func addDiagonal(_ index: Int, _ value: Double) {
        self.lower[index * self.size + index] += value
    }

    /// Adds scale · v vᵀ for a vector with few entries, each index once.
    mutating func addOuterProduct(_ vector: [(index: Int, value: Double)], scale: Double) {
        for left in vector {
            for right in vector where right.index <= left.index {
                self.lower[left.index * self.size + right.index] += scale * left.value * right.value
            }
        }
    }
}
