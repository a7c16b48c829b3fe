import Primitives

/// The candidates that were given to one reader, by code.
package struct ScoringModel: Sendable {
    package enum State: Sendable {
        case open
        /// With the overall score; nil when there was not enough information.
        case scored(Double?)
        case steppedBack
    }

    package struct Item: Sendable {
        /// Id of the assignment.
        package let id: String
        package let code: String
        package let state: State

        package init(id: String, code: String, state: State) {
            self.id = id
            self.code = code
            self.state = state
        }
    }

    package let items: [Item]
    package let closesAt: Instant?
    package let isClosed: Bool

    package init(items: [Item], closesAt: Instant?, isClosed: Bool) {
        self.items = items
        self.closesAt = closesAt
        self.isClosed = isClosed
    }
}

/// One candidate, blind, with the rubric.
package struct ScoreModel: Sendable {
    /// An answer of the candidate.
    package struct Answer: Sendable {
        package let question: Prose
        package let text: String
        /// BCP 47 tag of the language it is written in.
        package let language: String?

        package init(question: Prose, text: String, language: String?) {
            self.question = question
            self.text = text
            self.language = language
        }
    }

    /// One level of a criterion with its sentence.
    package struct Level: Sendable {
        package let value: Int
        package let sentence: String

        package init(value: Int, sentence: String) {
            self.value = value
            self.sentence = sentence
        }
    }

    package struct Criterion: Sendable {
        package let id: String
        package let name: String
        /// Share of this criterion in the whole, 0…1.
        package let weight: Double
        package let levels: [Level]
        /// The chosen value as the form sends it: a number, `none` for "not enough information", or empty.
        package let chosen: String
        package let reason: String
        package let error: FieldErrorWord?

        package init(
            id: String, name: String, weight: Double, levels: [Level], chosen: String, reason: String,
            error: FieldErrorWord?
        ) {
            self.id = id
            self.name = name
            self.weight = weight
            self.levels = levels
            self.chosen = chosen
            self.reason = reason
            self.error = error
        }
    }

    package let id: String
    package let code: String
    package let version: String
    package let answers: [Answer]
    package let criteria: [Criterion]
    package let done: Int
    package let total: Int
    package let isReadOnly: Bool

    package init(
        id: String, code: String, version: String, answers: [Answer], criteria: [Criterion], done: Int, total: Int,
        isReadOnly: Bool
    ) {
        self.id = id
        self.code = code
        self.version = version
        self.answers = answers
        self.criteria = criteria
        self.done = done
        self.total = total
        self.isReadOnly = isReadOnly
    }
}
