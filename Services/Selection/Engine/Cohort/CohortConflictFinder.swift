import Primitives

/// Finds which rules of an infeasible problem clash, and what would have to give.
///
/// Deletion filter (Chinneck and Dravnieks, 1991): a rule stays out for good when the others are still infeasible
/// without it; what is left at the end is irreducible. Rules are first tried in blocks, which keeps the number of
/// solves near the size of the answer.
package struct CohortConflictFinder: Sendable {
    private let problem: CohortProblem
    private let secondsLimit: Double

    package init(_ problem: CohortProblem, secondsLimit: Double = 30) {
        self.problem = problem
        self.secondsLimit = secondsLimit
    }

    /// The clashing rules of a problem that is known to be infeasible, with the smallest changes that help.
    ///
    /// Which irreducible set a deletion filter ends with depends on the order of the rules, so several orders are
    /// tried (from a fixed seed) and the shortest answer is given: it is the easiest one to understand.
    package func conflict() -> CohortConflict {
        let rules = CohortRule.all(of: self.problem)
        var generator = SeededGenerator(seed: 0)
        var best = self.filtered(rules)
        for attempt in 1..<Self.attempts {
            let order = attempt == 1 ? rules.reversed() : rules.shuffled(using: &generator)
            let other = self.filtered(order)
            if other.isIrreducible, !best.isIrreducible || other.rules.count < best.rules.count { best = other }
        }
        let kept = Set(best.rules)
        return CohortConflict(
            rules: rules.filter(kept.contains), isIrreducible: best.isIrreducible, relaxations: self.relaxations())
    }

    private static let attempts = 6

    private func filtered(_ rules: [CohortRule]) -> (rules: [CohortRule], isIrreducible: Bool) {
        var kept = rules
        var isIrreducible = true
        var position = 0
        var block = 16
        while position < kept.count {
            let size = min(block, kept.count - position)
            var without = kept
            without.removeSubrange(position..<(position + size))
            switch self.isFeasible(keeping: without) {
            case false?:
                kept = without
            case let answer:
                if size > 1 {
                    block = size / 2
                    continue
                }
                if answer == nil { isIrreducible = false }
                position += 1
                block = 16
            }
        }
        return (kept, isIrreducible)
    }

    /// Whether some choice keeps these rules; nil when the time ran out first.
    package func isFeasible(keeping rules: [CohortRule]) -> Bool? {
        let program = CohortProgram(self.problem, keeping: rules)
        return switch program.program.solve(secondsLimit: self.secondsLimit) {
        case .optimal: true
        case .infeasible: false
        case .stopped(let best, _): best == nil ? nil : true
        }
    }

    /// The smallest change of each kind of rule, alone, that makes the problem solvable.
    package func relaxations() -> [CohortRelaxation] {
        [self.looserQuotas(), self.higherCeiling(), self.otherSize()].compactMap(\.self)
    }

    private func looserQuotas() -> CohortRelaxation? {
        let rules = CohortRule.all(of: self.problem).filter {
            switch $0 {
            case .minimum, .maximum: false
            default: true
            }
        }
        var elastic = CohortProgram(self.problem, keeping: rules)
        var changes: [(rule: CohortRule, column: Int)] = []
        for quota in self.problem.quotas {
            let columns = elastic.addElastic(quota)
            changes.append((.minimum(quota: quota.name), columns.below))
            changes.append((.maximum(quota: quota.name), columns.above))
        }
        for change in changes { elastic.setPrice(of: change.column, to: 1) }
        guard case .optimal(let fewest) = elastic.program.solve(secondsLimit: self.secondsLimit) else { return nil }
        let total = changes.reduce(0) { $0 + fewest[$1.column] }
        // Several sets of quotas may do; a fixed draw by name makes the answer the same everywhere.
        elastic.addRow(lower: 0, upper: Double(total), terms: changes.map { ($0.column, 1) })
        for change in changes {
            var generator = SeededGenerator(seed: 0, stream: change.rule.name)
            elastic.setPrice(of: change.column, to: Double(generator.next() >> 44))
        }
        guard case .optimal(let drawn) = elastic.program.solve(secondsLimit: self.secondsLimit, start: fewest) else {
            return nil
        }
        return .quotas(
            changes.filter { drawn[$0.column] > 0 }.map {
                CohortRelaxation.QuotaChange(rule: $0.rule, places: drawn[$0.column])
            })
    }

    private func higherCeiling() -> CohortRelaxation? {
        guard self.problem.costCeiling != nil else { return nil }
        var program = CohortProgram(
            self.problem, keeping: CohortRule.all(of: self.problem).filter { $0 != .costCeiling })
        let unit = program.costUnit
        program.minimise { Double(self.problem.candidates[$0].cost / unit) }
        guard case .optimal(let assignment) = program.program.solve(secondsLimit: self.secondsLimit) else { return nil }
        return .costCeiling(CohortEvaluator(self.problem).cost(of: program.chosen(in: assignment)))
    }

    private func otherSize() -> CohortRelaxation? {
        let rules = CohortRule.all(of: self.problem).filter { $0 != .size }
        let size = Double(self.problem.size)
        var smaller = CohortProgram(self.problem, keeping: rules)
        smaller.addRow(lower: 1, upper: size) { _ in 1 }
        smaller.minimise { _ in -1 }
        var larger = CohortProgram(self.problem, keeping: rules)
        larger.addRow(lower: size, upper: Double(self.problem.candidates.count)) { _ in 1 }
        larger.minimise { _ in 1 }
        var sizes: [Int] = []
        for program in [smaller, larger] {
            guard case .optimal(let assignment) = program.program.solve(secondsLimit: self.secondsLimit) else {
                continue
            }
            sizes.append(program.chosen(in: assignment).count)
        }
        return sizes.min { abs($0 - self.problem.size) < abs($1 - self.problem.size) }.map(CohortRelaxation.size)
    }
}
