import SelectionEngine
import Testing

@Suite("Cohort: explanations and waitlist")
struct CohortExplanationTests {
    private static func solved(seed: UInt64, candidates: Int) throws -> (CohortProblem, CohortSolution)? {
        let problem = try CohortTests.randomProblem(seed: seed, candidates: candidates)
        guard case .solved(let solution) = CohortSolver(seed: 1).solve(problem) else { return nil }
        return (problem, solution)
    }

    @Test("every named replacement keeps every rule, and none better was left out", arguments: 0..<30)
    func waitlist(seed: Int) throws {
        guard let (problem, solution) = try Self.solved(seed: UInt64(seed), candidates: 14) else { return }
        let list = CohortWaitlist(problem, solution, depth: .max)
        let evaluator = CohortEvaluator(problem)
        var bestFor: [Int: [Int]] = [:]
        for vacancy in list.vacancies {
            let rest = solution.chosen.filter { $0 != vacancy.leaving }
            let possible = problem.candidates.indices.filter { candidate in
                // A pinned member who drops out is the only rule that may be broken: that place is what is vacant.
                !solution.chosen.contains(candidate)
                    && evaluator.faults(choosing: rest + [candidate]).allSatisfy {
                        $0 == .pinnedInMissing(index: vacancy.leaving)
                    }
            }
            #expect(Set(vacancy.replacements) == Set(possible))
            #expect(vacancy.obstacles.isEmpty == !possible.isEmpty || problem.candidates.count == solution.chosen.count)
            let merits = vacancy.replacements.map { problem.candidates[$0].merit }
            #expect(merits == merits.sorted(by: >))
            if let best = vacancy.replacements.first { bestFor[best, default: []].append(vacancy.leaving) }
            #expect(
                CohortWaitlist.replacements(
                    for: vacancy.leaving, in: problem, chosen: solution.chosen,
                    unavailable: Set(vacancy.replacements.prefix(1)), depth: 1)
                    == Array(vacancy.replacements.dropFirst().prefix(1)))
        }
        for place in list.places {
            #expect(place.bestFor == bestFor[place.candidate] ?? [])
            #expect(place.possibleFor > 0)
        }
        #expect(Set(bestFor.keys).isSubset(of: Set(list.places.map(\.candidate))))
        let counts = list.places.map(\.bestFor.count)
        #expect(counts == counts.sorted(by: >))
    }

    @Test("margins are what the optimum loses, exchanges never gain", arguments: 0..<12)
    func margins(seed: Int) throws {
        guard let (problem, solution) = try Self.solved(seed: UInt64(seed), candidates: 12) else { return }
        let explainer = CohortExplainer(problem, solution)
        for explanation in explainer.explanations() {
            if let exchange = explanation.bestExchange {
                #expect(exchange.meritLost >= 0)
                let margin = try #require(explainer.margin(of: explanation.candidate))
                #expect(margin >= 0 && margin <= exchange.meritLost)
            } else if !explanation.isChosen {
                #expect(!explanation.obstacles.isEmpty)
            }
            #expect((1...12).contains(explanation.rank))
            #expect(explanation.isChosen == solution.chosen.contains(explanation.candidate))
            for standing in explanation.quotas {
                #expect((standing.minimum...standing.maximum).contains(standing.count))
            }
        }
    }
}
