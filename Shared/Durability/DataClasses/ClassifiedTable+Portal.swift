import Vault

extension ClassifiedTable {
    /// Columns of the tables about sessions and sign-ins.
    static let portal: [ClassifiedTable] = [
        ClassifiedTable(
            "portal", "enrolment_code", for: "who may set an authenticator up, by hash",
            until: "until it is set up or the account ends",
            c1: "subject code_hash made_at expires_at failures wait_until"),
        ClassifiedTable(
            "portal", "local_message", for: "messages of a demonstration",
            until: "1 hour",
            c1: "id sent_at",
            c2: "sealed",
            plain: [
                "sealed": "sealed with a key of the portal's own"
            ]),
        ClassifiedTable(
            "portal", "recovery_code", for: "ways in without the authenticator, by hash",
            until: "until used or replaced",
            c1: "code_hash subject used_at"),
        ClassifiedTable(
            "portal", "second_factor", for: "the authenticators of staff",
            until: "until it is set up anew or the account ends",
            c1: "subject last_step failures wait_until enrolled_at",
            c2: "seed_sealed",
            plain: [
                "seed_sealed": "sealed with a key of the portal's own"
            ]),
        ClassifiedTable(
            "portal", "session", for: "who is signed in",
            until: "12 hours at most",
            c1:
                "id id_hash subject roles is_shared client access_version factor_at acting_subject acting_until "
                + "created_at seen_at expires_at",
            c2: "zone enrolling",
            plain: [
                "zone": "needed with every page; gone with the session",
                "enrolling": "sealed with a key of the portal's own",
            ]),
        ClassifiedTable(
            "portal", "sign_in", for: "who is proving an address",
            until: "1 day; 7 days where the sign-in was finished",
            c1: "id code_hash browser_hash language tries created_at expires_at used_at",
            c2: "address_hash address_sealed peer_hash",
            plain: [
                "address_hash": "a keyed hash with a key of the portal's own",
                "address_sealed": "sealed with a key of the portal's own",
                "peer_hash": "a keyed hash with a key of the portal's own",
            ]),
    ]
}
