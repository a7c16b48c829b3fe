import Primitives
import Testing

@Suite("Base64url")
struct Base64URLTests {
    /// RFC 4648 §10, without padding, and the two characters that differ from base64.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("??>>", "Pz8-Pg"), ("~~~?", "fn5-Pw"), ("\u{FF}", "w78"), ("a?o?", "YT9vPw"),
    ])
    func bytesAndTheirText(plain: String, coded: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == coded)
        #expect(Base64URL.decode(coded) == Array(plain.utf8))
    }

    @Test func allBytesComeBack() {
        for length in 0..<70 {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 250) }
            let text = Base64URL.encode(bytes)
            #expect(text.wholeMatch(of: /[A-Za-z0-9_-]*/) != nil)
            #expect(Base64URL.decode(text[...]) == bytes)
        }
    }

    /// What only nearly is such a text: padding, the letters of base64, space, a single letter left over, bits that say
    /// nothing.
    @Test(arguments: ["Zg==", "Pz8+", "Pz8/", "Zm 9v", "Zm9v\n", "Z", "Zm9vY", "Zh", "Zm9", "ä", "Zm9v\u{0}"])
    func whatIsNoSuchText(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }
}
