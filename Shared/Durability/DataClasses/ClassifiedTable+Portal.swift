import Vault

extension ClassifiedTable {
    /// Columns of the tables about sessions and sign-ins.
    static let portal: [ClassifiedTable] = [
        ClassifiedTable(
            "portal", "local_message", for: "messages of a demonstration",
            until: "1 hour",
            c1: "id sent_at",
            c2: "sealed",
            plain: [
                "sealed": "sealed with a key of the portal's own"
            ]),
        ClassifiedTable(
            "portal", "session", for: "who is signed in",
            until: "12 hours at most",
            c1: "id_hash subject roles is_shared created_at seen_at expires_at",
            c2: "zone",
            plain: [
                "zone": "needed with every page; gone with the session"
            ]),
        ClassifiedTable(
            "portal", "sign_in", for: "who is proving an address",
            until: "1 day",
            c1: "id code_hash language tries created_at expires_at used_at",
            c2: "address_hash address_sealed",
            plain: [
                "address_hash": "a keyed hash with a key of the portal's own",
                "address_sealed": "sealed with a key of the portal's own",
            ]),
    ]
}
