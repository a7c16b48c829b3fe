import Crypto
import Foundation
import TestSupport
import Testing

/// The scan of the leak test finds what it is to find, and nothing else.
@Suite("Vault: the scan for leaks")
struct LeakScanTests {
    @Test func everyFormIsFoundInTheMiddleOfSomething() {
        let canaries = ["Éloïse Kanârienne", "كناري الحقول البعيدة", "canary@example.org"]
        let scan = LeakScan(canaries)
        for (index, canary) in canaries.enumerated() {
            for (form, bytes) in LeakScan.forms(of: canary) where bytes.count >= 8 {
                let around = (0..<100).map { UInt8(truncatingIfNeeded: $0 &* 7) }
                let hits = scan.scan(around + bytes + around, place: "here")
                #expect(hits.contains { $0.canary == index && $0.place == "here" }, "\(form)")
            }
        }
        // As others write them.
        func found(_ text: String) -> Bool { !scan.scan(Array(text.utf8), place: "").isEmpty }
        #expect(found(#"{"name":"\u00c9lo\u00efse Kan\u00e2rienne"}"#))
        #expect(found("?q=canary%40example.org&x=1"))
        #expect(found(Data("x: canary@example.org, y".utf8).base64EncodedString()))
        #expect(found("ÉLOÏSE KANÂRIENNE"))
        #expect(found(SHA256.hash(data: Data("canary@example.org".utf8)).description.suffix(64).description))
    }

    @Test func nothingElseIsFound() {
        let scan = LeakScan(["Éloïse Kanârienne", "canary@example.org"])
        var generator = SystemRandomNumberGenerator()
        let noise = (0..<500_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(scan.scan(noise, place: "").isEmpty)
        #expect(scan.scan(Array("Eloise Kanarienne canary@example.com Éloïse Kanârienn".utf8), place: "").isEmpty)
    }
}
