import ApplicationsDomain
import Primitives
import Testing

@Suite("Rules of a form")
struct FormRuleTests {
    private let rules = [
        FormRule(key: "change", kind: .text(maximumWords: 5), isRequired: true),
        FormRule(key: "theme", kind: .choice(["youth", "climate"]), isRequired: true),
        FormRule(key: "needs", kind: .choices(["ramp", "loop"]), isRequired: false),
        FormRule(key: "home", kind: .country, isRequired: false),
        FormRule(key: "first", kind: .yesNo, isRequired: true),
    ]

    private func codes(_ faults: [AnswerFault]) -> [String] { faults.map { "\($0.key) \($0.code)" } }

    @Test func aDraftMayBeIncompleteAndTooLong() {
        let long = Answer.text("one two three four five six seven")
        #expect(FormRule.shapeFaults(of: ["change": long], rules: self.rules) == [])
        #expect(FormRule.shapeFaults(of: [:], rules: self.rules) == [])
    }

    @Test func sendingNamesEverythingAtOnce() {
        let faults = FormRule.sendingFaults(
            of: [
                "change": .text("one two three four five six"), "theme": .text("peace"), "needs": .list(["ramp", "x"]),
            ],
            rules: self.rules)
        #expect(
            self.codes(faults) == ["needs not_in_list", "theme not_in_list", "change too_many_words", "first missing"])
        #expect(faults.first { $0.code == "too_many_words" }?.parameters == ["maximum": "5", "over": "1"])
    }

    @Test func shapesAreStrict() {
        let faults = FormRule.shapeFaults(
            of: [
                "change": .list([]), "home": .text("XYZ"), "needs": .list(["ramp", "ramp"]), "other": .yesNo(true),
                "first": .text("yes"), "theme": .text(""),
            ], rules: self.rules)
        #expect(
            self.codes(faults) == [
                "change wrong_type", "first wrong_type", "home unknown_country", "needs duplicate",
                "other unknown_field",
            ])
    }

    @Test func textsMayNotHideCharacters() {
        let faults = FormRule.shapeFaults(of: ["change": .text("a\u{202E}b")], rules: self.rules)
        #expect(self.codes(faults) == ["change forbidden_character"])
        #expect(
            self.codes(
                FormRule.shapeFaults(
                    of: ["change": .text(String(repeating: "x", count: FormRule.maximumCharacters + 1))],
                    rules: self.rules)) == ["change too_long"])
    }

    @Test func wordsAreCountedInEveryScript() {
        #expect(FormRule.words(in: "  نساء   من أجل\nالسلام ") == 4)
        #expect(FormRule.words(in: "") == 0)
    }
}

@Suite("Eligibility and states")
struct LifecycleTests {
    @Test func anyValueOfAFactSatisfiesACondition() {
        let conditions = [
            EligibilityCondition(code: "country", fact: "country", oneOf: ["SDN", "YEM"]),
            EligibilityCondition(code: "led", fact: "women-led", oneOf: ["yes"]),
            EligibilityCondition(code: "speaks", fact: "answer:languages", oneOf: ["ar"]),
        ]
        #expect(
            EligibilityCondition.failed(
                conditions, facts: ["country": ["SDN"], "women-led": ["no"], "answer:languages": ["fr", "ar"]])
                == ["led"])
        #expect(EligibilityCondition.failed(conditions, facts: [:]) == ["country", "led", "speaks"])
    }

    @Test func nothingLeavesWithdrawalAndOnlyDraftsAreSent() {
        for act in ApplicationLifecycle.Act.allCases { #expect(ApplicationLifecycle.withdrawn.after(act) == nil) }
        for state in ApplicationLifecycle.allCases {
            #expect((state.after(.submit) != nil) == (state == .draft))
            #expect((state.after(.save) != nil) == (state == .draft))
            #expect((state.after(.withdraw) != nil) == (state != .withdrawn))
        }
    }
}
