import Durability
import Postgres

/// Of which convening a thing is.
enum ApplicationsReach {
    static func make(_ database: Database) -> ConveningReach {
        ConveningReach(
            database,
            [
                "conveningId": { "select id from convening where id = \($0)" },
                "callId": { "select convening_id from call where id = \($0)" },
                "applicationId": {
                    """
                    select call.convening_id from application join call on call.id = application.call_id
                    where application.id = \($0)
                    """
                },
                // An organisation is of every convening that it has applied to.
                "organisationId": {
                    """
                    select applied.convening_id from organisation
                    left join organisation_convening as applied on applied.organisation_id = organisation.id
                    where organisation.id = \($0)
                    """
                },
            ])
    }
}
