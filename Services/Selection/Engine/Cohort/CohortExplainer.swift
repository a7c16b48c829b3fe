/// Explains a cohort candidate by candidate, from the cohort itself and the optimum.
package struct CohortExplainer: Sendable {
    private let problem: CohortProblem
    private let solution: CohortSolution
    private let tally: CohortTally
    private let ranks: [Int]

    package init(_ problem: CohortProblem, _ solution: CohortSolution) {
        self.problem = problem
        self.solution = solution
        self.tally = CohortTally(problem, choosing: solution.chosen)
        let order = problem.candidates.indices.sorted {
            (problem.candidates[$1].merit, $0) < (problem.candidates[$0].merit, $1)
        }
        var ranks = [Int](repeating: 0, count: order.count)
        for (position, index) in order.enumerated() {
            let above = position > 0 ? order[position - 1] : nil
            let isTied = above.map { problem.candidates[$0].merit == problem.candidates[index].merit } ?? false
            ranks[index] = isTied ? ranks[above ?? index] : position + 1
        }
        self.ranks = ranks
    }

    /// The explanations of all candidates, in the problem's order. Takes about a millisecond for 600 candidates.
    package func explanations() -> [CohortExplanation] {
        self.problem.candidates.indices.map(self.explanation(of:))
    }

    package func explanation(of index: Int) -> CohortExplanation {
        let standings = self.tally.quotasOf[index].map { position in
            let quota = self.problem.quotas[position]
            return CohortExplanation.QuotaStanding(
                quota: quota.name, count: self.tally.counts[position], minimum: quota.minimum, maximum: quota.maximum)
        }
        let isChosen = self.tally.isChosen[index]
        let exchange = isChosen ? nil : self.bestExchange(entering: index)
        return CohortExplanation(
            candidate: index, isChosen: isChosen, rank: self.ranks[index], quotas: standings, bestExchange: exchange,
            obstacles: isChosen || exchange != nil ? [] : self.obstacles(entering: index))
    }

    /// How much total merit is lost when the candidate's fate is turned round: for one outside, what must be added to
    /// the score to enter; for one inside, what the score could lose. Nil when no cohort exists that way, or when it
    /// was not proven in time.
    ///
    /// Solves the problem once more (about 0.1 s for 600 candidates), so it is asked for one candidate at a time.
    package func margin(of index: Int, secondsLimit: Double = 30) -> Int64? {
        let isChosen = self.tally.isChosen[index]
        guard self.solution.proof.merit else { return nil }
        var pinnedIn = self.problem.pinnedIn.filter { $0 != index }
        var pinnedOut = self.problem.pinnedOut.filter { $0 != index }
        if isChosen { pinnedOut.append(index) } else { pinnedIn.append(index) }
        guard let turned = try? self.problem.pinning(in: pinnedIn, out: pinnedOut) else { return nil }
        guard let merit = CohortSolver.greatestMerit(of: turned, secondsLimit: secondsLimit) else { return nil }
        return self.solution.merit - merit
    }

    private func bestExchange(entering index: Int) -> CohortExplanation.Exchange? {
        guard !self.problem.pinnedOut.contains(index) else { return nil }
        let candidate = self.problem.candidates[index]
        var best: CohortExplanation.Exchange?
        for leaving in self.solution.chosen
        where !self.problem.pinnedIn.contains(leaving) && self.tally.keepsRules(leaving: leaving, entering: index) {
            let other = self.problem.candidates[leaving]
            let exchange = CohortExplanation.Exchange(
                leaving: leaving, meritLost: other.merit - candidate.merit, costAdded: candidate.cost - other.cost)
            guard let known = best else {
                best = exchange
                continue
            }
            let isBetter =
                (exchange.meritLost, exchange.costAdded, other.id)
                < (known.meritLost, known.costAdded, self.problem.candidates[known.leaving].id)
            if isBetter { best = exchange }
        }
        return best
    }

    /// The rules in the way of the exchange that breaks the fewest; of several, the one with the smallest loss.
    private func obstacles(entering index: Int) -> [CohortRule] {
        let candidate = self.problem.candidates[index]
        if self.problem.pinnedOut.contains(index) { return [.pinnedOut(candidate: candidate.id)] }
        var best: [CohortRule]?
        var bestLoss: Int64 = 0
        for leaving in self.solution.chosen where !self.problem.pinnedIn.contains(leaving) {
            let broken = self.tally.rulesBroken(leaving: leaving, entering: index)
            let loss = self.problem.candidates[leaving].merit - candidate.merit
            if let known = best, (broken.count, loss) >= (known.count, bestLoss) { continue }
            best = broken
            bestLoss = loss
        }
        return best ?? []
    }
}
