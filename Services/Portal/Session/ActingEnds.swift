import Access
import Durability
import Postgres

/// How looking as somebody else ends: in one transaction with its line in the audit log, and before the session that
/// looked is removed, so that no end goes unwritten.
struct ActingEnds: Sendable {
    let database: Database
    let journal: Journal

    private struct Row: RowDecodable {
        let idHash: [UInt8]
        let administrator: String
        let applicant: String

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.idHash = try row.next()
            self.administrator = try row.next()
            self.applicant = try row.next()
        }
    }

    /// Ends it in each session that meets a condition on the table `session`.
    func end(where condition: SQL, requestID: String) async throws {
        let rows = try await self.database.fetchAll(
            """
            select id_hash, subject, acting_subject from session
            where acting_subject is not null and (\(fragment: condition))
            """, as: Row.self)
        for row in rows {
            try await self.journal.background(
                actor: row.administrator, role: Role.administrator.rawValue, requestID: requestID
            ) { transaction, record in
                let ended = try await transaction.execute(
                    """
                    update session set acting_subject = null, acting_until = null
                    where id_hash = \(row.idHash) and acting_subject = \(row.applicant)
                    """)
                guard ended == 1 else { return }
                try await record.audit("impersonation.ended", "person/\(row.applicant)")
            }
        }
    }
}
