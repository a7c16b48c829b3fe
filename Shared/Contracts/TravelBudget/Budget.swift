import Primitives

/// Where a version of a budget stands.
package enum BudgetState: String, CaseIterable, Codable, Sendable {
    case draft
    case submitted
    case approved
    /// A later version was approved.
    case superseded
    case withdrawn
}

/// Whether a version's estimates are there.
package enum EstimateState: String, CaseIterable, Codable, Sendable {
    case pending
    case done
    case failed
}

/// What the organiser provides in kind on a day.
package enum ProvidedItem: String, CaseIterable, Codable, Sendable {
    case breakfast
    case lunch
    case dinner
    case lodging
}

/// Items provided to everybody on one date; lodging is the night that begins on it.
package struct ProvidedDay: Codable, Sendable, Equatable {
    package let date: LocalDate
    package let items: [ProvidedItem]

    package init(date: LocalDate, items: [ProvidedItem]) {
        self.date = date
        self.items = items
    }
}

/// A cost of the event itself that staff enter.
package struct EventLine: Codable, Sendable, Equatable {
    /// Code of the line catalogue, or one of your own.
    package let code: String
    /// Category of the table of budget categories.
    package let category: Int
    package let amount: Money
    /// quote, past, published or judgement.
    package let basis: String
    /// Document or reason behind the amount.
    package let source: String

    package init(code: String, category: Int, amount: Money, basis: String, source: String) {
        self.code = code
        self.category = category
        self.amount = amount
        self.basis = basis
        self.source = source
    }
}

/// Somebody to plan for: a code, never a name.
package struct PlannedTraveller: Codable, Sendable, Equatable {
    package let code: String
    package let country: Country
    package let passportCountry: Country
    /// IATA code; nil: the usual one of the country.
    package let airport: String?

    package init(code: String, country: Country, passportCountry: Country, airport: String? = nil) {
        self.code = code
        self.country = country
        self.passportCountry = passportCountry
        self.airport = airport
    }
}

/// What is sent to make or change a budget. Participants are the confirmed cohort of the convening unless a list is given.
package struct BudgetInput: Codable, Sendable, Equatable {
    package let title: String
    package let conveningId: ConveningID?
    package let venue: String
    package let firstDay: LocalDate
    package let lastDay: LocalDate
    package let currency: Currency
    /// Day on which the letters go out.
    package let invitation: LocalDate?
    package let provided: [ProvidedDay]
    package let eventLines: [EventLine]
    package let travellers: [PlannedTraveller]
    /// Seed of the simulation that makes the contingency.
    package let seed: Int

    package init(
        title: String, conveningId: ConveningID? = nil, venue: String, firstDay: LocalDate, lastDay: LocalDate,
        currency: Currency = .usd, invitation: LocalDate? = nil, provided: [ProvidedDay] = [],
        eventLines: [EventLine] = [], travellers: [PlannedTraveller] = [], seed: Int = 1
    ) {
        self.title = title
        self.conveningId = conveningId
        self.venue = venue
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.currency = currency
        self.invitation = invitation
        self.provided = provided
        self.eventLines = eventLines
        self.travellers = travellers
        self.seed = seed
    }
}

/// Planned, reserved, spent and free.
package struct MoneyStanding: Codable, Sendable, Equatable {
    package let planned: Money
    package let committed: Money
    package let actual: Money
    package let available: Money

    package init(planned: Money, committed: Money, actual: Money, available: Money) {
        self.planned = planned
        self.committed = committed
        self.actual = actual
        self.available = available
    }
}

/// One line of a budget.
package struct LineStanding: Codable, Sendable, Equatable {
    package let code: String
    package let category: Int
    /// actual, quote, past, published, model, judgement or none.
    package let basis: String
    package let quantity: Int
    package let standing: MoneyStanding

    package init(code: String, category: Int, basis: String, quantity: Int, standing: MoneyStanding) {
        self.code = code
        self.category = category
        self.basis = basis
        self.quantity = quantity
        self.standing = standing
    }
}

/// One category of a budget.
package struct CategoryStanding: Codable, Sendable, Equatable {
    package let category: Int
    package let name: String
    package let standing: MoneyStanding

    package init(category: Int, name: String, standing: MoneyStanding) {
        self.category = category
        self.name = name
        self.standing = standing
    }
}

