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

    /// Every fault of a draft.
    static func draftFaults(_ given: [String: AnswerValue], _ questions: [Question]) -> [FieldError] {
        FormRule.shapeFaults(of: self.answers(given), rules: self.rules(questions)).map(self.error)
    }

    /// - Throws: `Problem` with every fault of a draft.
    static func checkDraft(_ given: [String: AnswerValue], _ questions: [Question]) throws {
        try self.report(self.draftFaults(given, questions))
    }

    /// - Throws: `Problem` with everything that keeps the answers from being sent.
    static func checkSending(_ given: [String: AnswerValue], _ questions: [Question]) throws {
        let faults = FormRule.sendingFaults(of: self.answers(given), rules: self.rules(questions))
        try self.report(faults.map(self.error))
    }

    /// JSON pointer of the answer to a question. A key comes from outside: it is only repeated when it is harmless.
    static func pointer(to key: String) -> String {
        guard key.count <= 64, TextRule.firstForbidden(in: key, allowsLines: false) == nil else { return "/answers/…" }
        return "/answers/" + key.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    private static func error(_ fault: AnswerFault) -> FieldError {
        FieldError(
            pointer: self.pointer(to: fault.key), code: fault.code, detail: fault.detail, parameters: fault.parameters)
    }

    private static func report(_ faults: [FieldError]) throws {
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }
}
