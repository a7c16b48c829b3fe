import ApplicationsDomain
import Testing

@Suite("What stays of a question that was answered")
struct AnsweredQuestionTests {
    private func question(
        _ key: String, kind: String = "choice", audience: String = "committee", options: Set<String> = ["a", "b"]
    ) -> AnsweredQuestion {
        AnsweredQuestion(key: key, kind: kind, audience: audience, options: options)
    }

    @Test func newQuestionsAndAnotherOrderBreakNothing() {
        let form = [self.question("one"), self.question("two")]
        #expect(AnsweredQuestion.breach(of: form, by: form.reversed() + [self.question("three")]) == nil)
        #expect(AnsweredQuestion.breach(of: [], by: form) == nil)
    }

    @Test func everyBreachIsNamed() {
        let form = [self.question("one"), self.question("two")]
        let cases: [(AnsweredQuestion.Breach, AnsweredQuestion)] = [
            (.kind, self.question("two", kind: "text")), (.audience, self.question("two", audience: "staff")),
            (.options, self.question("two", options: ["a"])),
            (.options, self.question("two", options: ["a", "b", "c"])),
            (.removed, self.question("three")),
        ]
        for (breach, changed) in cases {
            let found = AnsweredQuestion.breach(of: form, by: [form[0], changed])
            #expect(found?.key == "two")
            #expect(found?.breach == breach)
        }
    }
}
