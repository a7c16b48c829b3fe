import Durability
import Logging
import Postgres
import SelectionContract
import ServiceKit
import ServiceLifecycle

/// The selection service: who is chosen, and why.
package enum SelectionService {
    /// The permission table as the router gets it.
    package static let endpoints = SelectionEndpoints.all + DurabilityEndpoints.all

    /// Of which convening a thing is: that of its round's call.
    private static func reach(_ database: Database) -> ConveningReach {
        ConveningReach(
            database,
            [
                "roundId": {
                    """
                    select call.convening_id from round
                    join applications_pub.call as call on call.call_id = round.call_id where round.id = \($0)
                    """
                },
                "assignmentId": {
                    """
                    select call.convening_id from assignment join round on round.id = assignment.round_id
                    join applications_pub.call as call on call.call_id = round.call_id where assignment.id = \($0)
                    """
                },
                "cohortId": {
                    """
                    select call.convening_id from cohort join round on round.id = cohort.round_id
                    join applications_pub.call as call on call.call_id = round.call_id where cohort.id = \($0)
                    """
                },
            ])
    }

    /// Everything the service runs, on the database that the settings name.
    package static func assemble(_ settings: ServiceSettings, _ logger: Logger) async throws -> ServiceAssembly {
        let database = Database(try DatabaseConfiguration(settings), logger: logger)
        let vault = try FieldVault(settings)
        var handlers = HandlerTable(self.endpoints)
        RubricHandlers(database, vault).add(to: &handlers)
        RoundHandlers(database, vault).add(to: &handlers)
        ReviewHandlers(database, vault).add(to: &handlers)
        RankingHandlers(database, vault).add(to: &handlers)
        CohortHandlers(database, vault).add(to: &handlers)
        ReplacementHandlers(database, vault).add(to: &handlers)
        DurabilityHandlers(database, vault).add(to: &handlers)
        let services: [any Service] = [database] + SelectionJobs.all(database, vault, logger: logger)
        return ServiceAssembly(
            handlers: handlers, services: services, readiness: [database.readiness],
            hooks: self.reach(database).hooks())
    }
}
