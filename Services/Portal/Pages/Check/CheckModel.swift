import Primitives

/// All answers before they are sent.
package struct CheckModel: Sendable {
    /// One answer as it was given; several for a question with several boxes.
    package struct Answer: Sendable {
        package let label: Prose
        package let values: [Prose]

        package init(label: Prose, values: [Prose]) {
            self.label = label
            self.values = values
        }
    }

    /// One part of the form.
    package struct Part: Sendable {
        package let name: Prose
        package let answers: [Answer]

        package init(name: Prose, answers: [Answer]) {
            self.name = name
            self.answers = answers
        }
    }

    /// A question that stands between the draft and sending it.
    package struct Missing: Sendable {
        package let label: Prose
        package let code: FieldErrorWord
        package let part: Int
        package let field: String

        package init(label: Prose, code: FieldErrorWord, part: Int, field: String) {
            self.label = label
            self.code = code
            self.part = part
            self.field = field
        }
    }

    package let id: String
    package let version: String
    package let parts: [Part]
    package let missing: [Missing]
    package let keptUntil: LocalDate?
    /// Whether the box was ticked when the page comes back.
    package let hasAgreed: Bool
    package let consentError: FieldErrorWord?

    package init(
        id: String, version: String, parts: [Part], missing: [Missing], keptUntil: LocalDate?, hasAgreed: Bool,
        consentError: FieldErrorWord?
    ) {
        self.id = id
        self.version = version
        self.parts = parts
        self.missing = missing
        self.keptUntil = keptUntil
        self.hasAgreed = hasAgreed
        self.consentError = consentError
    }
}
