/// Checks a cohort against its problem, and adds it up again, from the statement of the problem alone.
///
/// It shares no code with ``CohortSolver``: it neither builds nor reads the integer program. Every cohort passes
/// through here before anybody sees it.
package struct CohortEvaluator: Sendable {
    private let problem: CohortProblem

    package init(_ problem: CohortProblem) {
        self.problem = problem
    }

    /// Every rule that this choice breaks, in a stable order; empty means it may be shown.
    package func faults(choosing chosen: [Int]) -> [CohortFault] {
        var faults: [CohortFault] = []
        var isChosen = [Bool](repeating: false, count: self.problem.candidates.count)
        for index in chosen {
            guard isChosen.indices.contains(index) else {
                faults.append(.unknownCandidate(index: index))
                continue
            }
            if isChosen[index] { faults.append(.chosenTwice(index: index)) }
            isChosen[index] = true
        }
        if chosen.count != self.problem.size { faults.append(.wrongSize(found: chosen.count)) }
        let cost = self.cost(of: chosen)
        if let ceiling = self.problem.costCeiling, cost > ceiling { faults.append(.overCeiling(found: cost)) }
        for quota in self.problem.quotas {
            var count = 0
            for member in quota.members where isChosen[member] { count += 1 }
            if count < quota.minimum { faults.append(.belowMinimum(quota: quota.name, found: count)) }
            if count > quota.maximum { faults.append(.aboveMaximum(quota: quota.name, found: count)) }
        }
        for index in self.problem.pinnedIn where !isChosen[index] { faults.append(.pinnedInMissing(index: index)) }
        for index in self.problem.pinnedOut where isChosen[index] { faults.append(.pinnedOutChosen(index: index)) }
        return faults
    }

    /// Every fault of a solution, its stated totals included.
    package func faults(in solution: CohortSolution) -> [CohortFault] {
        var faults = self.faults(choosing: solution.chosen)
        let merit = self.merit(of: solution.chosen)
        if merit != solution.merit { faults.append(.wrongMerit(found: merit)) }
        let cost = self.cost(of: solution.chosen)
        if cost != solution.cost { faults.append(.wrongCost(found: cost)) }
        return faults
    }

    /// Total merit of the known candidates in a choice.
    package func merit(of chosen: [Int]) -> Int64 {
        var total: Int64 = 0
        for index in chosen where self.problem.candidates.indices.contains(index) {
            total += self.problem.candidates[index].merit
        }
        return total
    }

    /// Total cost of the known candidates in a choice, in minor units.
    package func cost(of chosen: [Int]) -> Int64 {
        var total: Int64 = 0
        for index in chosen where self.problem.candidates.indices.contains(index) {
            total += self.problem.candidates[index].cost
        }
        return total
    }
}
