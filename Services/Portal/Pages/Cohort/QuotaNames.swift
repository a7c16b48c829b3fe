import ApplicationsContract
import Primitives
import SelectionContract

/// The names of quotas and rules in words. A quota's name is `attribute:value+value`, with `#n` when the same group
/// has several quotas; an answer's is `answer:question:value`.
package struct QuotaNames: Sendable {
    private let words: Words
    /// The questions of the call, for quotas on an answer.
    private let questions: [Question]

    package init(_ words: Words, questions: [Question] = []) {
        self.words = words
        self.questions = questions
    }

    package func quota(_ name: String) -> Prose {
        let bare = name.split(separator: "#", maxSplits: 1).first.map(String.init) ?? name
        var parts = bare.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return Prose(verbatim: name) }
        var question: String?
        if parts[0] == "answer" {
            let inner = parts[1].split(separator: ":", maxSplits: 1).map(String.init)
            question = inner.first
            parts[1] = inner.count == 2 ? inner[1] : ""
        }
        let values = parts[1].split(separator: "+").map(String.init)
        if let question, let own = QuotaWord(code: question), own == .firstTime, values == ["true"] || values == ["yes"]
        {
            return self.words(own)
        }
        if let question, let asked = self.questions.first(where: { $0.key == question }) {
            return self.answers(values, to: asked)
        }
        if let question {
            let shown = values.isEmpty ? question : "\(question): \(values.joined(separator: ", "))"
            return self.words(QuotaWord.answer, ["value": Prose(verbatim: shown)])
        }
        let word = QuotaWord(code: parts[0]) ?? .other
        return self.words(word, ["value": self.words.list(values.map { self.value($0, of: parts[0]) })])
    }

    /// The question and the answers as the form has them.
    private func answers(_ values: [String], to question: Question) -> Prose {
        let shown = values.flatMap { value in
            FormQuestions.shown(question.kind == .yesNo ? .yesNo(value == "yes") : .text(value), question, self.words)
        }
        let label = question.label.best(for: self.words.language).text
        return self.words(
            QuotaWord.answered, ["question": Prose(verbatim: label), "value": self.words.list(shown)])
    }

    private func value(_ value: String, of attribute: String) -> Prose {
        switch attribute {
        case "country": Prose(verbatim: Country(value).map { self.words.format.country($0) } ?? value)
        case "language": Prose(verbatim: self.words.format.languageName(value))
        case "region": RegionWord(code: value).map { self.words($0) } ?? Prose(verbatim: value)
        case "size", "kind": ChoiceWord(code: value).map { self.words($0) } ?? Prose(verbatim: value)
        default: Prose(verbatim: value)
        }
    }

    /// A rule that clashes.
    package func rule(_ rule: RuleName) -> Prose {
        let subject = rule.subject.map { self.quota($0) }
        let kind: Prose =
            switch rule.rule {
            case "size": self.words(QuotaWord.sizeOfGroup)
            case "cost-ceiling": self.words(QuotaWord.costCeiling)
            case "minimum": self.words(CohortWord.atLeast)
            case "maximum": self.words(CohortWord.atMost)
            case "included": self.words(CohortWord.included)
            case "excluded": self.words(CohortWord.excluded)
            default: Prose(verbatim: rule.rule)
            }
        return subject.map { Prose(verbatim: "\($0.text) \u{2013} \(kind.text)") } ?? kind
    }
}
