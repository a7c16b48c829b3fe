import Foundation
import Primitives
import Synchronization

/// One measured figure beside its reference and the goal it is held to. Printed as it comes and kept as JSON, in the
/// file that `CONVENE_BENCH_JSON` names.
struct Figure: Encodable {
    /// What has to hold of the value.
    enum Goal: Encodable {
        case atLeast(Double)
        case atMost(Double)
        /// Nothing: the figure is for reading.
        case none

        func holds(for value: Double) -> Bool {
            switch self {
            case .atLeast(let bound): value >= bound
            case .atMost(let bound): value <= bound
            case .none: true
            }
        }

        var text: String {
            switch self {
            case .atLeast(let bound): "at least \(bound)"
            case .atMost(let bound): "at most \(bound)"
            case .none: "none"
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(self.text)
        }
    }

    let name: String
    /// Median of the rounds.
    let value: Double
    /// Of the value: `ratio`, `ms`, `MB`.
    let unit: String
    let goal: Goal
    let holds: Bool
    /// Each round's value, in the order of measuring.
    let rounds: [Double]
    /// What was measured and against what, in words and absolute numbers.
    let detail: String

    init(_ name: String, rounds: [Double], unit: String = "ratio", goal: Goal = .none, detail: String = "") {
        let sorted = rounds.sorted()
        self.name = name
        self.value = sorted.isEmpty ? .nan : sorted[sorted.count / 2]
        self.unit = unit
        self.goal = goal
        self.holds = goal.holds(for: self.value)
        self.rounds = rounds
        self.detail = detail
    }

    private static let kept = Locked<[Figure]>([])

    /// Prints it and keeps it.
    func report() {
        let sorted = self.rounds.sorted()
        guard let low = sorted.first, let high = sorted.last else { return }
        var line = String(
            format: "bench: %@: %.3f %@ (%.3f to %.3f, %d rounds)", self.name, self.value, self.unit, low, high,
            sorted.count)
        if case .none = self.goal {} else { line += "; goal \(self.goal.text): \(self.holds ? "holds" : "MISSED")" }
        if !self.detail.isEmpty { line += "; \(self.detail)" }
        FileHandle.standardError.write(Data((line + "\n").utf8))
        Self.kept.withLock { kept in
            kept.append(self)
            guard let path = ProcessInfo.processInfo.environment["CONVENE_BENCH_JSON"] else { return }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            guard let data = try? encoder.encode(kept) else { return }
            try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
        }
    }
}
