import Foundation
import Primitives
import TestSupport
import Testing

/// The fault harness (README, "Testing").
@Suite("Faults", .serialized, .enabled(if: RunSettings.isPossible, RunSettings.absence))
struct FaultTests {
    @Test func nothingAcknowledgedIsLostWhateverHappens() async throws {
        let tally = Tally()
        let begin = ContinuousClock.now
        do {
            try await FaultPlace.with(tally) { place in
                if place.disk == nil {
                    FileHandle.standardError.write(
                        Data("fault: no file system of its own can be mounted here; the disk is not filled\n".utf8))
                }
                try await FaultRun(place, seed: RunSettings.seed).play(RunSettings.limits)
            }
        } catch {
            tally.fault(.other, "\(error)")
        }
        let passed = ContinuousClock.now - begin
        FileHandle.standardError.write(
            Data((tally.summary(seed: RunSettings.seed, seconds: Double(passed.components.seconds)) + "\n").utf8))
        for fault in tally.faults.prefix(20) { Issue.record("seed \(RunSettings.seed): \(fault)") }
        let counts = tally.counts
        #expect(counts.lost == 0 && counts.doubled == 0 && counts.changed == 0 && tally.faults.isEmpty)
        #expect(counts.isAuditWhole == true)
        #expect(counts.rounds > 0 && counts.compared > 0 && counts.replays > 0)
    }
}
