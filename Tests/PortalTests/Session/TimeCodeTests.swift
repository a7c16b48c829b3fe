import Foundation
import PortalService
import Primitives
import Testing

@Suite("Second factor: codes")
struct TimeCodeTests {
    private let seed = Array("12345678901234567890".utf8)

    @Test(
        "the vectors of RFC 6238, appendix B, cut to six digits",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)])
    func vectors(_ seconds: Int64, _ code: String) {
        let step = TimeCode.step(at: Instant(microseconds: seconds * 1_000_000))
        #expect(TimeCode.code(seed: self.seed, step: step) == code)
    }

    @Test("one step to either side is taken, two are not, and none twice")
    func window() {
        let now = Instant(microseconds: 1_800_000_015_000_000)
        let current = TimeCode.step(at: now)
        for distance in -3...3 as ClosedRange<Int64> {
            let typed = TimeCode.code(seed: self.seed, step: current + distance)
            let taken = TimeCode.step(of: typed, seed: self.seed, now: now, after: 0)
            #expect(taken == (abs(distance) <= 1 ? current + distance : nil))
            #expect(TimeCode.step(of: typed, seed: self.seed, now: now, after: current + 1) == nil)
        }
        for typed in ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦"] {
            #expect(TimeCode.step(of: typed, seed: self.seed, now: now, after: 0) == nil)
        }
    }

    @Test(
        "the vectors of RFC 4648, section 10, without padding",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(_ text: String, _ coded: String) {
        #expect(Base32.encode(Array(text.utf8)) == coded)
    }

    @Test("a recovery code has 120 bits and is read as people write it")
    func recovery() throws {
        let codes = (0..<1000).map { _ in RecoveryCode.make() }
        #expect(Set(codes).count == 1000)
        let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        #expect(codes.allSatisfy { $0.text.count == 24 && Set($0.text).isSubset(of: alphabet) })
        #expect(Set(codes.flatMap { Array($0.text) }) == alphabet, "every character is used: 5 bits each")
        let code = try #require(RecoveryCode(typed: "7qh2-omzx 4k9v-ibtr-wc6d-8efj"))
        #expect(code.groups == "7QH2-0MZX-4K9V-1BTR-WC6D-8EFJ")
        for typed in ["", "7QH2", "7QH2-0MZX-4K9V-1BTR-WC6D-8EFU", String(repeating: "A", count: 200)] {
            #expect(RecoveryCode(typed: typed) == nil)
        }
    }

    @Test("wrong codes cost more and more time, never more than a quarter of an hour")
    func waits() {
        #expect((0...4).allSatisfy { FactorStore.wait(after: $0) == 0 })
        #expect((5...12).map { FactorStore.wait(after: $0) } == [15, 30, 60, 120, 240, 480, 900, 900])
        #expect(FactorStore.wait(after: 1_000_000) == 900)
    }

    @Test("a seed opens only for its person")
    func seals() throws {
        let keys = PortalKeys(secret: "a secret of the tests")
        let sealed = try keys.seal(seed: self.seed, subject: "p-1")
        #expect(keys.open(seed: sealed, subject: "p-1") == self.seed)
        #expect(keys.open(seed: sealed, subject: "p-2") == nil)
        #expect(PortalKeys(secret: "other").open(seed: sealed, subject: "p-1") == nil)
        #expect(keys.open(sealed, for: "p-1") == nil, "a key of its own")
    }

    @Test(
        "browsers are named coarsely",
        arguments: [
            (
                "Mozilla/5.0 (Linux; Android 13; SM-A536B) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36",
                "chrome/android"
            ),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Version/17.1 Mobile Safari/604.1", "safari/ios"),
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0", "firefox/windows"),
            ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120.0", "edge/windows"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/17.0 Safari/605.1.15", "safari/macos"),
            ("curl/8.0", "other/other"), ("", "other/other"),
        ])
    func clients(_ agent: String, _ code: String) {
        #expect(ClientName(userAgent: agent).code == code)
        #expect(ClientName(code: code) == ClientName(userAgent: agent))
    }
}
