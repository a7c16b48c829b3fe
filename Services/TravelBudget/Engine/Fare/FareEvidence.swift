import Primitives

/// What is known about one journey's price besides the model.
package struct FareEvidence: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable {
        case ticket
        case quote
        /// An own ticket on the same pair of places, of an earlier journey.
        case past
    }

    package let kind: Kind
    package let amount: Money
    /// Day on which it was bought or offered.
    package let date: LocalDate
    /// Last day on which a quote holds.
    package let validUntil: LocalDate?

    package init(kind: Kind, amount: Money, date: LocalDate, validUntil: LocalDate? = nil) {
        self.kind = kind
        self.amount = amount
        self.date = date
        self.validUntil = validUntil
    }
}

/// What own tickets have taught about the model: mean log residuals and how many tickets they rest on.
package struct FareLearning: Hashable, Sendable, Codable {
    package struct Residual: Hashable, Sendable, Codable {
        package let tickets: Int
        package let mean: Double

        package init(tickets: Int, mean: Double) {
            self.tickets = tickets
            self.mean = mean
        }

        /// `n / (n + weight) x mean`: few tickets move the model a little.
        package func shift(weight: Double) -> Double {
            Double(self.tickets) / (Double(self.tickets) + weight) * self.mean
        }
    }

    package let origin: Residual?
    package let venue: Residual?
    package let all: Residual?

    package init(origin: Residual? = nil, venue: Residual? = nil, all: Residual? = nil) {
        self.origin = origin
        self.venue = venue
        self.all = all
    }

    package func shift(weight: Double) -> Double {
        [self.origin, self.venue, self.all].reduce(0) { $0 + ($1?.shift(weight: weight) ?? 0) }
    }
}
