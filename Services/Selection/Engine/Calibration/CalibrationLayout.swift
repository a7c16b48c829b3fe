/// Where each unknown of the reviewers' system stands: the mean first, then leniencies, then slopes.
struct CalibrationLayout: Sendable {
    private let reviewers: Int
    private let hasSlopes: Bool

    init() {
        self.reviewers = 0
        self.hasSlopes = false
    }

    init(_ problem: CalibrationProblem, _ fit: CalibrationFit) {
        self.reviewers = problem.reviewerCount
        self.hasSlopes = fit.hasSlopes
    }

    var size: Int { 1 + self.reviewers * (self.hasSlopes ? 2 : 1) }

    func leniency(_ reviewer: Int) -> Int { 1 + reviewer }

    func steepness(_ reviewer: Int) -> Int { 1 + self.reviewers + reviewer }

    /// The linearised row of one review: μ + b + q̂·s.
    func terms(of review: Review, _ fit: CalibrationFit) -> [(index: Int, value: Double)] {
        var terms = [(0, 1.0), (self.leniency(review.reviewer), 1.0)]
        if self.hasSlopes { terms.append((self.steepness(review.reviewer), fit.quality[review.candidate])) }
        return terms
    }

    /// The same entries with each index once, ascending.
    func merged(_ entries: [(index: Int, value: Double)]) -> [(index: Int, value: Double)] {
        var result: [(index: Int, value: Double)] = []
        for entry in entries.sorted(by: { $0.index < $1.index }) {
            if let last = result.last, last.index == entry.index {
                result[result.count - 1].value += entry.value
            } else {
                result.append(entry)
            }
        }
        return result
    }

    /// A candidate's sensitivities written out, with those every candidate has: the mean, the average leniency and
    /// the average steepness.
    func dense(_ entries: [(index: Int, value: Double)], common: Double) -> [Double] {
        var vector = [Double](repeating: 0, count: self.size)
        vector[0] = 1
        let share = 1 / Double(self.reviewers)
        for reviewer in 0..<self.reviewers {
            vector[self.leniency(reviewer)] = share
            if self.hasSlopes { vector[self.steepness(reviewer)] = common * share }
        }
        for entry in entries { vector[entry.index] += entry.value }
        return vector
    }

    func leniencyAgainstAverage(_ reviewer: Int) -> [Double] {
        var vector = [Double](repeating: 0, count: self.size)
        for other in 0..<self.reviewers { vector[self.leniency(other)] = -1 / Double(self.reviewers) }
        vector[self.leniency(reviewer)] += 1
        return vector
    }

    /// What a draw of the unknowns adds to everybody: the level, and the steepness of the committee.
    func average(_ deviations: [Double]) -> (level: Double, steepness: Double) {
        var level = 0.0
        var steepness = 0.0
        for reviewer in 0..<self.reviewers {
            level += deviations[self.leniency(reviewer)]
            if self.hasSlopes { steepness += deviations[self.steepness(reviewer)] }
        }
        return (deviations[0] + level / Double(self.reviewers), steepness / Double(self.reviewers))
    }
}
