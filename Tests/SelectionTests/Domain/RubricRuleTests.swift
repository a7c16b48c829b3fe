import SelectionDomain
import Testing

@Suite("Rubric: marks become one score")
struct RubricRuleTests {
    private let rules = [RubricRule(criterion: "change", weight: 60), RubricRule(criterion: "learning", weight: 40)]

    private func mark(_ criterion: String, _ value: Int?, reason: Bool = true) -> RubricRule.Mark {
        RubricRule.Mark(criterion: criterion, value: value, hasReason: reason)
    }

    @Test("the overall score is the weighted mean of what could be judged")
    func overall() {
        #expect(RubricRule.overall([mark("change", 5), mark("learning", 2)], rules: self.rules) == 3.8)
        #expect(RubricRule.overall([mark("change", nil), mark("learning", 2)], rules: self.rules) == 2)
        #expect(RubricRule.overall([mark("change", nil), mark("learning", nil)], rules: self.rules) == nil)
    }

    @Test("complete when every criterion has a mark, also one that says that nothing can be said")
    func complete() {
        #expect(RubricRule.isComplete([mark("change", 3), mark("learning", nil)], rules: self.rules))
        #expect(!RubricRule.isComplete([mark("change", 3)], rules: self.rules))
    }

    @Test("ends of the scale need a reason; criteria must be the rubric's, each once")
    func faults() {
        let marks = [
            mark("change", 1, reason: false), mark("change", 3), mark("beauty", 5), mark("learning", 4, reason: false),
        ]
        let codes = RubricRule.faults(of: marks, rules: self.rules).map { "\($0.position) \($0.field) \($0.code)" }
        #expect(
            codes == ["0 reason reason_needed", "1 criterion duplicate", "2 criterion unknown_criterion"])
    }
}
