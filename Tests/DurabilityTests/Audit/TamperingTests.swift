import Crypto
import Durability
import Foundation
import Primitives
import Testing

/// The eleven ways to tamper with an exported log that trust.md names, and some more: each is noticed, and said where.
@Suite("Tampering with the audit chain") struct TamperingTests {
    private let chain: SampleChain

    init() throws {
        self.chain = try SampleChain(40, checkpointsAt: [10, 40])
    }

    private func replacing(_ index: Int, _ old: String, _ new: String) -> [[UInt8]] {
        var lines = self.chain.lines
        let text = String(decoding: lines[index], as: UTF8.self)
        let changed = text.replacingOccurrences(of: old, with: new)
        #expect(changed != text, "\(old) is not in the line")
        lines[index] = Array(changed.utf8)
        return lines
    }

    @Test func whatNobodyTouchedIsWhole() {
        #expect(self.chain.findings(self.chain.lines) == [])
    }

    /// 1: any field of any line.
    @Test(arguments: [
        ("\"actor\":\"0190", "\"actor\":\"0191"), ("cohort.confirmed", "cohort.rejected"),
        ("\"object\":\"cohort/", "\"object\":\"cohort/9"), ("\"reason\":null", "\"reason\":\"because\""),
        ("\"request\":\"r-", "\"request\":\"s-"), ("\"role\":\"chair\"", "\"role\":\"auditor\""),
        ("\"ts\":\"2026", "\"ts\":\"2025"), ("\"members\":\"60\"", "\"members\":\"61\""),
    ])
    func aChangedField(_ old: String, _ new: String) {
        let findings = self.chain.findings(self.replacing(19, old, new))
        #expect(findings.first?.contains("line 20 (seq 20): its content does not have its hash") == true, "\(findings)")
    }

    @Test func aChangedHashBreaksTheNextLink() {
        let line = String(decoding: self.chain.lines[19], as: UTF8.self)
        let start = line.range(of: "\"hash\":\"")?.upperBound ?? line.startIndex
        let hash = String(line[start...].prefix(64))
        let other = AuditHash(of: [1]).description
        let findings = self.chain.findings(self.replacing(19, hash, other))
        #expect(findings.count == 2 && findings[1].contains("line 21 (seq 21): its prev is not the hash"))
    }

    /// A part may be looked at by itself; the log itself begins at its beginning, also where a checkpoint agrees.
    @Test func aBeginningThatWasCutOff() {
        for count in [1, 10, 15] {
            let rest = Array(self.chain.lines.dropFirst(count))
            #expect(self.chain.findings(rest) == [])
            let findings = self.chain.findings(rest, beginning: 1)
            #expect(findings.count == 1 && findings[0].contains("has to begin at seq 1"), "\(findings)")
        }
        #expect(self.chain.findings(self.chain.lines, beginning: 1) == [])
    }

    /// 2 and 3: a line less, in the middle and at the end.
    @Test func aLineLess() {
        var lines = self.chain.lines
        lines.remove(at: 19)
        #expect(self.chain.findings(lines).first == "line 20 (seq 21): seq 19 stands before it: 1 missing in between")
        lines = self.chain.lines.dropLast()
        let findings = self.chain.findings(lines)
        #expect(findings.count == 1 && findings[0].contains("ends at seq 39") && findings[0].contains("proves 40"))
        // Without checkpoints nobody could tell.
        #expect(self.chain.findings(lines, checkpoints: []) == [])
        lines = Array(self.chain.lines.dropFirst())
        #expect(self.chain.findings(Array(lines.dropFirst(9)), checkpoints: []) == [])
    }

    /// 4: a line more, with the hash that belongs to its content.
    @Test func aLineMore() throws {
        let before = AuditLine(
            seq: 21, ts: .now, actor: "x", role: "chair", action: "cohort.confirmed", object: "cohort/0", reason: nil,
            request: "r", details: [:], prev: AuditHash(of: [2]))
        var lines = self.chain.lines
        lines.insert(before.canonical(with: before.hash), at: 20)
        let findings = self.chain.findings(lines)
        #expect(findings.contains { $0.contains("line 21 (seq 21): its prev is not the hash of the line before") })
        #expect(findings.contains { $0.contains("line 22 (seq 21): the line before has the same seq") })
    }

