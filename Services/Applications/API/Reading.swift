import Access
import ApplicationsContract
import Primitives
import ServiceKit

// How the bodies of this service are read: every field with its rule, every fault reported.

extension OrganisationInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            name: body.text("name", 1...200, lines: false), country: body.country("country"),
            kind: body.choice("kind"), size: body.choice("size"), isWomenLed: body.bool("isWomenLed"),
            isMember: body.bool("isMember", default: false), languages: body.choices("languages", count: 1...4))
        try body.end()
    }
}

extension PersonInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let roles: [Role] = body.choices("roles", count: 1...8)
        let forbidden = roles.firstIndex(of: .service).map {
            FieldError(
                pointer: "/roles/\($0)", code: "not_in_list",
                detail: "The role service is for programs; a person cannot have it.")
        }
        self.init(
            name: body.text("name", 1...200, lines: false), emailAddress: body.emailAddress("emailAddress"),
            language: body.choice("language"), roles: roles, organisationId: body.optionalID("organisationId"))
        try body.end(reporting: forbidden.map { [$0] } ?? [])
    }
}

extension PersonAccessInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let roles: [Role] = body.choices("roles", count: 1...8)
        let forbidden = roles.firstIndex(of: .service).map {
            FieldError(
                pointer: "/roles/\($0)", code: "not_in_list",
                detail: "The role service is for programs; a person cannot have it.")
        }
        self.init(
            roles: roles, convenings: body.ids("convenings", count: 0...100), isClosed: body.bool("isClosed"),
            reason: body.text("reason", 5...500))
        try body.end(reporting: forbidden.map { [$0] } ?? [])
    }
}

extension APITokenInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let operations = body.has("operations") ? body.texts("operations", 1...64, count: 1...200) : nil
        let strange = (operations ?? []).enumerated().filter { $0.element.wholeMatch(of: /[A-Za-z]+/) == nil }.map {
            FieldError(
                pointer: "/operations/\($0.offset)", code: "not_a_code",
                detail: "This must be the id of an operation as the OpenAPI documents have it.")
        }
        self.init(
            name: body.text("name", 1...80, lines: false),
            convenings: body.has("convenings") ? body.ids("convenings", count: 1...100) : nil,
            operations: operations, isReadOnly: body.bool("isReadOnly", default: false),
            expiresAt: body.instant("expiresAt"))
        try body.end(reporting: strange)
    }
}

extension SignInAddress: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(emailAddress: body.emailAddress("emailAddress"), language: body.choice("language"))
        try body.end()
    }
}

extension ConveningInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let startsOn = body.date("startsOn")
        let endsOn = body.date("endsOn")
        if body.isSound, endsOn < startsOn {
            body.fault("endsOn", "before_start", "The last day may not be before the first.")
        }
        self.init(
            kind: body.choice("kind"), format: body.choice("format"), title: body.localized("title", 1...200),
            summary: body.localized("summary", 1...2000), venue: body.optionalText("venue", 1...100, lines: false),
            zone: body.zone("zone"), startsOn: startsOn, endsOn: endsOn, places: body.integer("places", 1...10_000),
            state: body.optionalChoice("state") ?? .announced)
        try body.end()
    }
}

extension QuestionOption: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(value: body.slug("value"), label: body.localized("label", 1...200))
        try body.end()
    }
}

extension Question: BodyReadable {
    package init(_ body: BodyReader) throws {
        let key = body.text("key", 1...40, lines: false)
        if !key.isEmpty, key.wholeMatch(of: /[a-z][a-z0-9_]*/) == nil {
            body.fault("key", "not_a_key", "A key is lower-case letters, digits and underscores.")
        }
        let kind: QuestionKind = body.choice("kind")
        let options: [QuestionOption] = body.list("options", count: 0...60)
        if kind == .choice || kind == .choices, options.isEmpty {
            body.fault("options", "missing", "A question with a choice needs options.")
        }
        self.init(
            key: key, section: body.slug("section"), kind: kind, audience: body.choice("audience"),
            label: body.localized("label", 1...300), hint: body.optionalLocalized("hint", 1...600),
            isRequired: body.bool("isRequired", default: true),
            maximumWords: body.optionalInteger("maximumWords", 1...1000), options: options)
        try body.end()
    }
}

