import Foundation
import Primitives
import Synchronization

/// What happened in a run, counted; every fault that was found, in words.
final class Tally: Sendable {
    struct Counts: Sendable {
        var rounds = 0
        /// Effects that were acknowledged, by their operation.
        var acknowledged: [String: Int] = [:]
        /// Requests that ended without an answer, and 503s and 429s: each was sent again.
        var unanswered = 0
        var unavailable = 0
        /// People who never heard what became of their last request.
        var unknown = 0
        var replays = 0
        var compared = 0
        /// What the nemesis did, by kind.
        var deeds: [String: Int] = [:]
        /// Seconds from the end of each deed until every door was ready.
        var recoveries: [Double] = []
        var lost = 0
        var doubled = 0
        var changed = 0
        /// What `convene audit verify` found at the end; nil when it was not asked.
        var isAuditWhole: Bool?
    }

    /// What a fault is about.
    enum Kind: Sendable {
        /// Something acknowledged is not there.
        case lost
        /// Something is there twice.
        case doubled
        /// Something is there that differs from what was acknowledged, or only half of it.
        case changed
        /// Anything else that may not be: an internal error, no answer for too long, not ready in time.
        case other
    }

    private let state = Locked((counts: Counts(), faults: [String]()))

    var counts: Counts { self.state.withLock { $0.counts } }
    var faults: [String] { self.state.withLock { $0.faults } }

    func count(_ change: (inout Counts) -> Void) {
        self.state.withLock { change(&$0.counts) }
    }

    func acknowledge(_ operation: String) {
        self.count { $0.acknowledged[operation, default: 0] += 1 }
    }

    func fault(_ kind: Kind, _ words: String) {
        self.state.withLock { state in
            switch kind {
            case .lost: state.counts.lost += 1
            case .doubled: state.counts.doubled += 1
            case .changed: state.counts.changed += 1
            case .other: break
            }
            state.faults.append(words)
        }
    }

    /// Says it of a fault unless the condition holds.
    func require(_ isSo: Bool, _ kind: Kind, _ words: @autoclosure () -> String) {
        self.count { $0.compared += 1 }
        if !isSo { self.fault(kind, words()) }
    }

    /// The summary that a run ends with.
    func summary(seed: UInt64, seconds: Double) -> String {
        let counts = self.counts
        let times = counts.recoveries.sorted()
        let median = times.isEmpty ? 0 : times[times.count / 2]
        func list(_ numbers: [String: Int]) -> String {
            numbers.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        func number(_ value: Double) -> String { String(format: "%.1f", value) }
        return """
            seed \(seed), \(counts.rounds) rounds in \(number(seconds)) s
            acknowledged \(counts.acknowledged.values.reduce(0, +)): \(list(counts.acknowledged))
            sent again: \(counts.unanswered) without an answer, \(counts.unavailable) refused for the moment; \
            outcome never heard by \(counts.unknown)
            nemesis \(counts.deeds.values.reduce(0, +)): \(list(counts.deeds))
            ready again after \(number(median)) s (median), \(number(times.last ?? 0)) s (worst)
            \(counts.replays) replays, \(counts.compared) comparisons: \
            lost \(counts.lost), doubled \(counts.doubled), changed \(counts.changed), faults \(self.faults.count), \
            audit \(counts.isAuditWhole.map { $0 ? "whole" : "NOT WHOLE" } ?? "not verified")
            """
    }
}
