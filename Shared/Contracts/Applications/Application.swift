import Primitives

/// Where an application stands.
package enum ApplicationState: String, CaseIterable, Codable, Sendable {
    case draft
    case submitted
    case withdrawn
    case eligible
    case ineligible
}

/// What is sent to begin an application.
package struct ApplicationInput: Codable, Sendable, Equatable {
    package let callId: CallID
    package let organisationId: OrganisationID
    /// The language in which the answers are written.
    package let language: Language
    package let answers: [String: AnswerValue]

    package init(
        callId: CallID, organisationId: OrganisationID, language: Language, answers: [String: AnswerValue]
    ) {
        self.callId = callId
        self.organisationId = organisationId
        self.language = language
        self.answers = answers
    }
}

/// What is sent to save a draft: all answers so far. They may be incomplete and too long.
package struct ApplicationDraft: Codable, Sendable, Equatable {
    package let language: Language
    package let answers: [String: AnswerValue]

    package init(language: Language, answers: [String: AnswerValue]) {
        self.language = language
        self.answers = answers
    }
}

/// One answer.
package enum AnswerValue: Codable, Sendable, Equatable {
    case text(String)
    case list([String])
    case yesNo(Bool)

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .yesNo(flag)
        } else {
            self = .list(try container.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .list(let list): try container.encode(list)
        case .yesNo(let flag): try container.encode(flag)
        }
    }
}

/// What is sent with the submission.
package struct Submission: Codable, Sendable, Equatable {
    /// She agrees that the committee reads the answers. Nothing is sent without it.
    package let consentsToReview: Bool

    package init(consentsToReview: Bool) {
        self.consentsToReview = consentsToReview
    }
}

/// What is sent to take an application back.
package struct Withdrawal: Codable, Sendable, Equatable {
    /// In her own words; kept with her answers, for herself and the fund's own staff.
    package let reason: String?

    package init(reason: String? = nil) {
        self.reason = reason
    }
}

/// A decision about eligibility that a person takes against or beyond the rules.
package struct EligibilityDecision: Codable, Sendable, Equatable {
    package let isEligible: Bool
    package let reason: String

    package init(isEligible: Bool, reason: String) {
        self.isEligible = isEligible
        self.reason = reason
    }
}

/// An application as its applicant and the staff see it. Those who plan journeys get the answers that journeys need.
package struct Application: Codable, Sendable, Equatable {
    package let id: ApplicationID
    package let callId: CallID
    package let organisationId: OrganisationID
    /// The code that she is told and can quote.
    package let reference: String
    package let state: ApplicationState
    package let language: Language
    package let answers: [String: AnswerValue]
    /// Codes of the rules that did not hold.
    package let failedRules: [String]
    package let submittedAt: Instant?
    package let savedAt: Instant
    /// Why she took it back, where she said.
    package let withdrawalReason: String?
    package let version: Int

    package init(
        id: ApplicationID, callId: CallID, organisationId: OrganisationID, reference: String,
        state: ApplicationState, language: Language, answers: [String: AnswerValue], failedRules: [String],
        submittedAt: Instant?, savedAt: Instant, withdrawalReason: String? = nil, version: Int
    ) {
        self.id = id
        self.callId = callId
        self.organisationId = organisationId
        self.reference = reference
        self.state = state
        self.language = language
        self.answers = answers
        self.failedRules = failedRules
        self.submittedAt = submittedAt
        self.savedAt = savedAt
        self.withdrawalReason = withdrawalReason
        self.version = version
    }
}

/// A line of a list: no answers.
package struct ApplicationSummary: Codable, Sendable, Equatable {
    package let id: ApplicationID
    package let callId: CallID
    package let reference: String
    package let state: ApplicationState
    package let language: Language
    package let country: Country
    package let size: OrganisationSize
    package let submittedAt: Instant?
    package let savedAt: Instant

    package init(
        id: ApplicationID, callId: CallID, reference: String, state: ApplicationState, language: Language,
        country: Country, size: OrganisationSize, submittedAt: Instant?, savedAt: Instant
    ) {
        self.id = id
        self.callId = callId
        self.reference = reference
        self.state = state
        self.language = language
        self.country = country
        self.size = size
        self.submittedAt = submittedAt
        self.savedAt = savedAt
    }
}

/// A frozen copy of an application.
package struct ApplicationVersion: Codable, Sendable, Equatable {
    package let version: Int
    package let state: ApplicationState
    package let savedAt: Instant

    package init(version: Int, state: ApplicationState, savedAt: Instant) {
        self.version = version
        self.state = state
        self.savedAt = savedAt
    }
}
