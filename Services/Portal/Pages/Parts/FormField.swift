/// One question of a form: what it asks, what it holds and what is wrong with it. Labels are already in the reader's
/// language, because the questions of a call are data of the call.
package struct FormField: Sendable {
    /// How the answer is given.
    package enum Kind: Sendable {
        case text
        case email
        case phone
        case number
        case oneTimeCode
        /// Six digits of an authenticator, or a recovery code.
        case secondFactor
        /// Long text with a limit in words or, failing that, in characters.
        case area(words: Int?, characters: Int?)
        case select([Choice])
        case radios([Choice])
        case checks([Choice])
        /// One box to tick; the label stands beside it.
        case box
    }

    /// One answer that can be chosen.
    package struct Choice: Sendable {
        package let value: String
        package let label: Prose
        package let hint: Prose?
        /// BCP 47 tag of the label's language, where it is not the page's: names that nobody translates.
        package let language: String?

        package init(_ value: String, _ label: Prose, hint: Prose? = nil, language: String? = nil) {
            self.value = value
            self.label = label
            self.hint = hint
            self.language = language
        }
    }

    package let name: String
    package let label: Prose
    package let kind: Kind
    package var hint: Prose?
    /// Who will see the answer.
    package var audience: Prose?
    package var values: [String]
    package var error: FieldErrorWord?
    package var isOptional: Bool
    /// Answers that the browser must not remember.
    package var isSensitive: Bool
    /// The page's heading asks the question already; the label is then only for those who do not see the page.
    package var isAskedByHeading: Bool

    package init(
        _ name: String, _ label: Prose, _ kind: Kind, hint: Prose? = nil, audience: Prose? = nil,
        values: [String] = [], error: FieldErrorWord? = nil, isOptional: Bool = false, isSensitive: Bool = false,
        isAskedByHeading: Bool = false
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.hint = hint
        self.audience = audience
        self.values = values
        self.error = error
        self.isOptional = isOptional
        self.isSensitive = isSensitive
        self.isAskedByHeading = isAskedByHeading
    }

    package var value: String { self.values.first ?? "" }

    /// What the summary of errors says about this field.
    package var problem: FieldProblem? {
        self.error.map { FieldProblem(field: self.name, label: self.label, code: $0) }
    }
}
