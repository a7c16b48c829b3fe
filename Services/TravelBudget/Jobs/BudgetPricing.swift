import Primitives
import TravelBudgetContract
import TravelBudgetEngine

/// Turns a stored budget into what the engine computes with.
enum BudgetPricing {
    static func plan(_ budget: StoredBudget, venue: String) -> EventPlan {
        EventPlan(
            venue: venue, firstDay: budget.input.firstDay, lastDay: budget.input.lastDay, pricedOn: budget.pricedOn,
            invitation: budget.input.invitation, provisions: budget.input.provided.map(Self.provision))
    }

    private static func provision(_ day: ProvidedDay) -> Provision {
        let items = day.items.map { item -> Provision.Item in
            switch item {
            case .breakfast: .breakfast
            case .lunch: .lunch
            case .dinner: .dinner
            case .lodging: .lodging
            }
        }
        return Provision(date: day.date, items: Set(items))
    }

    static func eventLines(_ budget: StoredBudget) -> [BudgetLine] {
        budget.input.eventLines.map { line in
            BudgetLine(
                code: line.code, category: line.category, planned: line.amount,
                basis: Basis(rawValue: line.basis) ?? .judgement, quantity: 1)
        }
    }

    static func travellers(
        _ planned: [PlannedTraveller], evidence: [TravellerStore.EvidenceRow]
    ) -> [Traveller] {
        planned.map { traveller in
            Traveller(
                id: traveller.code, origin: traveller.country, passport: traveller.passportCountry,
                airport: traveller.airport,
                evidence: evidence.filter { $0.code == traveller.code }.map(\.evidence))
        }
    }

    /// Category of the contingency: general operating and other direct costs.
    static let contingencyCategory = 7
}
