import Foundation
import Primitives
import TestSupport
import Testing

/// A day of steady traffic in some minutes: nothing may grow (`make soak`).
@Suite("Soak", .serialized, .enabled(if: RunSettings.soakSeconds != nil && RunSettings.isPossible))
struct SoakTests {
    /// The first part of the time only warms up: pools fill, allocators find their size.
    private static let warmUp = 0.3
    /// How much a process may grow after that: a share of its size and an allocator's grain (MiB).
    private static let allowedShare = 0.15
    private static let allowedGrain = 8.0
    /// Six idle processes together (MiB).
    private static let idleLimit = 400.0

    @Test func nothingGrowsUnderSteadyTraffic() async throws {
        let seconds = RunSettings.soakSeconds ?? 600
        let tally = Tally()
        try await FaultPlace.with(tally, hasOwnDisk: false) { place in
            try await Task.sleep(for: .seconds(3))
            let idle = Residents.now(place)
            Self.say("idle: \(idle.line)")
            #expect(idle.sizes.count == 6)
            #expect(idle.sum < Self.idleLimit)
            let run = try await FaultRun(place, seed: 1)
            let begin = ContinuousClock.now
            let sampler = Task { await Self.sample(place, seconds: seconds) }
            try await run.play(.init(seconds: seconds, hasNemesis: false))
            let samples = await sampler.value
            let passed = ContinuousClock.now - begin
            Self.say(tally.summary(seed: 1, seconds: Double(passed.components.seconds)))
            Self.judge(samples)
        }
        #expect(tally.faults.isEmpty, "\(tally.faults)")
    }

    private static func say(_ text: String) {
        FileHandle.standardError.write(Data("soak: \(text)\n".utf8))
    }

    /// Forty looks, spread evenly.
    private static func sample(_ place: FaultPlace, seconds: Double) async -> [Residents] {
        var samples: [Residents] = []
        for _ in 0..<40 {
            try? await Task.sleep(for: .seconds(seconds / 41))
            samples.append(Residents.now(place))
        }
        return samples
    }

    /// The largest of the last quarter against the largest of the first quarter after the warm-up.
    private static func judge(_ samples: [Residents]) {
        let steady = samples.dropFirst(Int(Double(samples.count) * self.warmUp))
        let quarter = steady.count / 4
        if let last = samples.last { self.say("at the end: \(last.line)") }
        for name in samples.first?.sizes.keys.sorted() ?? [] {
            let before = steady.prefix(quarter).compactMap { $0.sizes[name] }.max() ?? 0
            let after = steady.suffix(quarter).compactMap { $0.sizes[name] }.max() ?? 0
            let allowed = before * (1 + self.allowedShare) + self.allowedGrain
            self.say("\(name): \(Int(before)) → \(Int(after)) MiB, at most \(Int(allowed))")
            #expect(before > 0)
            #expect(after <= allowed, "\(name) grows: \(Int(before)) → \(Int(after)) MiB")
        }
    }
}
