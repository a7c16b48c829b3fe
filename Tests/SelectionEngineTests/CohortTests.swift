import Primitives
import SelectionEngine
import Testing

@Suite("Cohort")
struct CohortTests {
    static func randomProblem(seed: UInt64, candidates count: Int) throws -> CohortProblem {
        var generator = SeededGenerator(seed: seed)
        let candidates = (0..<count).map { index in
            CohortCandidate(
                id: "c\(index)", merit: Int64(generator.below(12)), cost: Int64(100 * (1 + generator.below(6))),
                groups: ["country:\(generator.below(3))", "size:\(generator.below(2))"]
                    + (generator.below(2) == 0 ? ["first-time"] : []))
        }
        let size = 3 + generator.below(4)
        let quotas = ["country:0", "country:1", "country:2", "size:0", "first-time"].map { group in
            let minimum = generator.below(3)
            return CohortQuota(
                name: group, group: group, of: candidates, minimum: minimum, maximum: minimum + 1 + generator.below(3))
        }
        return try CohortProblem(
            candidates: candidates, size: size, quotas: quotas,
            costCeiling: Int64(size * (250 + generator.below(250))),
            pinnedIn: generator.below(4) == 0 ? [generator.below(count / 2)] : [],
            pinnedOut: generator.below(4) == 0 ? [count / 2 + generator.below(count / 2)] : [])
    }

    /// The best (merit, cost) over all subsets of the right size; written without the engine's evaluator.
    private static func bruteForce(_ problem: CohortProblem) -> (merit: Int64, cost: Int64, ways: Int)? {
        var best: (merit: Int64, cost: Int64, ways: Int)?
        for mask in 0..<(1 << problem.candidates.count) where mask.nonzeroBitCount == problem.size {
            let chosen = problem.candidates.indices.filter { mask >> $0 & 1 == 1 }
            let cost = chosen.reduce(0) { $0 + problem.candidates[$1].cost }
            guard cost <= problem.costCeiling ?? .max,
                problem.quotas.allSatisfy({ quota in
                    let count = quota.members.count { mask >> $0 & 1 == 1 }
                    return count >= quota.minimum && count <= quota.maximum
                }), problem.pinnedIn.allSatisfy({ mask >> $0 & 1 == 1 }),
                problem.pinnedOut.allSatisfy({ mask >> $0 & 1 == 0 })
            else { continue }
            let merit = chosen.reduce(0) { $0 + problem.candidates[$1].merit }
            if let known = best, (merit, -cost) == (known.merit, -known.cost) {
                best?.ways += 1
            } else if best.map({ (merit, -cost) > ($0.merit, -$0.cost) }) ?? true {
                best = (merit, cost, 1)
            }
        }
        return best
    }

    @Test("equals brute force, and an infeasible subset is irreducible", arguments: 0..<80)
    func bruteForceAgrees(seed: Int) throws {
        let problem = try Self.randomProblem(seed: UInt64(seed), candidates: 9 + seed % 6)
        let expected = Self.bruteForce(problem)
        switch CohortSolver(seed: 7).solve(problem) {
        case .solved(let solution):
            #expect(solution.merit == expected?.merit)
            #expect(solution.cost == expected?.cost)
            #expect(solution.meritBound == solution.merit)
            #expect(solution.proof.isComplete)
            #expect(CohortEvaluator(problem).faults(in: solution).isEmpty)
        case .infeasible(let conflict):
            #expect(expected == nil)
            #expect(conflict.isIrreducible)
            let finder = CohortConflictFinder(problem)
            #expect(finder.isFeasible(keeping: conflict.rules) == false)
            for rule in conflict.rules {
                #expect(finder.isFeasible(keeping: conflict.rules.filter { $0 != rule }) == true)
            }
            for relaxation in conflict.relaxations { try Self.expectEnough(relaxation, problem) }
        case .undecided: Issue.record("no proof in time")
        }
    }

    /// The relaxed problem has a cohort.
    private static func expectEnough(_ relaxation: CohortRelaxation, _ problem: CohortProblem) throws {
        var (size, ceiling, quotas) = (problem.size, problem.costCeiling, problem.quotas)
        switch relaxation {
        case .size(let other): size = other
        case .costCeiling(let other): ceiling = other
        case .quotas(let changes):
            quotas = quotas.map { quota in
                func places(_ rule: CohortRule) -> Int { changes.first { $0.rule == rule }?.places ?? 0 }
                return CohortQuota(
                    name: quota.name, members: quota.members,
                    minimum: quota.minimum - places(.minimum(quota: quota.name)),
                    maximum: quota.maximum + places(.maximum(quota: quota.name)))
            }
        }
        let relaxed = try CohortProblem(
            candidates: problem.candidates, size: size, quotas: quotas, costCeiling: ceiling,
            pinnedIn: problem.pinnedIn, pinnedOut: problem.pinnedOut)
        #expect(Self.bruteForce(relaxed) != nil)
    }

