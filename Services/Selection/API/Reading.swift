import Primitives
import SelectionContract
import ServiceKit

// How the bodies of this service are read: every field with its rule, every fault reported.

extension BodyReader {
    /// A number that decides between equals; whole and small enough for every JSON reader.
    func seed() -> Int { self.integer("seed", 0...9_007_199_254_740_991) }
}

/// A sentence of the rubric, in a list.
private struct LevelText: BodyReadable {
    let text: LocalizedText

    init(_ body: BodyReader) throws {
        self.text = LocalizedText(
            en: body.text("en", 1...400), fr: body.optionalText("fr", 1...400), es: body.optionalText("es", 1...400),
            ar: body.optionalText("ar", 1...400))
        try body.end()
    }
}

extension Criterion: BodyReadable {
    package init(_ body: BodyReader) throws {
        let levels: [LevelText] = body.list("levels", count: 5...5)
        self.init(
            key: body.slug("key", 1...40), name: body.localized("name", 1...200),
            weight: body.integer("weight", 1...100),
            levels: levels.map(\.text))
        try body.end()
    }
}

extension RubricInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let criteria: [Criterion] = body.list("criteria", count: 1...20)
        self.init(title: body.localized("title", 1...200), criteria: criteria)
        try body.end(
            reporting: FieldError.repeats(
                criteria.map { $0.key.isEmpty ? nil : $0.key }, "Another criterion has this key."
            ) { "/criteria/\($0)/key" })
    }
}

extension CommitteeMemberInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let subject = body.text("subject", 1...100, lines: false)
        if !subject.isEmpty, subject.wholeMatch(of: /[A-Za-z0-9._~-]+/) == nil {
            body.fault("subject", "not_a_subject", "A subject is an opaque id: letters, digits, dots and dashes.")
        }
        self.init(
            subject: subject, maximumLoad: body.integer("maximumLoad", 1...10_000),
            languages: body.choices("languages", count: 0...4))
        try body.end()
    }
}

extension RoundInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let members: [CommitteeMemberInput] = body.list("members", count: 1...500)
        let reviews = body.integer("reviewsPerCandidate", 1...20)
        if body.isSound, members.count < reviews {
            body.fault("members", "too_few", "There are fewer members than reviews for each candidate.")
        }
        self.init(
            callId: body.id("callId"), rubricId: body.id("rubricId"), reviewsPerCandidate: reviews,
            closesAt: body.instant("closesAt"), members: members)
        try body.end(
            reporting: FieldError.repeats(
                members.map { $0.subject.isEmpty ? nil : $0.subject }, "She stands in the committee already."
            ) { "/members/\($0)/subject" })
    }
}

extension RoundClosing: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(acceptsMissing: body.bool("acceptsMissing", default: false))
        try body.end()
    }
}

extension ConflictInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(organisationId: body.id("organisationId"), kind: body.choice("kind"))
        try body.end()
    }
}

extension DeclarationInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let conflicts: [ConflictInput] = body.list("conflicts", count: 0...2000)
        if !body.has("conflicts") {
            body.fault("conflicts", "missing", "This field is needed; an empty list says that there is none.")
        }
        self.init(conflicts: conflicts)
        try body.end(
            reporting: FieldError.repeats(
                conflicts.map(\.organisationId), "This organisation stands in the list already."
            ) { "/conflicts/\($0)/organisationId" })
    }
}

extension PinnedConflictInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            memberId: body.id("memberId"), organisationId: body.id("organisationId"), kind: body.choice("kind"),
            reason: body.text("reason", 5...500))
        try body.end()
    }
}

extension AssignmentRequest: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(seed: body.seed())
        try body.end()
    }
}

extension ReviewScore: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            criterion: body.slug("criterion", 1...40), value: body.optionalInteger("value", 1...5),
            reason: body.optionalText("reason", 1...2000))
        try body.end()
    }
}

extension ReviewInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(scores: body.list("scores", count: 0...20))
        try body.end()
    }
}

extension StepBack: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(kind: body.choice("kind"))
        try body.end()
    }
}

extension CalibrationRequest: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(places: body.integer("places", 1...10_000), seed: body.seed())
        try body.end()
    }
}

extension QuotaInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let attribute: QuotaAttribute = body.choice("attribute")
        let question = body.optionalText("question", 1...40, lines: false)
        if attribute == .answer, question == nil {
            body.fault("question", "missing", "A quota on an answer names its question.")
        } else if attribute != .answer, question != nil {
            body.fault("question", "unknown_field", "Only a quota on an answer names a question.")
        }
        let minimum = body.integer("minimum", 0...10_000)
        let maximum = body.optionalInteger("maximum", 0...10_000)
        if body.isSound, let maximum, maximum < minimum {
            body.fault("maximum", "out_of_range", "The maximum may not be smaller than the minimum.")
        }
        self.init(
            attribute: attribute, question: question, values: body.texts("values", 1...100, count: 0...250),
            minimum: minimum, maximum: maximum)
        try body.end()
    }
}

extension CohortPolicy: BodyReadable {
    package init(_ body: BodyReader) throws {
        let venue = body.optionalText("venue", 1...100, lines: false)
        let ceiling = body.has("costCeiling") ? body.money("costCeiling") : nil
        if ceiling != nil, venue == nil {
            body.fault("venue", "missing", "A cost ceiling needs the venue, because costs depend on it.")
        }
        if let ceiling, ceiling.currency != .usd {
            body.fault("costCeiling", "other_currency", "Estimates are in USD, so the ceiling must be too.")
        }
        let includes = body.texts("includes", 1...20, count: 0...1000)
        let excludes = body.texts("excludes", 1...20, count: 0...10_000)
        let both = Set(includes).subtracting([""])
        let contradictions = excludes.enumerated().filter { both.contains($0.element) }.map {
            FieldError(
                pointer: "/excludes/\($0.offset)", code: "contradiction",
                detail: "This candidate is included and excluded; take the code out of one of the lists.")
        }
        self.init(
            size: body.integer("size", 1...10_000), quotas: body.list("quotas", count: 0...500), venue: venue,
            costCeiling: ceiling, includes: includes, excludes: excludes,
            reason: body.optionalText("reason", 1...1000), seed: body.seed())
        try body.end(reporting: contradictions)
    }
}

extension CohortDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(version: body.integer("version", 1...1_000_000_000), reason: body.optionalText("reason", 1...1000))
        try body.end()
    }
}

extension Replacement: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            version: body.integer("version", 1...1_000_000_000), leaving: body.text("leaving", 1...20, lines: false),
            entering: body.optionalText("entering", 1...20, lines: false), reason: body.text("reason", 5...500))
        try body.end()
    }
}

extension ReplacementDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        let isConfirmed = body.bool("isConfirmed")
        let reason = body.optionalText("reason", 5...500)
        if body.isSound, !isConfirmed, reason == nil { body.fault("reason", "missing", "A no needs its reason.") }
        self.init(
            version: body.integer("version", 1...1_000_000_000), isConfirmed: isConfirmed, reason: reason)
        try body.end()
    }
}
