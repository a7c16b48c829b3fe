import Foundation
import SelectionEngine
import TestSupport
import Testing

@Suite(
    "Cohort: reference instances",
    .enabled(if: SharedInstances.exists("cohort/optima.json"), SharedInstances.areMissing))
struct SharedCohortTests {
    private struct Optimum: Decodable {
        let name: String
        let status: String
        let optimumCBC: Decimal?
        let cheapestCostAtOptimum: Int64?
    }

    @Test(
        "the proven optimum and the cheapest cost at it, or infeasible",
        arguments: [
            "cohort_300_0", "cohort_300_1", "cohort_300_2", "cohort_600_0", "cohort_600_1", "cohort_1000_0",
        ])
    func optimum(name: String) throws {
        let optima = try JSONDecoder().decode([Optimum].self, from: Data(SharedInstances.bytes("cohort/optima.json")))
        let expected = try #require(optima.first { $0.name == name })
        let instance = try CohortInstance(json: SharedInstances.bytes("cohort/\(name).json"))
        switch CohortSolver(seed: 1).solve(instance.problem) {
        case .solved(let solution):
            let optimum = try #require(expected.optimumCBC)
            #expect(Decimal(solution.merit) / Decimal(instance.scale) == optimum)
            #expect(solution.cost == expected.cheapestCostAtOptimum)
            #expect(solution.proof.isComplete)
            #expect(CohortEvaluator(instance.problem).faults(in: solution).isEmpty)
        case .infeasible(let conflict):
            #expect(expected.status == "infeasible")
            #expect(conflict.isIrreducible)
            let finder = CohortConflictFinder(instance.problem)
            #expect(finder.isFeasible(keeping: conflict.rules) == false)
            for rule in conflict.rules {
                #expect(finder.isFeasible(keeping: conflict.rules.filter { $0 != rule }) == true)
            }
        case .undecided: Issue.record("no proof in time")
        }
    }

    @Test("the command's answer for a solvable and for an infeasible file")
    func command() throws {
        let solved = try CohortCommandOutput(solving: SharedInstances.bytes("cohort/cohort_300_0.json"))
        #expect(solved.status == .optimal)
        #expect(solved.text.contains("objective  4408.55\n"))
        let infeasible = try CohortCommandOutput(
            solving: SharedInstances.bytes("cohort/cohort_300_1.json"), format: .json)
        #expect(infeasible.status == .infeasible)
        #expect(infeasible.text.contains("\"clashing\":["))
    }
}
