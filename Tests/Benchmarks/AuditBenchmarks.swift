import Durability
import Foundation
import Primitives
import TestSupport
import Testing

@Suite("Benchmarks of the audit", .serialized, .enabled(if: Comparison.isWanted, Comparison.absence))
struct AuditBenchmarks {
    /// Verifying a chain line by line, against hashing the same bytes alone. The goal is 50,000 lines a second.
    @Test func verifyingAgainstHashing() throws {
        let count = 50_000
        var lines: [[UInt8]] = []
        var prev = AuditHash.beginning(ofSchema: "selection")
        for seq in 1...count {
            let line = AuditLine(
                seq: seq, ts: Instant(microseconds: 1_790_000_000_000_000 + Int64(seq)), actor: UUID().uuidString,
                role: "committee-member", action: "review.submitted", object: "review/\(UUID().uuidString)",
                reason: nil, request: UUID().uuidString, details: ["state": "submitted", "version": "3"], prev: prev)
            prev = line.hash
            lines.append(line.canonical(with: prev))
        }
        var comparison = Comparison("verifying a chain", against: "SHA-256 of its lines")
        var fastest = Double.infinity
        for _ in 0..<5 {
            var verifier = AuditVerifier(schema: "selection", checkpoints: [])
            let ours = Comparison.seconds { for line in lines { verifier.add(line[...]) } }
            #expect(verifier.findings.isEmpty && verifier.count == count)
            let other = Comparison.seconds { for line in lines { _ = AuditHash(of: line) } }
            comparison.add(ours: ours, other: other)
            fastest = min(fastest, ours)
        }
        comparison.report("\(Int(Double(count) / fastest)) lines a second")
    }
}
