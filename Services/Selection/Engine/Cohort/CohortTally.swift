/// A cohort with its running counts, so that an exchange of one candidate for another is judged by what changes.
///
/// Only for proposals: whatever is shown as a cohort goes through ``CohortEvaluator``.
struct CohortTally: Sendable {
    let problem: CohortProblem
    let quotasOf: [[Int]]
    private(set) var counts: [Int]
    private(set) var cost: Int64
    private(set) var isChosen: [Bool]

    init(_ problem: CohortProblem, choosing chosen: [Int]) {
        self.problem = problem
        self.quotasOf = problem.quotasByCandidate()
        self.counts = [Int](repeating: 0, count: problem.quotas.count)
        self.cost = 0
        self.isChosen = [Bool](repeating: false, count: problem.candidates.count)
        for index in chosen { self.add(index) }
    }

    mutating func add(_ index: Int) {
        self.isChosen[index] = true
        self.cost += self.problem.candidates[index].cost
        for quota in self.quotasOf[index] { self.counts[quota] += 1 }
    }

    mutating func remove(_ index: Int) {
        self.isChosen[index] = false
        self.cost -= self.problem.candidates[index].cost
        for quota in self.quotasOf[index] { self.counts[quota] -= 1 }
    }

    /// The rules that would be broken after `leaving` gives the place to `entering`. A rule that is broken already
    /// and gets no worse is not counted.
    func rulesBroken(leaving: Int, entering: Int) -> [CohortRule] {
        var broken: [CohortRule] = []
        let left = self.quotasOf[leaving]
        let entered = self.quotasOf[entering]
        for quota in left where !entered.contains(quota) && self.counts[quota] - 1 < self.problem.quotas[quota].minimum
        {
            broken.append(.minimum(quota: self.problem.quotas[quota].name))
        }
        for quota in entered where !left.contains(quota) && self.counts[quota] + 1 > self.problem.quotas[quota].maximum
        {
            broken.append(.maximum(quota: self.problem.quotas[quota].name))
        }
        let candidates = self.problem.candidates
        if let ceiling = self.problem.costCeiling,
            self.cost - candidates[leaving].cost + candidates[entering].cost > ceiling
        {
            broken.append(.costCeiling)
        }
        return broken
    }

    /// Whether the exchange breaks no rule; the same judgement without naming the rules.
    func keepsRules(leaving: Int, entering: Int) -> Bool {
        let left = self.quotasOf[leaving]
        let entered = self.quotasOf[entering]
        for quota in left where self.counts[quota] - 1 < self.problem.quotas[quota].minimum {
            if !entered.contains(quota) { return false }
        }
        for quota in entered where self.counts[quota] + 1 > self.problem.quotas[quota].maximum {
            if !left.contains(quota) { return false }
        }
        guard let ceiling = self.problem.costCeiling else { return true }
        return self.cost - self.problem.candidates[leaving].cost + self.problem.candidates[entering].cost <= ceiling
    }
}
