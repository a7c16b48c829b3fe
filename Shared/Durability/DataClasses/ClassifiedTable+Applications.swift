import Vault

extension ClassifiedTable {
    /// Columns of the tables about organisations, people, convenings, calls and applications.
    static let applications: [ClassifiedTable] = [
        ClassifiedTable(
            "applications", "api_token", for: "which scripts may do what in whose name, by hash",
            until: "until its maker's account ends",
            c1:
                "id person_id name role convenings operations is_read_only secret_hash created_at expires_at "
                + "revoked_at"),
        ClassifiedTable(
            "applications", "application", for: "what an organisation asks for",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1:
                "id call_id organisation_id created_by reference candidate_code state language failed_rules "
                + "submitted_at saved_at version",
            c2: "committee_answers"),
        ClassifiedTable(
            "applications", "application_private", for: "what only the fund's staff, or those who plan journeys, need",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1: "application_id",
            c3: "logistics_answers staff_answers origin withdrawal_reason"),
        ClassifiedTable(
            "applications", "application_version", for: "what was sent, as it was sent",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1: "application_id version state saved_at",
            c2: "committee_answers",
            c3: "logistics_answers staff_answers"),
        ClassifiedTable(
            "applications", "call", for: "what can be applied for",
            until: "as long as the installation stands",
            c0: "title opens_at closes_at questions rules criteria",
            c1: "id convening_id version"),
        ClassifiedTable(
            "applications", "consent", for: "which use was agreed to, in which language",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1: "application_id purpose language given_at withdrawn_at"),
        ClassifiedTable(
            "applications", "convening", for: "what is held, where and when",
            until: "as long as the installation stands",
            c0: "kind format title summary venue zone starts_on ends_on places state",
            c1: "id version"),
        ClassifiedTable(
            "applications", "erasure", for: "who asked that somebody be erased, and who agreed",
            until: "as long as the installation stands",
            c1: "id subject reason state requested_by requested_at decided_by decided_at keys_destroyed"),
        ClassifiedTable(
            "applications", "organisation", for: "who asks, by traits that rules speak of",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1:
                "id country kind size is_women_led is_member languages created_by created_at version "
                + "erased_at"),
        ClassifiedTable(
            "applications", "organisation_identity", for: "how an organisation is called",
            until: "90 days after the decision for those not selected; on request at once (erasure)",
            c1: "organisation_id",
            c2: "name"),
        ClassifiedTable(
            "applications", "person", for: "who may sign in, by opaque id",
            until: "until the account ends; on request at once (erasure)",
            c1: "id organisation_id language roles is_closed access_version created_at erased_at"),
        ClassifiedTable(
            "applications", "person_convening", for: "which convenings somebody works on",
            until: "until the assignment or the account ends",
            c1: "person_id convening_id"),
        ClassifiedTable(
            "applications", "person_identity", for: "how a person is called and reached",
            until: "until the account ends; on request at once (erasure)",
            c1: "person_id",
            c2: "name email_address email_index",
            plain: [
                "email_index": "a blind index: 64 bits of a keyed hash, deleted with the person"
            ]),
    ]
}
