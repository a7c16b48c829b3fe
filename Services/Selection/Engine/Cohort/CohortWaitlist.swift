/// Who follows when somebody in a cohort drops out, in an order that can be published beforehand.
///
/// For every possible drop-out the other places stay as they are and the candidate with the greatest merit who keeps
/// every rule takes the place (equal merit: lower cost, then the id). Places on the list are ordered by how often
/// somebody is that best replacement, then by for how many drop-outs the person is possible at all, then by merit,
/// lower cost and id.
package struct CohortWaitlist: Hashable, Sendable {
    /// One place on the list, with the reason for it.
    package struct Place: Hashable, Sendable {
        /// Index of the candidate.
        package let candidate: Int
        /// Indices of the members whose drop-out this candidate would fill best, ascending.
        package let bestFor: [Int]
        /// For how many of the members the candidate could step in without breaking a rule.
        package let possibleFor: Int
    }

    /// What happens when one member drops out.
    package struct Vacancy: Hashable, Sendable {
        /// Index of the member who drops out.
        package let leaving: Int
        /// Best first; at most as many as were asked for; empty when nobody keeps every rule.
        package let replacements: [Int]
        /// When nobody does: the rules that the least harmful replacement would break.
        package let obstacles: [CohortRule]
    }

    /// In order; candidates who can never step in are not on it.
    package let places: [Place]
    /// For each member of the cohort, ascending by index.
    package let vacancies: [Vacancy]

    /// - Parameters:
    ///   - solution: a cohort that keeps every rule.
    ///   - depth: how many replacements to name for each vacancy.
    package init(_ problem: CohortProblem, _ solution: CohortSolution, depth: Int = 3) {
        let tally = CohortTally(problem, choosing: solution.chosen)
        let order = Self.preference(in: problem)
        let outside = order.filter { !tally.isChosen[$0] && !problem.pinnedOut.contains($0) }
        var bestFor = [[Int]](repeating: [], count: problem.candidates.count)
        var possibleFor = [Int](repeating: 0, count: problem.candidates.count)
        var vacancies: [Vacancy] = []
        for leaving in solution.chosen {
            let possible = outside.filter { tally.keepsRules(leaving: leaving, entering: $0) }
            for entering in possible { possibleFor[entering] += 1 }
            if let best = possible.first { bestFor[best].append(leaving) }
            var obstacles: [CohortRule]?
            if possible.isEmpty {
                for entering in outside {
                    let broken = tally.rulesBroken(leaving: leaving, entering: entering)
                    if broken.count < obstacles?.count ?? .max { obstacles = broken }
                }
            }
            vacancies.append(
                Vacancy(leaving: leaving, replacements: Array(possible.prefix(depth)), obstacles: obstacles ?? []))
        }
        var position = [Int](repeating: 0, count: problem.candidates.count)
        for (place, index) in order.enumerated() { position[index] = place }
        self.places = outside.filter { possibleFor[$0] > 0 }
            .sorted {
                (bestFor[$1].count, possibleFor[$1], position[$0]) < (bestFor[$0].count, possibleFor[$0], position[$1])
            }
            .map { Place(candidate: $0, bestFor: bestFor[$0], possibleFor: possibleFor[$0]) }
        self.vacancies = vacancies
    }

    /// The best replacements for one who really drops out, when others of the list may already be gone.
    ///
    /// - Parameters:
    ///   - chosen: the cohort as it stands, the one who leaves included.
    ///   - unavailable: candidates who declined or dropped out before.
    package static func replacements(
        for leaving: Int, in problem: CohortProblem, chosen: [Int], unavailable: Set<Int>, depth: Int = 3
    ) -> [Int] {
        let tally = CohortTally(problem, choosing: chosen)
        let possible = Self.preference(in: problem).lazy.filter {
            !tally.isChosen[$0] && !unavailable.contains($0) && !problem.pinnedOut.contains($0)
                && tally.keepsRules(leaving: leaving, entering: $0)
        }
        return Array(possible.prefix(depth))
    }

    /// All candidates, best first: merit, then lower cost, then id.
    private static func preference(in problem: CohortProblem) -> [Int] {
        problem.candidates.indices.sorted {
            let (left, right) = (problem.candidates[$0], problem.candidates[$1])
            return (right.merit, left.cost, left.id) < (left.merit, right.cost, right.id)
        }
    }
}
