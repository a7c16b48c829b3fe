import Durability
import Postgres

/// Of which convening a thing is.
enum SchedulingReach {
    static func make(_ database: Database) -> ConveningReach {
        ConveningReach(
            database,
            [
                "agendaId": { "select convening_id from agenda where id = \($0)" },
                "sessionId": {
                    """
                    select agenda.convening_id from session join agenda on agenda.id = session.agenda_id
                    where session.id = \($0)
                    """
                },
                "onlineSessionId": { "select convening_id from online_session where id = \($0)" },
            ])
    }
}
