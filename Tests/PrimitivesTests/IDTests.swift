import Foundation
import Primitives
import Testing

@Suite("Ids")
struct IDTests {
    @Test func textAndBackAndInTheOrderOfTexts() throws {
        var random = SeededGenerator(seed: 11)
        let ids = (0..<500).map { step in
            PersonID(at: Instant(microseconds: Int64(step % 7) * 1_000_000), using: &random)
        }
        for id in ids {
            #expect(id.description == id.uuid.uuidString.lowercased())
            #expect(PersonID(id.description) == id && PersonID(id.description.uppercased()) == id)
        }
        #expect(ids.sorted().map(\.description) == ids.map(\.description).sorted())
    }

    @Test(arguments: [
        "", "018f", "018f3a2e-7c4d-7b1a-9c2d-3e4f5a6b7c8", "018f3a2e7c4d7b1a9c2d3e4f5a6b7c8d",
        "x18f3a2e-7c4d-7b1a-9c2d-3e4f5a6b7c8d",
    ])
    func whatIsNoId(text: String) {
        #expect(PersonID(text) == nil)
    }

    /// RFC 9562 §5.7: 48 bits of Unix milliseconds, version 7, variant 10.
    @Test func theMomentIsInFront() throws {
        var random = SeededGenerator(seed: 3)
        let id = PersonID(at: Instant(microseconds: 0x0123_4567_89AB * 1000), using: &random)
        #expect(id.description.hasPrefix("01234567-89ab-7"))
        #expect("89ab".contains(try #require(id.description.dropFirst(19).first)))
    }
}
