import Durability
import Postgres

/// Of which convening a thing is: that of its round's call.
enum SelectionReach {
    static func make(_ database: Database) -> ConveningReach {
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
}
