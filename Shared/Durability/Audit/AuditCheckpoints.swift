import Crypto
import Foundation

/// The checkpoints of one schema that can be relied on, and what is wrong with the others.
package struct AuditCheckpoints: Sendable {
    /// In the order in which they were written; those given up by a restoration are left out.
    package let standing: [AuditCheckpoint]
    /// How many a restoration gave up.
    package let givenUp: Int
    /// What is wrong with lines of the file: `line 3: …`.
    package let findings: [String]

    /// - Parameters:
    ///   - text: the lines of a checkpoint file.
    ///   - keys: the notary's public keys, the present one and older ones.
    package init(_ text: some Collection<UInt8>, schema: String, keys: [Curve25519.Signing.PublicKey]) {
        var standing: [AuditCheckpoint] = []
        var findings: [String] = []
        var givenUp = 0
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for (index, line) in lines.enumerated() {
            let name = "checkpoint line \(index + 1)"
            guard let checkpoint = AuditCheckpoint(line: line) else {
                findings.append("\(name) is not a checkpoint in canonical form")
                continue
            }
            guard checkpoint.schema == schema else {
                findings.append("\(name) is a checkpoint of \(checkpoint.schema), not of \(schema)")
                continue
            }
            guard keys.contains(where: checkpoint.isSigned(by:)) else {
                findings.append("\(name) (seq \(checkpoint.seq)) is not signed by the notary: it is forged")
                continue
            }
            if checkpoint.restored != nil {
                let before = standing.count
                standing.removeAll { $0.seq > checkpoint.seq }
                givenUp += before - standing.count
            }
            if let last = standing.last, last.seq > checkpoint.seq || last.ts > checkpoint.ts {
                findings.append("\(name) (seq \(checkpoint.seq)) stands after one of seq \(last.seq): out of order")
            }
            standing.append(checkpoint)
        }
        self.standing = standing
        self.givenUp = givenUp
        self.findings = findings
    }
}
