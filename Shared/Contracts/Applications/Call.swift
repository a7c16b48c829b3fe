import Primitives

/// Who may read an answer. The form says it of each question and every view obeys it.
package enum Audience: String, CaseIterable, Codable, Sendable {
    /// Reviewers, blind: nothing here may name anybody.
    case committee
    /// Those who plan travel and interpretation.
    case logistics
    /// The fund's own staff only.
    case staff
}

/// The kind of answer that a question takes.
package enum QuestionKind: String, CaseIterable, Codable, Sendable {
    case text
    case choice
    case choices
    case country
    case yesNo = "yes-no"
}

/// One question of a form.
package struct Question: Codable, Sendable, Equatable {
    /// Stable key of the answer.
    package let key: String
    package let section: String
    package let kind: QuestionKind
    package let audience: Audience
    package let label: LocalizedText
    package let hint: LocalizedText?
    package let isRequired: Bool
    /// For texts: the most words that may be sent. A draft may hold more.
    package let maximumWords: Int?
    /// For choices.
    package let options: [QuestionOption]

    package init(
        key: String, section: String, kind: QuestionKind, audience: Audience, label: LocalizedText,
        hint: LocalizedText? = nil, isRequired: Bool = true, maximumWords: Int? = nil, options: [QuestionOption] = []
    ) {
        self.key = key
        self.section = section
        self.kind = kind
        self.audience = audience
        self.label = label
        self.hint = hint
        self.isRequired = isRequired
        self.maximumWords = maximumWords
        self.options = options
    }
}

package struct QuestionOption: Codable, Sendable, Equatable {
    package let value: String
    package let label: LocalizedText

    package init(value: String, label: LocalizedText) {
        self.value = value
        self.label = label
    }
}

/// A rule of eligibility, as data: a fact, how it is compared, and with what.
package struct EligibilityRule: Codable, Sendable, Equatable {
    /// The facts that rules may speak of.
    package enum Fact: String, CaseIterable, Codable, Sendable {
        case country
        case kind
        case size
        case womenLed = "women-led"
        case member
        case language
        /// An answer; `question` names it.
        case answer
    }

    package let code: String
    package let fact: Fact
    package let question: String?
    /// The fact must be one of these.
    package let oneOf: [String]
    /// What the applicant is told when the rule does not hold.
    package let reason: LocalizedText

    package init(code: String, fact: Fact, question: String? = nil, oneOf: [String], reason: LocalizedText) {
        self.code = code
        self.fact = fact
        self.question = question
        self.oneOf = oneOf
        self.reason = reason
    }
}

/// What is sent to open or change a call.
package struct CallInput: Codable, Sendable, Equatable {
    package let title: LocalizedText
    package let opensAt: Instant
    package let closesAt: Instant
    package let questions: [Question]
    package let rules: [EligibilityRule]
    /// How candidates are chosen, in plain words: published with the call.
    package let criteria: LocalizedText

    package init(
        title: LocalizedText, opensAt: Instant, closesAt: Instant, questions: [Question], rules: [EligibilityRule],
        criteria: LocalizedText
    ) {
        self.title = title
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.questions = questions
        self.rules = rules
        self.criteria = criteria
    }
}

/// Where a call's window stands at the server's clock.
package enum CallWindow: String, CaseIterable, Codable, Sendable {
    case upcoming
    case open
    case closed
}

/// A call for applications.
package struct Call: Codable, Sendable, Equatable {
    package let id: CallID
    package let conveningId: ConveningID
    package let title: LocalizedText
    package let opensAt: Instant
    package let closesAt: Instant
    package let window: CallWindow
    package let questions: [Question]
    package let rules: [EligibilityRule]
    package let criteria: LocalizedText
    package let version: Int

    package init(
        id: CallID, conveningId: ConveningID, input: CallInput, window: CallWindow, version: Int
    ) {
        self.id = id
        self.conveningId = conveningId
        self.title = input.title
        self.opensAt = input.opensAt
        self.closesAt = input.closesAt
        self.window = window
        self.questions = input.questions
        self.rules = input.rules
        self.criteria = input.criteria
        self.version = version
    }
}

/// What an eligibility check found.
package struct EligibilityReport: Codable, Sendable, Equatable {
    package let eligible: Int
    package let ineligible: Int
    /// How often each rule was the reason.
    package let failedRules: [String: Int]

    package init(eligible: Int, ineligible: Int, failedRules: [String: Int]) {
        self.eligible = eligible
        self.ineligible = ineligible
        self.failedRules = failedRules
    }
}
