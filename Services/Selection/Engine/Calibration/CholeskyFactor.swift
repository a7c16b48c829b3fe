/// The lower triangular L with L Lᵀ = A, for a positive definite A.
struct CholeskyFactor: Sendable {
    private let size: Int
    private var lower: [Double]

    /// A pivot that rounding made not positive is lifted to a trace of the diagonal: the direction it stands for is
    /// one the data say nothing about, and the priors keep it finite.
    init(_ matrix: SymmetricMatrix) {
        let size = matrix.size
        self.size = size
        self.lower = matrix.lower
        self.lower.withUnsafeMutableBufferPointer { lower in
            for column in 0..<size {
                let diagonal = lower[column * size + column]
                var pivot = diagonal
                for k in 0..<column { pivot -= lower[column * size + k] * lower[column * size + k] }
                let root = max(pivot, diagonal * 1e-12).squareRoot()
                lower[column * size + column] = root
                for row in (column + 1)..<max(size, column + 1) {
                    var sum = lower[row * size + column]
                    for k in 0..<column { sum -= lower[row * size + k] * lower[column * size + k] }
                    lower[row * size + column] = sum / root
                }
            }
        }
    }

    /// vᵀ A⁻¹ v.
    func quadraticForm(_ vector: [Double]) -> Double {
        var solved = vector
        var total = 0.0
        for row in 0..<self.size {
            var sum = solved[row]
            for k in 0..<row { sum -= self.lower[row * self.size + k] * solved[k] }
            solved[row] = sum / self.lower[row * self.size + row]
            total += solved[row] * solved[row]
        }
        return total
    }

    /// A draw from the normal distribution with mean 0 and covariance A⁻¹: solves Lᵀ x = z.
    func draw(_ standardNormal: () -> Double) -> [Double] {
        var values = (0..<self.size).map { _ in standardNormal() }
        for row in stride(from: self.size - 1, through: 0, by: -1) {
            var sum = values[row]
            for k in (row + 1)..<max(self.size, row + 1) { sum -= self.lower[k * self.size + row] * values[k] }
            values[row] = sum / self.lower[row * self.size + row]
        }
        return values
    }
}
