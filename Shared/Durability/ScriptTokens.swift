import Access
import Postgres
import Primitives
import ServiceKit

/// Looks tokens for scripts up at the public doors, in the view that the applications service publishes. There is no
/// copy that could be out of date: when the database does not answer, nobody comes in.
package struct ScriptTokens: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    private struct Row: RowDecodable {
        let principal: Principal?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let person: PersonID = try row.next()
            let role: String = try row.next()
            let convenings: [ConveningID]? = try row.next()
            let operations: [String]? = try row.next()
            let isReadOnly: Bool = try row.next()
            self.principal = Role(rawValue: role).map {
                Principal(
                    subject: person.description, role: $0,
                    scope: AccessScope(
                        convenings: convenings.map { Set($0) }, operations: operations.map { Set($0) },
                        isReadOnly: isReadOnly), isScript: true)
            }
        }
    }

    /// Whose the token is; nil when it is unknown, revoked or over, or when its maker may not do so much any more.
    package func principal(_ secret: APITokenSecret, at now: Instant) async throws -> Principal? {
        try await self.database.fetchOptional(
            """
            select person_id, role, convenings, operations, is_read_only from applications_pub.api_token
            where secret_hash = \(secret.hash) and expires_at > \(now)
            """, as: Row.self
        )?.principal
    }
}
