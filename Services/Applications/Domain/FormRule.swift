import Primitives

/// An answer, as the rules see it.
package enum Answer: Sendable, Equatable {
    case text(String)
    case list([String])
    case yesNo(Bool)

    /// True for an answer that says nothing.
    package var isEmpty: Bool {
        switch self {
        case .text(let text): text.allSatisfy(\.isWhitespace)
        case .list(let list): list.isEmpty
        case .yesNo: false
        }
    }
}

/// What is wrong with one answer: a stable code and the rule's numbers.
package struct AnswerFault: Sendable, Equatable {
    package let key: String
    package let code: String
    package let detail: String
    package let parameters: [String: String]

    package init(_ key: String, _ code: String, _ detail: String, _ parameters: [String: String] = [:]) {
        self.key = key
        self.code = code
        self.detail = detail
        self.parameters = parameters
    }
}

/// The rule that one question of a form makes for its answer.
package struct FormRule: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case text(maximumWords: Int?)
        case choice([String])
        case choices([String])
        case country
        case yesNo
    }

    package let key: String
    package let kind: Kind
    package let isRequired: Bool

    package init(key: String, kind: Kind, isRequired: Bool) {
        self.key = key
        self.kind = kind
        self.isRequired = isRequired
    }

    /// The most characters that are kept of any text, drafts included.
    package static let maximumCharacters = 6_000

    /// Faults that even a draft may not have: an unknown question, another type, characters that may not be used.
    package static func shapeFaults(of answers: [String: Answer], rules: [FormRule]) -> [AnswerFault] {
        var faults: [AnswerFault] = []
        let byKey = Dictionary(uniqueKeysWithValues: rules.map { ($0.key, $0) })
        for (key, answer) in answers.sorted(by: { $0.key < $1.key }) {
            guard let rule = byKey[key] else {
                faults.append(AnswerFault(key, "unknown_field", "The form has no such question."))
                continue
            }
            faults += rule.shapeFaults(of: answer)
        }
        return faults
    }

    /// Faults that keep an application from being sent: everything of a draft's, what is missing, and texts over
    /// their limit.
    package static func sendingFaults(of answers: [String: Answer], rules: [FormRule]) -> [AnswerFault] {
        var faults = Self.shapeFaults(of: answers, rules: rules)
        for rule in rules {
            guard let answer = answers[rule.key], !answer.isEmpty else {
                if rule.isRequired { faults.append(AnswerFault(rule.key, "missing", "This question needs an answer.")) }
                continue
            }
            if case .text(let limit?) = rule.kind, case .text(let text) = answer {
                let words = Self.words(in: text)
                if words > limit {
                    faults.append(
                        AnswerFault(
                            rule.key, "too_many_words",
                            "This text is \(words - limit) words over the limit of \(limit).",
                            ["maximum": "\(limit)", "over": "\(words - limit)"]))
                }
            }
        }
        return faults
    }

    /// Words as people count them: runs of anything but white space.
    package static func words(in text: String) -> Int {
        text.split(whereSeparator: \.isWhitespace).count
    }

    private func shapeFaults(of answer: Answer) -> [AnswerFault] {
        switch (self.kind, answer) {
        case (.text, .text(let text)):
            if let scalar = TextRule.firstForbidden(in: text) {
                let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
                return [
                    AnswerFault(
                        self.key, "forbidden_character",
                        "This text holds an invisible or control character (\(code)) that may not be used.",
                        ["character": code])
                ]
            }
            guard text.count <= Self.maximumCharacters else {
                return [
                    AnswerFault(
                        self.key, "too_long", "This text may have at most \(Self.maximumCharacters) characters.",
                        ["maximum": "\(Self.maximumCharacters)"])
                ]
            }
            return []
        case (.choice(let options), .text(let value)):
            return value.isEmpty || options.contains(value) ? [] : [self.notInList(options)]
        case (.choices(let options), .list(let values)):
            if Set(values).count != values.count {
                return [AnswerFault(self.key, "duplicate", "An entry stands in this list twice.")]
            }
            return values.allSatisfy(options.contains) ? [] : [self.notInList(options)]
        case (.country, .text(let value)):
            return value.isEmpty || Country(value) != nil
                ? [] : [AnswerFault(self.key, "unknown_country", "This must be an ISO 3166-1 alpha-3 country code.")]
        case (.yesNo, .yesNo):
            return []
        default:
            return [AnswerFault(self.key, "wrong_type", "This question takes another kind of answer.")]
        }
    }

    private func notInList(_ options: [String]) -> AnswerFault {
        AnswerFault(
            self.key, "not_in_list", "This must be one of: \(options.joined(separator: ", ")).",
            ["allowed": options.joined(separator: ", ")])
    }
}
