/// A mixed-integer linear program in which every variable is an integer: `lower ≤ rows ≤ upper`, minimised.
struct IntegerProgram: Sendable {
    /// One linear constraint; each column appears at most once.
    struct Row: Sendable {
        var lower: Double
        var upper: Double
        var terms: [(column: Int, value: Double)]
    }

    /// Bounds of the variables; both are finite.
    var lower: [Double]
    var upper: [Double]
    /// Objective coefficients, to be minimised.
    var objective: [Double]
    var rows: [Row] = []

    /// A program of so many yes-or-no variables and no objective.
    init(binaries count: Int) {
        self.lower = [Double](repeating: 0, count: count)
        self.upper = [Double](repeating: 1, count: count)
        self.objective = [Double](repeating: 0, count: count)
    }

    var columnCount: Int { self.objective.count }

    /// Adds an integer variable and returns its column.
    mutating func addColumn(lower: Double, upper: Double) -> Int {
        self.lower.append(lower)
        self.upper.append(upper)
        self.objective.append(0)
        return self.objective.count - 1
    }
}
