import Foundation
import Testing

/// Two ways of doing the same, measured alternately on the same machine at the same time: machines are shared and noisy,
/// so only the ratio says something.
struct Comparison {
    static let isWanted = ProcessInfo.processInfo.environment["CONVENE_BENCHMARKS"] == "1"
    static let absence: Comment = "measured with: make bench"

    let ours: String
    let other: String
    private(set) var ratios: [Double] = []

    init(_ ours: String, against other: String) {
        self.ours = ours
        self.other = other
    }

    /// One round, in seconds of each.
    mutating func add(ours: Double, other: Double) {
        self.ratios.append(ours / other)
    }

    /// Median and range of the ratio of our time to the other's; below 1 ours is faster.
    func report(_ more: String = "") {
        Figure("\(self.ours) / \(self.other)", rounds: self.ratios, detail: more).report()
    }

    static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start) / .seconds(1)
    }

    static func waited(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