/// Who did what with a version.
package struct BudgetDecisionTrail: Codable, Sendable, Equatable {
    package let createdBy: String
    package let submittedBy: String?
    package let submittedAt: Instant?
    package let decidedBy: String?
    package let decidedAt: Instant?
    package let reason: String?

    package init(
        createdBy: String, submittedBy: String?, submittedAt: Instant?, decidedBy: String?, decidedAt: Instant?,
        reason: String?
    ) {
        self.createdBy = createdBy
        self.submittedBy = submittedBy
        self.submittedAt = submittedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
    }
}

/// A budget in one of its versions: the latest.
package struct Budget: Codable, Sendable, Equatable {
    package let id: BudgetID
    /// Number of the version, from 1.
    package let number: Int
    package let state: BudgetState
    /// Version whose money may be spent.
    package let approvedNumber: Int?
    package let input: BudgetInput
    /// Tables were read as of this day.
    package let pricedOn: LocalDate
    package let participants: Int
    package let estimate: EstimateState
    /// The job that makes or made the estimates.
    package let jobId: JobID?
    /// Why there are no estimates.
    package let reason: String?
    package let lines: [LineStanding]
    package let categories: [CategoryStanding]
    package let total: MoneyStanding?
    /// Lines of the catalogue that nobody has priced.
    package let unpriced: [String]
    package let forecast: Forecast?
    package let simulationId: SimulationID?
    package let tables: [TableVersionName]
    package let trail: BudgetDecisionTrail
    package let version: Int

    package init(
        id: BudgetID, number: Int, state: BudgetState, approvedNumber: Int?, input: BudgetInput, pricedOn: LocalDate,
        participants: Int, estimate: EstimateState, jobId: JobID?, reason: String?, lines: [LineStanding],
        categories: [CategoryStanding], total: MoneyStanding?, unpriced: [String], forecast: Forecast?,
        simulationId: SimulationID?, tables: [TableVersionName], trail: BudgetDecisionTrail, version: Int
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.approvedNumber = approvedNumber
        self.input = input
        self.pricedOn = pricedOn
        self.participants = participants
        self.estimate = estimate
        self.jobId = jobId
        self.reason = reason
        self.lines = lines
        self.categories = categories
        self.total = total
        self.unpriced = unpriced
        self.forecast = forecast
        self.simulationId = simulationId
        self.tables = tables
        self.trail = trail
        self.version = version
    }
}

/// A line of the list of budgets.
package struct BudgetSummary: Codable, Sendable, Equatable {
    package let id: BudgetID
    package let title: String
    package let conveningId: ConveningID?
    package let venue: String
    package let firstDay: LocalDate
    package let number: Int
    package let state: BudgetState
    package let planned: Money?

    package init(
        id: BudgetID, title: String, conveningId: ConveningID?, venue: String, firstDay: LocalDate, number: Int,
        state: BudgetState, planned: Money?
    ) {
        self.id = id
        self.title = title
        self.conveningId = conveningId
        self.venue = venue
        self.firstDay = firstDay
        self.number = number
        self.state = state
        self.planned = planned
    }
}

/// A version of a budget.
package struct BudgetVersionSummary: Codable, Sendable, Equatable {
    package let number: Int
    package let state: BudgetState
    package let planned: Money?
    package let createdAt: Instant
    package let trail: BudgetDecisionTrail

    package init(number: Int, state: BudgetState, planned: Money?, createdAt: Instant, trail: BudgetDecisionTrail) {
        self.number = number
        self.state = state
        self.planned = planned
        self.createdAt = createdAt
        self.trail = trail
    }
}

/// What goes with a submission or a revision.
package struct BudgetSubmission: Codable, Sendable, Equatable {
    /// Version that was read (the ETag's number).
    package let version: Int
    package let reason: String?

    package init(version: Int, reason: String? = nil) {
        self.version = version
        self.reason = reason
    }
}

/// Yes or no to a submitted budget.
package struct BudgetDecision: Codable, Sendable, Equatable {
    package let version: Int
    package let isApproved: Bool
    package let reason: String?

    package init(version: Int, isApproved: Bool, reason: String? = nil) {
        self.version = version
        self.isApproved = isApproved
        self.reason = reason
    }
}
