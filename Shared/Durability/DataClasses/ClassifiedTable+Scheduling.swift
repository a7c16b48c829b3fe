import Vault

extension ClassifiedTable {
    /// Columns of the tables about agendas and releases.
    static let scheduling: [ClassifiedTable] = [
        ClassifiedTable(
            "scheduling", "agenda", for: "what a convening's programme is made of",
            until: "as long as the convening is accounted for",
            c0: "acronym title zone",
            c1: "id convening_id rules session_count latest_release created_by created_at version"),
        ClassifiedTable(
            "scheduling", "interpreter", for: "how many interpreters there are",
            until: "as long as the convening is accounted for",
            c1: "agenda_id pair count exceptions"),
        ClassifiedTable(
            "scheduling", "online_session", for: "meetings without a journey",
            until: "as long as the convening is accounted for",
            c0: "kind title summary day start zone minutes language interpretation audience",
            c1: "id convening_id version"),
        ClassifiedTable(
            "scheduling", "participant", for: "when somebody can take part and what she needs",
            until: "until the convening is over; on request at once (erasure)",
            c1: "agenda_id person_id position",
            c2: "details"),
        ClassifiedTable(
            "scheduling", "participant_identity", for: "how she is called, for planners",
            until: "until the convening is over; on request at once (erasure)",
            c1: "agenda_id person_id",
            c2: "name"),
        ClassifiedTable(
            "scheduling", "release", for: "the programme as it was published",
            until: "as long as the installation stands",
            c0: "number name reason published_at content changes session_count",
            c1: "agenda_id published_by hard_clashes soft_clashes"),
        ClassifiedTable(
            "scheduling", "room", for: "where sessions are held",
            until: "as long as the convening is accounted for",
            c0: "name capacity is_step_free",
            c1: "id agenda_id position booths closures"),
        ClassifiedTable(
            "scheduling", "session", for: "what happens when; speakers in the words that they chose for publication",
            until: "as long as the convening is accounted for",
            c0:
                "kind title summary guiding_questions theme language interpretation audience speakers "
                + "allows_recording",
            c1:
                "id agenda_id number length expected people required_rooms forbidden_rooms required_days "
                + "forbidden_days fixed_day fixed_start follows needs_step_free day start room_id is_pinned "
                + "version"),
        ClassifiedTable(
            "scheduling", "slot", for: "when sessions can be held",
            until: "as long as the convening is accounted for",
            c0: "day start minutes",
            c1: "agenda_id"),
        ClassifiedTable(
            "scheduling", "solver_run", for: "how a programme was found, to find it again",
            until: "as long as the convening is accounted for",
            c1:
                "id agenda_id job_id engine seed iterations input_hash placements hard_before soft_before "
                + "hard soft is_stopped finished_at",
            c2: "problem"),
    ]
}
