import ApplicationsContract
import Foundation
import Primitives

/// The questions of a call as fields of a form, and a form as answers.
package struct FormQuestions: Sendable {
    /// One part of the form: the questions of one section, in the order in which the call asks them.
    package struct Part: Sendable {
        package let section: String
        package let questions: [Question]
    }

    package let parts: [Part]

    package init(_ questions: [Question]) {
        var parts: [(section: String, questions: [Question])] = []
        for question in questions {
            if let index = parts.firstIndex(where: { $0.section == question.section }) {
                parts[index].questions.append(question)
            } else {
                parts.append((question.section, [question]))
            }
        }
        self.parts = parts.map { Part(section: $0.section, questions: $0.questions) }
    }

    /// Name of a section: the catalogue's, when it has one for the section's key.
    package static func name(_ section: String, _ words: Words) -> Prose {
        switch section {
        case "organisation": words(FormWord.organisation)
        case "work": words(FormWord.work)
        case "person": words(FormWord.person)
        case "access", "language": words(FormWord.access)
        case "travel": words(FormWord.travel)
        case "safety", "contact": words(FormWord.safety)
        default: Prose(verbatim: section)
        }
    }

    // MARK: Fields

    package static func field(_ question: Question, _ answer: AnswerValue?, _ words: Words) -> FormField {
        let language = words.language
        let choices = question.options.map { option in
            let label = option.label.best(for: language)
            return FormField.Choice(
                option.value, Prose(verbatim: label.text),
                language: label.language == language ? nil : label.language.rawValue)
        }
        let kind: FormField.Kind =
            switch question.kind {
            case .text:
                if let limit = question.maximumWords, limit <= 12 {
                    .text
                } else {
                    .area(words: question.maximumWords, characters: nil)
                }
            case .choice: choices.count > 8 ? .select(choices) : .radios(choices)
            case .choices: .checks(choices)
            case .country: .select(CountryList.choices(words))
            case .yesNo:
                .radios([.init("yes", words(CommonWord.yes)), .init("no", words(CommonWord.no))])
            }
        let audience: FormWord =
            switch question.audience {
            case .committee: .whoCommittee
            case .logistics: .whoLogistics
            case .staff: .whoOffice
            }
        return FormField(
            question.key, Prose(verbatim: question.label.best(for: language).text), kind,
            hint: question.hint.map { Prose(verbatim: $0.best(for: language).text) }, audience: words(audience),
            values: self.values(answer), isOptional: !question.isRequired, isSensitive: question.audience != .committee)
    }

    private static func values(_ answer: AnswerValue?) -> [String] {
        switch answer {
        case nil: []
        case .text(let text): [text]
        case .list(let list): list
        case .yesNo(let flag): [flag ? "yes" : "no"]
        }
    }

    /// The answer that a form gives to a question; nil when it was left open.
    package static func answer(_ question: Question, _ form: FormBody) -> AnswerValue? {
        switch question.kind {
        case .text, .choice, .country: form[question.key].isEmpty ? nil : .text(form[question.key])
        case .choices: form.all(question.key).isEmpty ? nil : .list(form.all(question.key))
        case .yesNo: form[question.key].isEmpty ? nil : .yesNo(form[question.key] == "yes")
        }
    }

    /// An answer as it is read: choices by their label.
    package static func shown(_ answer: AnswerValue?, _ question: Question, _ words: Words) -> [Prose] {
        self.values(answer).map { value in
            if let option = question.options.first(where: { $0.value == value }) {
                return Prose(verbatim: option.label.best(for: words.language).text)
            }
            switch question.kind {
            case .yesNo: return words(value == "yes" ? CommonWord.yes : CommonWord.no)
            case .country: return Prose(verbatim: Country(value).map { words.format.country($0) } ?? value)
            default: return Prose(verbatim: value)
            }
        }
    }

    // MARK: What stands in the way of sending

    /// What is wrong with an answer for sending; the service looks again and has the last word.
    package static func fault(_ question: Question, _ answer: AnswerValue?) -> FieldErrorWord? {
        let values = self.values(answer).filter { !$0.isEmpty }
        if values.isEmpty { return question.isRequired ? .missing : nil }
        if let limit = question.maximumWords,
            values.joined(separator: " ").split(whereSeparator: \.isWhitespace).count > limit
        {
            return .tooManyWords
        }
        return nil
    }
}

/// Countries to choose from: those of the programme first, then all others by name.
package enum CountryList {
    // Every three-letter code is tried once: the table of assigned codes is the type's own.
    private static let others: [Country] = {
        let letters = (0..<26).compactMap { Unicode.Scalar(65 + $0).map { String(Character($0)) } }
        var found: [Country] = []
        for first in letters {
            for second in letters {
                for third in letters {
                    if let country = Country(first + second + third), !Country.programme.contains(country) {
                        found.append(country)
                    }
                }
            }
        }
        return found
    }()

    package static func choices(_ words: Words) -> [FormField.Choice] {
        let named = { (country: Country) in (country.code, words.format.country(country)) }
        let sorted = { (list: [(String, String)]) in
            list.sorted { $0.1.localizedStandardCompare($1.1) == .orderedAscending }
        }
        return (sorted(Country.programme.map(named)) + sorted(self.others.map(named)))
            .map { FormField.Choice($0.0, Prose(verbatim: $0.1)) }
    }
}
