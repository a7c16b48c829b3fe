import Primitives
import Testing

@Suite("Money and codes")
struct MoneyTests {
    @Test(arguments: [
        ("1234.50", "USD", 123_450, "1234.50"), ("-0.05", "USD", -5, "-0.05"), ("7", "XOF", 7, "7"),
        ("1.234", "IQD", 1234, "1.234"), ("0", "USD", 0, "0.00"),
    ])
    func readsAndWritesAmounts(_ text: String, _ code: String, _ minor: Int64, _ shown: String) throws {
        let currency = try #require(Currency(code))
        let money = try #require(Money(amount: text, currency: currency))
        #expect(money.minorUnits == minor)
        #expect(money.amount == shown)
    }

    @Test(arguments: [
        ("1.234", "USD"), ("1.5", "XOF"), ("1e3", "USD"), ("1,5", "USD"), ("", "USD"), (".5", "USD"), ("5.", "USD"),
        ("99999999999999999999", "USD"), ("+1", "USD"), ("--1", "USD"),
    ])
    func refusesWhatIsNoAmount(_ text: String, _ code: String) throws {
        let currency = try #require(Currency(code))
        #expect(Money(amount: text, currency: currency) == nil)
    }

    /// Nothing that can be stored may fail to be read again.
    @Test(arguments: ["USD", "XOF", "IQD"])
    func readsEverythingThatItWrites(_ code: String) throws {
        let currency = try #require(Currency(code))
        var random = SeededGenerator(seed: 3)
        let some = (0..<2000).map { _ in Int64(truncatingIfNeeded: random.next()) >> Int64(random.below(64)) }
        for minor in some + [.min, .max, 0, -1, 1] {
            let money = Money(minorUnits: minor, currency: currency)
            #expect(Money(amount: money.amount, currency: currency) == money)
        }
    }

    @Test func partsAddUpExactly() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2000 {
            let money = Money(minorUnits: Int64(random.below(2_000_001)) - 1_000_000, currency: .usd)
            let weights = (0..<(1 + random.below(9))).map { _ in Int64(random.below(100)) }
            guard weights.reduce(0, +) > 0 else { continue }
            let parts = money.allocated(by: weights)
            #expect(parts.reduce(.zero(.usd), +) == money)
        }
    }

    @Test func currenciesFollowTheStandardAndNotLocales() throws {
        #expect(Currency("AFN")?.minorUnitDigits == 2)
        #expect(Currency("IQD")?.minorUnitDigits == 3)
        #expect(Currency("UGX")?.minorUnitDigits == 0)
        #expect(Currency("XXZ") == nil)
        #expect(Currency("usd") == nil)
    }

    @Test func theProgrammeHas29Countries() {
        #expect(Country.programme.count == 29)
        #expect(Set(Country.programme).count == 29)
        #expect(Country.programme.allSatisfy { Country($0.code) != nil && $0.alpha2.count == 2 })
    }

    @Test func everyWrongCharacterOfACodeIsNoticed() throws {
        var random = SeededGenerator(seed: 7)
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXY")
        for _ in 0..<50 {
            let code = ReferenceCode(prefix: "WP", using: &random).description
            #expect(ReferenceCode(code.lowercased(), prefix: "WP")?.description == code)
            let letters = Array(code)
            for index in 3..<letters.count where letters[index] != "-" {
                for wrong in alphabet where wrong != letters[index] {
                    var changed = letters
                    changed[index] = wrong
                    #expect(ReferenceCode(String(changed), prefix: "WP") == nil)
                }
            }
        }
        #expect(ReferenceCode("WP-", prefix: "WP") == nil)
    }

    @Test func idsAreVersionSevenAndInOrderOfTime() {
        var random = SeededGenerator(seed: 3)
        let first = CallID(at: Instant(microseconds: 1_700_000_000_000_000), using: &random)
        let second = CallID(at: Instant(microseconds: 1_700_000_000_001_000), using: &random)
        #expect(first < second)
        let text = first.description
        #expect(text[text.index(text.startIndex, offsetBy: 14)] == "7")
        #expect("89ab".contains(text[text.index(text.startIndex, offsetBy: 19)]))
        #expect(CallID(text) == first)
        #expect(CallID("{\(text)}") == nil)
    }
}
