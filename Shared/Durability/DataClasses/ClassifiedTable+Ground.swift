import Vault

extension ClassifiedTable {
    /// Columns of the tables about what every service keeps beside its own, and the record of migrations.
    static let ground: [ClassifiedTable] = [
        ClassifiedTable(
            nil, "audit", for: "who did what, and when",
            until: "as long as the installation stands",
            c1: "seq ts actor role action object reason request details txid"),
        ClassifiedTable(
            nil, "audit_chain", for: "in which order the log was written, and that it was not changed",
            until: "as long as the installation stands",
            c1: "seq entry prev hash"),
        ClassifiedTable(
            nil, "outbox", for: "facts that other services act on",
            until: "as long as the installation stands",
            c1: "seq txid id kind subject payload created_at"),
        ClassifiedTable(
            nil, "consumer_cursor", for: "how far other services' events were taken",
            until: "as long as the installation stands",
            c1: "source txid seq"),
        ClassifiedTable(
            nil, "idempotency", for: "the same answer to a repeated request",
            until: "7 days",
            c1: "principal key created_at status headers",
            c2: "fingerprint body",
            plain: [
                "fingerprint": "a keyed hash with a key of the vault (AnswerSeal)",
                "body": "sealed with a key of the vault made for the request (AnswerSeal)",
            ]),
        ClassifiedTable(
            nil, "job", for: "work that is done later, by ids",
            until: "as long as the installation stands",
            c1:
                "id kind subject input state progress message result problem requested_by requested_role "
                + "request created_at started_at heartbeat_at finished_at attempts cancel_requested"),
        ClassifiedTable(
            nil, "subject_key", for: "data keys, wrapped",
            until: "until the subject is erased",
            c1: "id subject compartment generation month txid made_at",
            c2: "wrapped",
            plain: [
                "wrapped": "an AES key wrap; what opens it is outside of the database"
            ]),
        ClassifiedTable(
            nil, "tombstone", for: "who must stay erased, by opaque id",
            until: "as long as backups of the time before are kept, and longer",
            c1: "subject erased_at"),
        ClassifiedTable(
            "convene", "migration", for: "which files made the schemas",
            until: "as long as the installation stands",
            c1: "owner number name checksum applied_at"),
    ]
}
