import ApplicationsContract
import ApplicationsDomain
import Primitives
import ServiceKit

/// Maps a call's form to the domain's rules and faults to field errors.
enum Form {
    static func rules(_ questions: [Question]) -> [FormRule] {
        questions.map { question in
            let kind: FormRule.Kind =
                switch question.kind {
                case .text: .text(maximumWords: question.maximumWords)
                case .choice: .choice(question.options.map(\.value))
                case .choices: .choices(question.options.map(\.value))
                case .country: .country
                case .yesNo: .yesNo
                }
            return FormRule(key: question.key, kind: kind, isRequired: question.isRequired)
        }
    }

    static func answers(_ answers: [String: AnswerValue]) -> [String: Answer] {
        answers.mapValues { value in
            switch value {
            case .text(let text): .text(text)
            case .list(let list): .list(list)
            case .yesNo(let flag): .yesNo(flag)
            }
        }
    }

    /// - Throws: `Problem` with every fault of a draft.
    static func checkDraft(_ given: [String: AnswerValue], _ questions: [Question]) throws {
        try self.report(FormRule.shapeFaults(of: self.answers(given), rules: self.rules(questions)))
    }

    /// - Throws: `Problem` with everything that keeps the answers from being sent.
    static func checkSending(_ given: [String: AnswerValue], _ questions: [Question]) throws {
        try self.report(FormRule.sendingFaults(of: self.answers(given), rules: self.rules(questions)))
    }

    private static func report(_ faults: [AnswerFault]) throws {
        guard !faults.isEmpty else { return }
        throw Problem.invalid(
            faults.map { fault in
                // An unknown key comes from outside: it is only repeated when it has a key's form.
                let key = fault.key.count <= 40 && fault.key.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil ? fault.key : "…"
                return FieldError(
                    pointer: "/answers/\(key)", code: fault.code, detail: fault.detail, parameters: fault.parameters)
            })
    }
}
