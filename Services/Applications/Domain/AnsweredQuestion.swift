/// What may not change of a question once people have answered it: who reads the answer and what could be answered.
/// Words and hints may.
package struct AnsweredQuestion: Sendable, Equatable {
    package let key: String
    package let kind: String
    package let audience: String
    package let options: Set<String>

    package init(key: String, kind: String, audience: String, options: Set<String>) {
        self.key = key
        self.kind = kind
        self.audience = audience
        self.options = options
    }

    /// How a new form breaks with what was answered.
    package enum Breach: Sendable, Equatable {
        case removed
        case audience
        case kind
        case options
    }

    /// The first question of the old form that the new one breaks with; nil when there is none. New questions break
    /// nothing.
    package static func breach(
        of form: [AnsweredQuestion], by next: [AnsweredQuestion]
    ) -> (key: String, breach: Breach)? {
        for question in form {
            guard let other = next.first(where: { $0.key == question.key }) else { return (question.key, .removed) }
            if other.audience != question.audience { return (question.key, .audience) }
            if other.kind != question.kind { return (question.key, .kind) }
            if other.options != question.options { return (question.key, .options) }
        }
        return nil
    }
}
