import Access
import Durability
import Primitives
import Testing

@Suite("Audit lines") struct AuditLineTests {
    private let line = AuditLine(
        seq: 7, ts: Instant(microseconds: 1_790_000_000_120_000), actor: "0190", role: "chair",
        action: "cohort.signed", object: "cohort/7", reason: "a \"b\"\\\u{1}\n\u{7F}é", request: "r",
        details: ["b": "2", "a": "1"], prev: .beginning(ofSchema: "selection"))

    /// The bytes as `json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)` of Python gives them.
    @Test func theCanonicalFormIsWrittenOut() {
        let text = String(decoding: self.line.canonical(with: nil), as: UTF8.self)
        #expect(
            text
                == #"{"action":"cohort.signed","actor":"0190","details":{"a":"1","b":"2"},"object":"cohort/7","prev":""#
                + AuditHash.beginning(ofSchema: "selection").description
                + #"","reason":"a \"b\"\\\u0001\n"# + "\u{7F}" + #"é","request":"r","role":"chair","seq":7,"#
                + #""ts":"2026-09-21T14:13:20.12Z"}"#)
    }

    @Test func hashesAreReadAndWritten() {
        let hash = AuditHash(of: Array("abc".utf8))
        // FIPS 180-4, the example for SHA-256.
        #expect(hash.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(AuditHash(hex: hash.description) == hash)
        #expect(AuditHash(hex: hash.description.uppercased()) == nil)
        #expect(AuditHash(hex: "ba78") == nil)
        #expect(AuditHash([1, 2]) == nil)
    }

    @Test func everyServiceBeginsElsewhere() {
        let first = AuditLine(
            seq: 1, ts: self.line.ts, actor: "a", role: "chair", action: "x.y", object: "x/1", reason: nil,
            request: "r", details: [:], prev: .beginning(ofSchema: "travel"))
        let bytes = first.canonical(with: first.hash)
        #expect(AuditBeginning.service(ofFirstLine: bytes[...], among: [.selection, .travelBudget]) == .travelBudget)
        #expect(AuditBeginning.service(ofFirstLine: bytes[...], among: [.selection]) == nil)
    }
}