    /// 5 and 6: lines in another order, a line twice.
    @Test func orderAndDoubles() {
        var lines = self.chain.lines
        lines.swapAt(4, 5)
        #expect(self.chain.findings(lines).contains { $0.contains("line 6 (seq 5): seq 6 stands before it") })
        lines = self.chain.lines
        lines.insert(lines[4], at: 5)
        #expect(
            self.chain.findings(lines).first
                == "line 6 (seq 5): the line before has the same seq: a line is there twice")
    }

    /// 7: nothing left.
    @Test func anEmptyFile() {
        let findings = self.chain.findings([])
        #expect(findings.count == 1 && findings[0].contains("proves 40: all were taken away"))
    }

    /// 8: all of it computed anew, so that every hash is right.
    @Test func anotherPast() throws {
        let lines = try self.chain.rewritten(from: 5)
        #expect(self.chain.findings(lines, checkpoints: []) == [], "the chain alone cannot tell")
        let findings = self.chain.findings(lines)
        #expect(findings.count == 2 && findings.allSatisfy { $0.contains("this is not the chain that was signed") })
        #expect(findings[0].hasPrefix("line 10 (seq 10)"))
        // A chain of another service under this one's name.
        let other = try SampleChain(40, schema: "travel")
        #expect(self.chain.findings(other.lines).first?.contains("it is another chain") == true)
    }

    /// 9 and 10: checkpoints that the notary did not sign, or signed for another service.
    @Test func forgedCheckpoints() throws {
        let rewritten = try self.chain.rewritten(from: 5)
        let last = try #require(rewritten.last)
        let text = String(decoding: last, as: UTF8.self)
        let start = try #require(text.range(of: "\"hash\":\"")).upperBound
        let hash = try #require(AuditHash(hex: String(text[start...].prefix(64))))
        let forged = try AuditCheckpoint(
            schema: "selection", place: AuditPlace(seq: 40, hash: hash), ts: .now, by: Curve25519.Signing.PrivateKey())
        let findings = self.chain.findings(rewritten, checkpoints: forged.bytes)
        #expect(findings == ["checkpoint line 1 (seq 40) is not signed by the notary: it is forged"])
        // The notary's own, with another hash written into it.
        let mine = String(decoding: self.chain.checkpoints[1].bytes, as: UTF8.self)
        let bent = mine.replacingOccurrences(of: self.chain.checkpoints[1].hash.description, with: hash.description)
        #expect(self.chain.findings(rewritten, checkpoints: Array(bent.utf8)).first?.contains("it is forged") == true)
        let foreign = try AuditCheckpoint(
            schema: "travel", place: AuditPlace(seq: 40, hash: hash), ts: .now, by: self.chain.notary)
        #expect(
            self.chain.findings(self.chain.lines, checkpoints: foreign.bytes)
                == ["checkpoint line 1 is a checkpoint of travel, not of selection"])
        #expect(
            self.chain.findings(self.chain.lines, checkpoints: Array("{\"seq\": 1}\n".utf8))
                == ["checkpoint line 1 is not a checkpoint in canonical form"])
        var turned = self.chain
        turned.checkpoints.reverse()
        #expect(turned.findings(turned.lines).first?.contains("out of order") == true)
    }

    /// 11: other spellings of the same values, members more or less, blanks.
    @Test(arguments: [
        ("\"seq\":20", "\"seq\":20.0"), ("\"seq\":20", "\"seq\":2e1"), ("\"seq\":20", "\"seq\":\"20\""),
        ("\"seq\":20", "\"seq\":020"), ("\"seq\":20,", "\"seq\":20,\"note\":\"\","), ("\"role\":\"chair\",", ""),
        ("{\"action\"", "{ \"action\""), ("\"cohort.", "\"\\u0063ohort."), ("\"reason\":null", "\"reason\": null"),
        ("\"ts\":\"2026-09-21T14:13:40.123456Z\"", "\"ts\":\"2026-09-21T15:13:40.123456+01:00\""),
        ("\"état\":\"ok\"", "\"état\":\"ok\",\"état\":\"ok\""), ("\"members\":\"60\"", "\"members\":60"),
        ("\"}", "\"} "), ("\"prev\":\"", "\"prev\":\"0"),
    ])
    func otherSpellings(_ old: String, _ new: String) {
        let findings = self.chain.findings(self.replacing(19, old, new))
        #expect(findings.first?.hasPrefix("line 20, byte ") == true, "\(findings)")
    }

    @Test func aLineThatIsNoLine() {
        var lines = self.chain.lines
        lines[3] = [0xFF, 0xFE]
        #expect(self.chain.findings(lines).first == "line 4, byte 1: the line is not UTF-8")
        lines[3] = []
        #expect(self.chain.findings(lines).first?.hasPrefix("line 4, byte 1: ") == true)
    }

    /// A part is tied to what was before it by the checkpoint there.
    @Test func aPartOfTheChain() throws {
        #expect(self.chain.findings(Array(self.chain.lines[10...])) == [])
        let rewritten = try self.chain.rewritten(from: 5)
        let findings = self.chain.findings(Array(rewritten[10...]))
        #expect(findings.first?.contains("line 1 (seq 11), prev: the checkpoint of") == true)
    }

    @Test func aRestorationGivesUpWhatCameAfter() throws {
        var chain = self.chain
        let place = try #require(AuditCheckpoint(line: chain.checkpoints[0].bytes)).hash
        chain.checkpoints.append(
            try AuditCheckpoint(
                schema: "selection", place: AuditPlace(seq: 10, hash: place),
                ts: Instant(microseconds: 1_800_000_000_000_000),
                restored: Instant(microseconds: 1_799_000_000_000_000), by: chain.notary))
        #expect(chain.findings(Array(chain.lines[..<10])) == [])
        // It cannot be said by somebody else.
        let forged = try AuditCheckpoint(
            schema: "selection", place: AuditPlace(seq: 10, hash: place),
            ts: Instant(microseconds: 1_800_000_000_000_000),
            restored: Instant(microseconds: 1_799_000_000_000_000), by: Curve25519.Signing.PrivateKey())
        let text = self.chain.checkpointText + forged.bytes
        #expect(self.chain.findings(Array(self.chain.lines[..<10]), checkpoints: text).count == 2)
    }
}
