import Primitives

/// One call, as the page about it shows it.
package struct OpportunityModel: Sendable {
    /// Whether one can apply now.
    package enum Window: Sendable {
        case notYet, open, closed
    }

    /// What the reader already has.
    package enum Own: Sendable {
        case none
        case draft(String)
        case sent(String)
    }

    package let id: String
    package let name: String
    package let about: String
    package let kind: KindWord
    /// Nil for something online.
    package let place: String?
    package let from: LocalDate?
    package let to: LocalDate?
    package let opensAt: Instant
    package let closesAt: Instant
    package let answerBy: LocalDate?
    package let window: Window
    package let own: Own
    /// The rules of the call in words.
    package let rules: [String]
    /// How is chosen, in plain words, and the criteria of the published rubric.
    package let criteria: [String]

    package init(
        id: String, name: String, about: String, kind: KindWord, place: String?, from: LocalDate?, to: LocalDate?,
        opensAt: Instant, closesAt: Instant, answerBy: LocalDate?, window: Window, own: Own, rules: [String],
        criteria: [String]
    ) {
        self.id = id
        self.name = name
        self.about = about
        self.kind = kind
        self.place = place
        self.from = from
        self.to = to
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.answerBy = answerBy
        self.window = window
        self.own = own
        self.rules = rules
        self.criteria = criteria
    }
}
