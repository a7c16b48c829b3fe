import Crypto
import Durability
import Foundation
import Primitives

/// A chain made by hand, and checkpoints of a notary who saw it.
struct SampleChain {
    let schema: String
    var lines: [[UInt8]] = []
    let notary = Curve25519.Signing.PrivateKey()
    var checkpoints: [AuditCheckpoint] = []
    private static let begin = Instant(microseconds: 1_790_000_000_123_456)

    /// - Parameter places: where the notary signed.
    init(_ count: Int, schema: String = "selection", checkpointsAt places: [Int] = []) throws {
        self.schema = schema
        var prev = AuditHash.beginning(ofSchema: schema)
        for seq in 1...count {
            let line = Self.line(seq, prev)
            prev = line.hash
            self.lines.append(line.canonical(with: prev))
            if places.contains(seq) {
                self.checkpoints.append(
                    try AuditCheckpoint(
                        schema: schema, place: AuditPlace(seq: seq, hash: prev),
                        ts: Self.begin.adding(seconds: Double(seq)), by: self.notary))
            }
        }
    }

    static func line(_ seq: Int, _ prev: AuditHash) -> AuditLine {
        AuditLine(
            seq: seq, ts: Self.begin.adding(seconds: Double(seq)), actor: "0190c0de-\(seq)", role: "chair",
            action: "cohort.confirmed", object: "cohort/\(seq)", reason: seq % 3 == 0 ? "balance \"north\"\n" : nil,
            request: "r-\(seq)", details: seq % 2 == 0 ? ["members": "60", "état": "ok"] : [:], prev: prev)
    }

    /// The chain computed anew over other content: every hash in it is right.
    func rewritten(from seq: Int) throws -> [[UInt8]] {
        var lines = Array(self.lines[..<(seq - 1)])
        var prev = try self.hash(seq - 1)
        for place in seq...self.lines.count {
            var line = Self.line(place, prev)
            if place == seq { line.actor = "somebody-else" }
            prev = line.hash
            lines.append(line.canonical(with: prev))
        }
        return lines
    }

    private func hash(_ seq: Int) throws -> AuditHash {
        var prev = AuditHash.beginning(ofSchema: self.schema)
        for place in 1..<(seq + 1) { prev = Self.line(place, prev).hash }
        return prev
    }

    var checkpointText: [UInt8] { self.checkpoints.flatMap { $0.bytes + [0x0A] } }

    /// What is wrong with some lines, by these checkpoints.
    func findings(_ lines: [[UInt8]], checkpoints text: [UInt8]? = nil, beginning: Int? = nil) -> [String] {
        let checkpoints = AuditCheckpoints(
            text ?? self.checkpointText, schema: self.schema, keys: [self.notary.publicKey])
        var verifier = AuditVerifier(
            schema: self.schema, checkpoints: checkpoints.standing, beginning: beginning)
        for line in lines { verifier.add(line[...]) }
        verifier.finish()
        return checkpoints.findings + verifier.findings
    }
}
