import Access
import Crypto
import Durability
import Foundation
import Postgres

/// What a look at one service's chain found.
package struct AuditReport: Sendable {
    package let service: ServiceName
    package let count: Int
    package let first: Int
    package let end: Int
    package let confirmed: Int
    package let givenUp: Int
    /// Whether there was a checkpoint to compare with.
    package let hasCheckpoints: Bool
    /// What is wrong, each with its place; empty when all is well.
    package let findings: [String]
    package let findingCount: Int

    package var isWhole: Bool { self.findingCount == 0 }

    /// Reads lines as `feed` gives them and judges them.
    package static func judge(
        _ service: ServiceName, checkpoints bytes: [UInt8], keys: [Curve25519.Signing.PublicKey],
        beginning: Int? = nil, feed: (inout AuditVerifier) async throws -> Void
    ) async rethrows -> AuditReport {
        let checkpoints = AuditCheckpoints(bytes, schema: service.schema, keys: keys)
        var verifier = AuditVerifier(schema: service.schema, checkpoints: checkpoints.standing, beginning: beginning)
        try await feed(&verifier)
        verifier.finish()
        return AuditReport(
            service: service, count: verifier.count, first: verifier.first ?? 0, end: verifier.end,
            confirmed: verifier.confirmed, givenUp: checkpoints.givenUp,
            hasCheckpoints: !checkpoints.standing.isEmpty, findings: checkpoints.findings + verifier.findings,
            findingCount: checkpoints.findings.count + verifier.findingCount)
    }

    /// A chain in files, the parts in order.
    package static func judge(
        files: [String], of service: ServiceName, checkpoints: [UInt8], keys: [Curve25519.Signing.PublicKey]
    ) async throws -> AuditReport {
        try await self.judge(service, checkpoints: checkpoints, keys: keys) { verifier in
            for file in files { try LineFile(file).read { verifier.add($0) } }
        }
    }

    /// The chain in the database.
    package static func judge(
        live service: ServiceName, checkpoints: [UInt8], keys: [Curve25519.Signing.PublicKey], on database: Database
    ) async throws -> AuditReport {
        // Nothing is ever taken out of a live chain.
        try await self.judge(service, checkpoints: checkpoints, keys: keys, beginning: 1) { verifier in
            var seq = 0
            while true {
                let rows = try await AuditReader.lines(of: service, after: seq, limit: Notary.page, on: database)
                guard let last = rows.last else { return }
                for row in rows { verifier.add(row.bytes[...]) }
                seq = last.line.seq
            }
        }
    }

    /// For people.
    package var lines: [String] {
        let name = self.service.rawValue
        guard self.isWhole else {
            let more = self.findingCount - self.findings.count
            return ["\(name): NOT WHOLE: \(self.findingCount) finding\(self.findingCount == 1 ? "" : "s")"]
                + self.findings.map { "  \($0)" } + (more > 0 ? ["  … and \(more) more"] : [])
        }
        if self.count == 0 { return ["\(name): no lines"] }
        var text = "\(name): whole: \(self.count) lines, seq \(self.first) to \(self.end)"
        if self.hasCheckpoints {
            text += ", \(self.confirmed) checkpoint\(self.confirmed == 1 ? "" : "s") agree"
        } else {
            text += "; no checkpoint: that nothing was cut off its end is not proven"
        }
        if self.givenUp > 0 {
            text += "; \(self.givenUp) older checkpoint\(self.givenUp == 1 ? "" : "s") given up by a restoration"
        }
        return [text]
    }
}