    @Test("the same seed gives the same cohort whatever the order of the candidates; ties go by the seed")
    func replay() throws {
        // Twenty candidates alike: 184,756 cohorts are equally good.
        let alike = (0..<20).map { CohortCandidate(id: "c\($0)", merit: 5, cost: 100) }
        func cohort(_ candidates: [CohortCandidate], seed: UInt64) throws -> Set<String> {
            let problem = try CohortProblem(candidates: candidates, size: 10, quotas: [])
            guard case .solved(let solution) = CohortSolver(seed: seed).solve(problem) else { return [] }
            return Set(solution.chosen.map { candidates[$0].id })
        }
        let first = try cohort(alike, seed: 1)
        #expect(first.count == 10)
        #expect(try cohort(alike, seed: 1) == first)
        #expect(try cohort(alike.reversed(), seed: 1) == first)
        #expect(try cohort(alike, seed: 2) != first)
    }

    @Test("the evaluator notices every planted fault")
    func evaluator() throws {
        let candidates = (0..<6).map {
            CohortCandidate(id: "c\($0)", merit: Int64($0), cost: 10, groups: $0 < 3 ? ["a"] : ["b"])
        }
        let problem = try CohortProblem(
            candidates: candidates, size: 3,
            quotas: [
                CohortQuota(name: "a", group: "a", of: candidates, minimum: 1, maximum: 2),
                CohortQuota(name: "b", group: "b", of: candidates, minimum: 1, maximum: 3),
            ], costCeiling: 30, pinnedIn: [0], pinnedOut: [5])
        let evaluator = CohortEvaluator(problem)
        #expect(evaluator.faults(choosing: [0, 1, 3]).isEmpty)
        #expect(evaluator.faults(choosing: [0, 3]) == [.wrongSize(found: 2)])
        #expect(
            evaluator.faults(choosing: [0, 1, 2]) == [
                .aboveMaximum(quota: "a", found: 3), .belowMinimum(quota: "b", found: 0),
            ]
                || evaluator.faults(choosing: [0, 1, 2]).count == 2)
        #expect(evaluator.faults(choosing: [1, 3, 4]) == [.pinnedInMissing(index: 0)])
        #expect(evaluator.faults(choosing: [0, 3, 5]) == [.pinnedOutChosen(index: 5)])
        #expect(evaluator.faults(choosing: [0, 0, 3]).contains(.chosenTwice(index: 0)))
        #expect(evaluator.faults(choosing: [0, 1, 9]).contains(.unknownCandidate(index: 9)))
        #expect(evaluator.faults(choosing: [0, 1, 3, 4]).contains(.overCeiling(found: 40)))
        let wrong = CohortSolution(
            chosen: [0, 1, 3], merit: 5, cost: 29, proof: .init(merit: true, cost: true, tie: true), meritBound: 5)
        #expect(evaluator.faults(in: wrong) == [.wrongMerit(found: 4), .wrongCost(found: 30)])
    }

    @Test("statements without meaning are refused")
    func refusals() throws {
        let one = [CohortCandidate(id: "a", merit: 1, cost: 1)]
        func code(_ body: () throws(CohortProblemError) -> CohortProblem) -> CohortProblemError.Code? {
            do throws(CohortProblemError) {
                _ = try body()
                return nil
            } catch { return error.code }
        }
        #expect(
            code { () throws(CohortProblemError) in try CohortProblem(candidates: one + one, size: 1, quotas: []) }
                == .duplicateCandidate)
        #expect(
            code { () throws(CohortProblemError) in try CohortProblem(candidates: one, size: 0, quotas: []) }
                == .sizeOutOfRange)
        for (members, minimum, maximum, expected) in [
            ([0], 2, 1, CohortProblemError.Code.emptyQuotaRange), ([1], 0, 1, .memberOutOfRange),
            ([0, 0], 0, 1, .membersNotAscending),
        ] {
            let quota = CohortQuota(name: "q", members: members, minimum: minimum, maximum: maximum)
            #expect(
                code { () throws(CohortProblemError) in try CohortProblem(candidates: one, size: 1, quotas: [quota]) }
                    == expected)
        }
        #expect(
            code { () throws(CohortProblemError) in
                try CohortProblem(candidates: one, size: 1, quotas: [], pinnedIn: [0], pinnedOut: [0])
            } == .pinnedBothWays)
    }
}
