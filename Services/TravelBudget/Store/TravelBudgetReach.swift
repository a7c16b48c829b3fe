import Durability
import Postgres

/// Of which convening a thing is: that of its budget.
enum TravelBudgetReach {
    static func make(_ database: Database) -> ConveningReach {
        ConveningReach(
            database,
            [
                "budgetId": { "select convening_id from budget where id = \($0)" },
                "simulationId": {
                    """
                    select budget.convening_id from simulation join budget on budget.id = simulation.budget_id
                    where simulation.id = \($0)
                    """
                },
                "comparisonId": {
                    """
                    select budget.convening_id from comparison join budget on budget.id = comparison.budget_id
                    where comparison.id = \($0)
                    """
                },
                "spendingRequestId": {
                    """
                    select budget.convening_id from spending_request
                    join budget on budget.id = spending_request.budget_id where spending_request.id = \($0)
                    """
                },
            ])
    }
}
