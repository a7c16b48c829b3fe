import Access
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetDomain

// How the bodies of this service are read: every field with its rule, every fault reported.

extension BodyReader {
    /// A short code: letters, digits, dashes and underscores.
    func code(_ field: String) -> String {
        let text = self.text(field, 1...40, lines: false)
        if !text.isEmpty, text.wholeMatch(of: /[A-Za-z0-9]+([_-][A-Za-z0-9]+)*/) == nil {
            self.fault(field, "not_a_code", "Only letters and digits, with single dashes or underscores between them.")
        }
        return text
    }

    /// First and last day of a convening that is still to come.
    func days() -> (first: LocalDate, last: LocalDate) {
        let days = (first: self.date("firstDay"), last: self.date("lastDay"))
        guard self.isSound else { return days }
        let today = Zone.utc.local(.now).date
        for fault in PlanRule.faults(firstDay: days.first, lastDay: days.last, today: today) {
            self.fault(fault.field, fault.code, fault.detail)
        }
        return days
    }

    /// An amount above zero.
    func positiveMoney(_ field: String) -> Money {
        let money = self.money(field)
        if self.isSound, money.minorUnits == 0 {
            self.fault(field, "out_of_range", "This amount must be above zero.")
        }
        return money
    }
}

extension ReferenceDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        let isApproved = body.bool("isApproved")
        let reason = body.optionalText("reason", 1...500)
        if body.isSound, !isApproved, reason == nil { body.fault("reason", "missing", "A no needs its reason.") }
        self.init(isApproved: isApproved, reason: reason)
        try body.end()
    }
}

extension OriginEstimateInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let days = body.days()
        self.init(
            venue: body.slug("venue"), firstDay: days.first, lastDay: days.last,
            currency: body.has("currency") ? body.currency("currency") : .usd)
        try body.end()
    }
}

extension ProvidedDay: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(date: body.date("date"), items: body.choices("items", count: 1...4))
        try body.end()
    }
}

extension EventLine: BodyReadable {
    /// Bases that a person can give an amount; a model's or a table's are not hers to claim.
    private enum Given: String, CaseIterable {
        case quote, past, published, judgement
    }

    package init(_ body: BodyReader) throws {
        let basis: Given = body.choice("basis")
        self.init(
            code: body.slug("code"), category: body.integer("category", 1...99), amount: body.positiveMoney("amount"),
            basis: basis.rawValue, source: body.text("source", 1...300, lines: false))
        try body.end()
    }
}

extension PlannedTraveller: BodyReadable {
    package init(_ body: BodyReader) throws {
        let airport = body.optionalText("airport", 3...3, lines: false)
        if let airport, airport.wholeMatch(of: /[A-Z]{3}/) == nil {
            body.fault("airport", "not_an_airport", "This must be an IATA code, three capital letters.")
        }
        let country = body.country("country")
        self.init(
            code: body.code("code"), country: country,
            passportCountry: body.optionalCountry("passportCountry") ?? country, airport: airport)
        try body.end()
    }
}

extension BudgetInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let days = body.days()
        let currency = body.has("currency") ? body.currency("currency") : .usd
        let convening: ConveningID? = body.optionalID("conveningId")
        let lines: [EventLine] = body.list("eventLines", count: 0...100)
        let travellers: [PlannedTraveller] = body.list("travellers", count: 0...500)
        let repeated =
            FieldError.repeats(
                travellers.map { $0.code.isEmpty ? nil : $0.code }, "Another traveller has this code."
            ) { "/travellers/\($0)/code" }
            + FieldError.repeats(
                lines.map { $0.code.isEmpty ? nil : $0.code }, "Another line has this code."
            ) { "/eventLines/\($0)/code" }
        if body.isSound, travellers.isEmpty, convening == nil {
            body.fault("conveningId", "missing", "Name a convening, or list the travellers.")
        }
        self.init(
            title: body.text("title", 1...200, lines: false), conveningId: convening, venue: body.slug("venue"),
            firstDay: days.first, lastDay: days.last, currency: currency, invitation: body.optionalDate("invitation"),
            provided: body.list("provided", count: 0...80), eventLines: lines, travellers: travellers,
            seed: body.optionalInteger("seed", 0...Int(Int32.max)) ?? 1)
        try body.end(reporting: repeated)
    }
}

extension FareEvidenceInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let date = body.date("date")
        let validUntil = body.optionalDate("validUntil")
        if body.isSound, let validUntil, validUntil < date {
            body.fault("validUntil", "before_start", "A quote cannot end before it was made.")
        }
        self.init(
            code: body.text("code", 1...40, lines: false), kind: body.choice("kind"),
            amount: body.positiveMoney("amount"), date: date, validUntil: validUntil)
        try body.end()
    }
}

extension BudgetSubmission: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(version: body.integer("version", 1...1_000_000_000), reason: body.optionalText("reason", 1...500))
        try body.end()
    }
}

extension BudgetDecision: BodyReadable {
    package init(_ body: BodyReader) throws {
        let isApproved = body.bool("isApproved")
        let reason = body.optionalText("reason", 1...500)
        if body.isSound, !isApproved, reason == nil { body.fault("reason", "missing", "A no needs its reason.") }
        self.init(version: body.integer("version", 1...1_000_000_000), isApproved: isApproved, reason: reason)
        try body.end()
    }
}

extension SimulationInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        self.init(
            seed: body.optionalInteger("seed", 0...Int(Int32.max)) ?? 1,
            draws: body.optionalInteger("draws", 100...100_000))
        try body.end()
    }
}

extension ComparisonInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let venues = body.texts("venues", 1...64, count: 2...13)
        self.init(venues: venues, seed: body.optionalInteger("seed", 0...Int(Int32.max)) ?? 1)
        try body.end(
            reporting: FieldError.repeats(
                venues.map { $0.isEmpty ? nil : $0 }, "This venue stands in the list already."
            ) { "/venues/\($0)" })
    }
}

extension SpendingInput: BodyReadable {
    package init(_ body: BodyReader) throws {
        let kind: SpendingKind = body.choice("kind")
        let reference: ID<LedgerLineTag>? = body.optionalID("reference")
        if body.isSound, reference == nil, kind == .release || kind == .reversal {
            body.fault("reference", "missing", "Name the entry that this is about.")
        }
        if body.isSound, reference != nil, kind == .commitment {
            body.fault("reference", "not_allowed", "A commitment is about no earlier entry.")
        }
        self.init(
            kind: kind, line: body.slug("line"), amount: body.positiveMoney("amount"), reference: reference,
            document: body.text("document", 1...80, lines: false), purpose: body.text("purpose", 1...300, lines: false))
        try body.end()
    }
}
