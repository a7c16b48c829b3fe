import SelectionDomain
import Testing

@Suite("Replacements take two people")
struct SecondPersonRuleTests {
    @Test func aYesIsAnotherPersonsAndANoIsEverybodys() {
        #expect(SecondPersonRule.allows(asked: "a", decides: "b", isYes: true))
        #expect(!SecondPersonRule.allows(asked: "a", decides: "a", isYes: true))
        #expect(SecondPersonRule.allows(asked: "a", decides: "b", isYes: false))
        #expect(SecondPersonRule.allows(asked: "a", decides: "a", isYes: false))
    }
}
