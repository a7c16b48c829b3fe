import Foundation

/// The facts of one solved instance and their two written forms.
struct CohortCommandReport {
    private let instance: CohortInstance
    private let outcome: CohortOutcome

    init(_ instance: CohortInstance, _ outcome: CohortOutcome) {
        self.instance = instance
        self.outcome = outcome
    }

    var status: CohortCommandOutput.Status {
        switch self.outcome {
        case .solved(let solution): solution.proof.merit && solution.proof.cost ? .optimal : .notProven
        case .infeasible: .infeasible
        case .undecided: .notProven
        }
    }

    var text: String {
        var lines = ["instance   \(self.instance.name)", "status     \(self.status.rawValue)"]
        switch self.outcome {
        case .solved(let solution):
            lines.append("objective  \(self.instance.score(of: solution.merit))")
            if !solution.proof.merit { lines.append("bound      \(self.instance.score(of: solution.meritBound))") }
            lines.append("cost       \(solution.cost)")
            lines.append("chosen     \(self.ids(solution.chosen).joined(separator: " "))")
        case .infeasible(let conflict):
            lines.append(
                conflict.isIrreducible
                    ? "clashing rules (drop any one and the rest can be met):"
                    : "clashing rules (the time ran out before the smallest set was found):")
            lines += conflict.rules.map { "  \($0.name)" }
            if !conflict.relaxations.isEmpty { lines.append("any one of these would be enough:") }
            lines += conflict.relaxations.map { "  \(Self.words($0))" }
        case .undecided(let bound):
            if let bound { lines.append("bound      \(self.instance.score(of: bound))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    var json: String {
        var answer = Answer(name: self.instance.name, status: self.status.rawValue)
        switch self.outcome {
        case .solved(let solution):
            answer.objective = self.decimal(solution.merit)
            answer.bound = self.decimal(solution.meritBound)
            answer.cost = solution.cost
            answer.chosen = solution.chosen.compactMap { Int(self.instance.problem.candidates[$0].id) }
        case .infeasible(let conflict):
            answer.clashing = conflict.rules.map(\.name)
            answer.irreducible = conflict.isIrreducible
            answer.relaxations = conflict.relaxations.map(Self.words)
        case .undecided(let bound):
            answer.bound = bound.map(self.decimal)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Encoding plain numbers and texts cannot fail.
        let data = (try? encoder.encode(answer)) ?? Data()
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    private struct Answer: Encodable {
        let name: String
        let status: String
        var objective: Decimal?
        var bound: Decimal?
        var cost: Int64?
        var chosen: [Int]?
        var clashing: [String]?
        var irreducible: Bool?
        var relaxations: [String]?
    }

    private func ids(_ chosen: [Int]) -> [String] { chosen.map { self.instance.problem.candidates[$0].id } }

    private func decimal(_ merit: Int64) -> Decimal { Decimal(merit) / Decimal(self.instance.scale) }

    private static func words(_ relaxation: CohortRelaxation) -> String {
        switch relaxation {
        case .quotas(let changes):
            "loosen "
                + changes.map { "\($0.rule.name) by \($0.places)" }.joined(separator: ", ")
        case .costCeiling(let amount): "raise the cost ceiling to \(amount)"
        case .size(let size): "choose \(size)"
        }
    }
}
