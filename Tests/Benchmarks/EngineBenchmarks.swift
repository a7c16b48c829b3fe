import Foundation
import SchedulingEngine
import SelectionEngine
import TestSupport
import Testing

@Suite("Benchmarks of engines", .serialized, .enabled(if: Comparison.isWanted, Comparison.absence))
struct EngineBenchmarks {
    /// What delta evaluation gains: one tried move of the search against one evaluation of the whole timetable, which is
    /// what a search without deltas would do for each move.
    @Test(
        .enabled(if: SharedInstances.exists("itc2007/comp01.ctt"), SharedInstances.areMissing),
        arguments: ["comp01", "comp05", "comp07"])
    func aMoveAgainstAWholeEvaluation(_ name: String) throws {
        let text = String(decoding: try SharedInstances.bytes("itc2007/\(name).ctt"), as: UTF8.self)
        let instance = try CourseInstanceReader.read(text)
        let evaluator = CourseEvaluator(instance)
        var comparison = Comparison("\(name): one move", against: "one whole evaluation")
        var moves = 0.0
        for round in 0..<5 {
            var result: CourseSolver.Result?
            let search = Comparison.seconds {
                result = CourseSolver(instance).solve(seed: UInt64(round), budget: SearchBudget(iterations: 400_000))
            }
            let found = try #require(result)
            var total = 0
            let whole = Comparison.seconds {
                for _ in 0..<200 { total &+= evaluator.score(found.timetable).cost }
            }
            #expect(total == 200 &* found.score.cost)
            comparison.add(ours: search / Double(found.iterations), other: whole / 200)
            moves = Double(found.iterations) / search
        }
        comparison.report(String(format: "%.0f thousand moves a second", moves / 1000))
    }

    /// Exact cohort with proof, cheapest among the best, by CBC and by HiGHS, with the same two levels of objective.
    @Test(
        .enabled(if: SharedInstances.exists("cohort/cohort_600_0.json"), SharedInstances.areMissing),
        .enabled(if: OutsideProgram.python != nil, "the Python test clients are not set up"),
        arguments: ["cohort_300_0", "cohort_600_0", "cohort_600_1", "cohort_1000_0"])
    func cohortAgainstHighs(_ name: String) throws {
        struct Answer: Decodable {
            let seconds: Double
            let cost: Int64
        }
        let instance = try CohortInstance(json: SharedInstances.bytes("cohort/\(name).json"))
        let python = try #require(OutsideProgram.python)
        var comparison = Comparison("\(name): CBC", against: "HiGHS")
        for _ in 0..<3 {
            var cost: Int64?
            let ours = Comparison.seconds {
                if case .solved(let solution) = CohortSolver(seed: 1).solve(instance.problem) { cost = solution.cost }
            }
            let outcome = try python.run([
                "\(Repository.root)/Tests/SystemTests/Clients/cohort_optimum.py",
                SharedInstances.folder.appending(path: "cohort/\(name).json").path,
            ])
            let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.lastLine.utf8))
            #expect(cost == answer.cost)
            comparison.add(ours: ours, other: answer.seconds)
        }
        comparison.report()
    }
}