extension EligibilityRule: BodyReadable {
    package init(_ body: BodyReader) throws {
        let fact: Fact = body.choice("fact")
        let question = body.optionalText("question", 1...40, lines: false)
        if fact == .answer, question == nil {
            body.fault("question", "missing", "A rule about an answer names its question.")
        }
        self.init(
            code: body.slug("code"), fact: fact, question: question,
            oneOf: body.texts("oneOf", 1...100, count: 1...250), reason: body.localized("reason", 1...400))
        try body.end()
    }
}

extension CallInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let opensAt = body.instant("opensAt")
        let closesAt = body.instant("closesAt")
        if body.isSound, closesAt <= opensAt {
            body.fault("closesAt", "before_start", "A call must close after it opens.")
        }
        let questions: [Question] = body.list("questions", count: 1...60)
        let rules: [EligibilityRule] = body.list("rules", count: 0...30)
        let keys = Set(questions.map(\.key))
        let unknown = rules.enumerated().filter { _, rule in
            rule.fact == .answer && rule.question.map { !keys.contains($0) } ?? false
        }.map {
            FieldError(
                pointer: "/rules/\($0.offset)/question", code: "unknown_question",
                detail: "The form has no question with this key. Name one of its questions.")
        }
        let repeated =
            FieldError.repeats(
                questions.map { $0.key.isEmpty ? nil : $0.key }, "Another question has this key."
            ) { "/questions/\($0)/key" }
        self.init(
            title: body.localized("title", 1...200), opensAt: opensAt, closesAt: closesAt, questions: questions,
            rules: rules, criteria: body.localized("criteria", 1...4000))
        try body.end(reporting: repeated + unknown)
    }
}

extension BodyReader {
    /// Answers by question; their rules come from the call's form. What no form could take is a fault of its question.
    func answers(_ field: String) -> (answers: [String: AnswerValue], faults: [FieldError]) {
        var answers: [String: AnswerValue] = [:]
        var faults: [FieldError] = []
        func refuse(_ key: String, _ detail: String) {
            faults.append(FieldError(pointer: Form.pointer(to: key), code: "wrong_type", detail: detail))
        }
        for (key, value) in self.dictionary(field) {
            switch (value, AnswerValue(value)) {
            case (.null, _): continue
            case (.array(let items), let answer?) where items.count <= 60: answers[key] = answer
            case (.array, _): refuse(key, "A list of answers holds texts only, 60 at most.")
            case (_, let answer?): answers[key] = answer
            default: refuse(key, "An answer is a text, a list of texts, true or false.")
            }
        }
        return (answers, faults)
    }
}

extension ApplicationInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let given = body.answers("answers")
        self.init(
            callId: body.id("callId"), organisationId: body.id("organisationId"), language: body.choice("language"),
            answers: given.answers)
        try body.end(reporting: given.faults)
    }
}

extension ApplicationDraft: BodyReadable {
    package init(_ body: BodyReader) throws {
        let given = body.answers("answers")
        self.init(language: body.choice("language"), answers: given.answers)
        try body.end(reporting: given.faults)
    }
}

extension Submission: BodyReadable {
    package init(_ body: BodyReader) throws {
        let consents = body.bool("consentsToReview")
        if body.isSound, !consents {
            body.fault(
                "consentsToReview", "consent_needed",
                "Without this consent the committee may not read the answers, so nothing can be sent.")
        }
        self.init(consentsToReview: consents)
        try body.end()
    }
}

extension Withdrawal: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(reason: body.optionalText("reason", 1...500))
        try body.end()
    }
}

extension EligibilityDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(isEligible: body.bool("isEligible"), reason: body.text("reason", 5...500))
        try body.end()
    }
}

extension ErasureInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(reason: body.choice("reason"))
        try body.end()
    }
}

extension ErasureDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(isConfirmed: body.bool("isConfirmed"))
        try body.end()
    }
}
