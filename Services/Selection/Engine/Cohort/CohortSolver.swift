import Primitives

/// Finds the cohort with the greatest total merit under all rules, then the cheapest of these, then the seed's choice
/// among the cheapest; or says which rules clash.
///
/// Every level is an integer program solved to proof by CBC. The last level draws an integer weight for each
/// candidate from the seed and its id, so the optimum is unique but for a chance of about n / 2^24 (isolation lemma:
/// Mulmuley, Vazirani and Vazirani, 1987); a proven result therefore does not depend on the machine, the solver's
/// path or the order of the candidates.
package struct CohortSolver: Sendable {
    /// Identifies what computed a result; sealed with every run.
    package static let version = "cohort/1"

    /// Processor seconds for each of the three levels.
    private let secondsLimit: Double
    private let seed: UInt64

    /// - Parameters:
    ///   - seed: decides between cohorts equal in merit and cost.
    ///   - secondsLimit: for each level; a problem of 1,000 candidates takes well under a second.
    package init(seed: UInt64, secondsLimit: Double = 30) {
        self.seed = seed
        self.secondsLimit = secondsLimit
    }

    /// Solves the problem. Never returns a cohort that ``CohortEvaluator`` finds a fault in.
    package func solve(_ problem: CohortProblem) -> CohortOutcome {
        let evaluator = CohortEvaluator(problem)
        let rules = CohortRule.all(of: problem)
        var base = CohortProgram(problem, keeping: rules)
        base.minimise { -Double(problem.candidates[$0].merit) }
        let first = Self.search(&base, start: nil, secondsLimit: self.secondsLimit) {
            evaluator.faults(choosing: $0).isEmpty
        }
        switch first {
        case .infeasible:
            return .infeasible(CohortConflictFinder(problem, secondsLimit: min(5, self.secondsLimit)).conflict())
        case .stopped(nil, let bound):
            return .undecided(meritBound: Self.meritBound(bound))
        case .stopped(let best?, let bound):
            let merit = evaluator.merit(of: best)
            return .solved(
                CohortSolution(
                    chosen: best, merit: merit, cost: evaluator.cost(of: best),
                    proof: CohortSolution.Proof(merit: false, cost: false, tie: false),
                    meritBound: max(merit, Self.meritBound(bound) ?? .max)))
        case .optimal(let best):
            return .solved(self.refine(best, of: base, evaluator: evaluator))
        }
    }

    /// The proven greatest total merit alone; nil when no cohort exists or the proof did not come in time.
    static func greatestMerit(of problem: CohortProblem, secondsLimit: Double) -> Int64? {
        let evaluator = CohortEvaluator(problem)
        var program = CohortProgram(problem, keeping: CohortRule.all(of: problem))
        program.minimise { -Double(problem.candidates[$0].merit) }
        let outcome = Self.search(&program, start: nil, secondsLimit: secondsLimit) {
            evaluator.faults(choosing: $0).isEmpty
        }
        guard case .optimal(let chosen) = outcome else { return nil }
        return evaluator.merit(of: chosen)
    }

    /// The cheapest cohort of the same merit, and among these the seed's choice.
    private func refine(_ best: [Int], of base: CohortProgram, evaluator: CohortEvaluator) -> CohortSolution {
        let problem = base.problem
        let merit = evaluator.merit(of: best)
        func solution(_ chosen: [Int], cost: Bool, tie: Bool) -> CohortSolution {
            CohortSolution(
                chosen: chosen, merit: merit, cost: evaluator.cost(of: chosen),
                proof: CohortSolution.Proof(merit: true, cost: cost, tie: tie), meritBound: merit)
        }
        func keepsMerit(_ chosen: [Int]) -> Bool {
            evaluator.merit(of: chosen) == merit && evaluator.faults(choosing: chosen).isEmpty
        }

        var cheapest = base
        cheapest.requireMerit(atLeast: merit)
        let unit = cheapest.costUnit
        cheapest.minimise { Double(problem.candidates[$0].cost / unit) }
        let second = Self.search(&cheapest, start: best, secondsLimit: self.secondsLimit, accept: keepsMerit)
        guard case .optimal(let thrifty) = second else {
            guard case .stopped(let found?, _) = second, evaluator.cost(of: found) < evaluator.cost(of: best) else {
                return solution(best, cost: false, tie: false)
            }
            return solution(found, cost: false, tie: false)
        }

        let cost = evaluator.cost(of: thrifty)
        var tied = cheapest
        tied.limitCost(to: cost)
        let weights = problem.candidates.map { self.tieWeight(of: $0.id) }
        tied.minimise { -Double(weights[$0]) }
        let third = Self.search(&tied, start: thrifty, secondsLimit: self.secondsLimit) {
            keepsMerit($0) && evaluator.cost(of: $0) == cost
        }
        guard case .optimal(let drawn) = third else { return solution(thrifty, cost: true, tie: false) }
        return solution(drawn, cost: true, tie: true)
    }

    /// A candidate's place in the draw: 24 bits from the seed and the id alone.
    func tieWeight(of id: String) -> Int64 {
        var generator = SeededGenerator(seed: self.seed, stream: id)
        return Int64(generator.next() >> 40)
    }

    private enum SearchOutcome {
        case optimal([Int])
        case infeasible
        case stopped([Int]?, bound: Double)
    }

    /// Solves and has the answer checked in exact arithmetic. An answer that only floating point could accept is
    /// forbidden and the search goes on; twenty of these in a row have never been seen and count as no proof.
    private static func search(
        _ program: inout CohortProgram, start: [Int]?, secondsLimit: Double, accept: ([Int]) -> Bool
    ) -> SearchOutcome {
        let columns = program.program.columnCount
        let initial = start.map { chosen in
            var values = [Int](repeating: 0, count: columns)
            for index in chosen { values[index] = 1 }
            return values
        }
        var bound = -Double.infinity
        for _ in 0..<20 {
            switch program.program.solve(secondsLimit: secondsLimit, start: initial) {
            case .infeasible: return .infeasible
            case .stopped(let best, let reached):
                let chosen = best.map { program.chosen(in: $0) }
                return .stopped(chosen.flatMap { accept($0) ? $0 : nil }, bound: reached)
            case .optimal(let assignment):
                let chosen = program.chosen(in: assignment)
                if accept(chosen) { return .optimal(chosen) }
                bound = zip(assignment, program.program.objective).reduce(0) { $0 + Double($1.0) * $1.1 }
                program.forbid(chosen)
            }
        }
        return .stopped(nil, bound: bound)
    }

    /// The minimised objective is minus the merit; a bound that is no number is no bound.
    private static func meritBound(_ bound: Double) -> Int64? {
        guard bound.isFinite, abs(bound) < 0x1p62 else { return nil }
        return Int64((-bound + 1e-6).rounded(.down))
    }
}
