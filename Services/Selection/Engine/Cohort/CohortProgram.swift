/// The integer program of a cohort problem, with any part of its rules: column *i* is "candidate *i* has a place".
struct CohortProgram: Sendable {
    let problem: CohortProblem
    private(set) var program: IntegerProgram
    /// Costs divided by their common divisor: smaller numbers, same meaning, better behaved in floating point.
    let costUnit: Int64

    /// - Parameter rules: the rules to keep; all others are left out.
    init(_ problem: CohortProblem, keeping rules: some Sequence<CohortRule>) {
        self.problem = problem
        self.costUnit = max(1, problem.candidates.reduce(0) { Self.greatestCommonDivisor($0, $1.cost) })
        self.program = IntegerProgram(binaries: problem.candidates.count)
        let kept = Set(rules)
        for index in problem.pinnedIn where kept.contains(.pinnedIn(candidate: problem.candidates[index].id)) {
            self.program.lower[index] = 1
        }
        for index in problem.pinnedOut where kept.contains(.pinnedOut(candidate: problem.candidates[index].id)) {
            self.program.upper[index] = 0
        }
        if kept.contains(.size) {
            self.addRow(lower: Double(problem.size), upper: Double(problem.size)) { _ in 1 }
        }
        if kept.contains(.costCeiling), let ceiling = problem.costCeiling { self.limitCost(to: ceiling) }
        for quota in problem.quotas {
            let lower = kept.contains(.minimum(quota: quota.name)) ? Double(quota.minimum) : 0
            let upper = kept.contains(.maximum(quota: quota.name)) ? quota.maximum : quota.members.count
            guard lower > 0 || upper < quota.members.count else { continue }
            self.program.rows.append(
                IntegerProgram.Row(
                    lower: lower, upper: Double(max(upper, 0)), terms: quota.members.map { ($0, 1) }))
        }
    }

    private static func greatestCommonDivisor(_ left: Int64, _ right: Int64) -> Int64 {
        right == 0 ? left : Self.greatestCommonDivisor(right, left % right)
    }

    /// Adds a constraint whose coefficients depend on the candidate alone.
    mutating func addRow(lower: Double, upper: Double, _ value: (Int) -> Double) {
        let terms = self.problem.candidates.indices.map { (column: $0, value: value($0)) }.filter { $0.value != 0 }
        self.program.rows.append(IntegerProgram.Row(lower: lower, upper: upper, terms: terms))
    }

    /// Total cost at most so many minor units.
    mutating func limitCost(to ceiling: Int64) {
        let unit = self.costUnit
        let candidates = self.problem.candidates
        // Rounding down loses nothing: the total is a multiple of the unit.
        self.addRow(lower: 0, upper: Double(ceiling / unit)) { Double(candidates[$0].cost / unit) }
    }

    /// Total merit at least so many units.
    mutating func requireMerit(atLeast merit: Int64) {
        let candidates = self.problem.candidates
        self.addRow(lower: Double(merit), upper: .greatestFiniteMagnitude) { Double(candidates[$0].merit) }
    }

    /// Forbids exactly this set of places, and no other.
    mutating func forbid(_ chosen: [Int]) {
        let set = Set(chosen)
        self.addRow(lower: -Double(self.problem.candidates.count), upper: Double(set.count - 1)) {
            set.contains($0) ? 1 : -1
        }
    }

    /// Keeps a quota but lets it give way at a price: returns the columns that count the places missing below the
    /// minimum and the places above the maximum.
    mutating func addElastic(_ quota: CohortQuota) -> (below: Int, above: Int) {
        let excess = max(0, quota.members.count - quota.maximum)
        let below = self.program.addColumn(lower: 0, upper: Double(quota.minimum))
        let above = self.program.addColumn(lower: 0, upper: Double(excess))
        var terms = quota.members.map { (column: $0, value: 1.0) }
        terms += [(column: below, value: 1.0), (column: above, value: -1.0)]
        self.program.rows.append(
            IntegerProgram.Row(lower: Double(quota.minimum), upper: Double(quota.maximum), terms: terms))
        return (below, above)
    }

    /// Adds a constraint on columns of any kind.
    mutating func addRow(lower: Double, upper: Double, terms: [(column: Int, value: Double)]) {
        self.program.rows.append(IntegerProgram.Row(lower: lower, upper: upper, terms: terms))
    }

    /// Sets the price of one column of any kind.
    mutating func setPrice(of column: Int, to value: Double) {
        self.program.objective[column] = value
    }

    /// Sets what is minimised, candidate by candidate.
    mutating func minimise(_ value: (Int) -> Double) {
        for index in self.problem.candidates.indices { self.program.objective[index] = value(index) }
    }

    /// The candidates that an assignment gives a place to, ascending.
    func chosen(in assignment: [Int]) -> [Int] {
        self.problem.candidates.indices.filter { assignment[$0] == 1 }
    }
}
