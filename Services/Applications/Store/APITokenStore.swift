import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of tokens for scripts. The secret comes in as its hash and never goes out.
struct APITokenStore: Sendable {
    private struct Row: RowDecodable {
        let token: APIToken

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.token = APIToken(
                id: try row.next(), personId: try row.next(), name: try row.next(), role: try row.next(),
                convenings: try row.next(), operations: try row.next(), isReadOnly: try row.next(),
                createdAt: try row.next(), expiresAt: try row.next(), revokedAt: try row.next())
        }
    }

    private static let columns: SQL =
        "id, person_id, name, role, convenings, operations, is_read_only, created_at, expires_at, revoked_at"

    /// Whether a person has a role, which she keeps until the transaction ends: whoever takes it away revokes her tokens,
    /// and finds the one that is being made.
    func has(_ person: PersonID, _ role: Role, _ transaction: Transaction) async throws -> Bool {
        let found = try await transaction.fetchOptionalValue(
            """
            select true from person where id = \(person) and not is_closed and \(role) = any(roles) for share
            """, as: Bool.self)
        return found != nil
    }

    func insert(
        _ input: APITokenInput, convenings: [ConveningID]?, person: PersonID, role: Role, hash: [UInt8],
        _ transaction: Transaction
    ) async throws -> APIToken {
        let id = APITokenID.next()
        let row = try await transaction.fetchOptional(
            """
            insert into api_token
                (id, person_id, name, role, convenings, operations, is_read_only, secret_hash, expires_at)
            values (\(id), \(person), \(input.name), \(role), \(convenings), \(input.operations),
                \(input.isReadOnly), \(hash), \(input.expiresAt))
            returning \(fragment: Self.columns)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.token
    }

    /// - Parameter ownedBy: only this person's; nil: everybody's.
    func list(
        ownedBy: String?, limit: Int, after: APITokenID?, _ runner: some QueryRunner
    ) async throws -> Page<APIToken> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from api_token
            where (\(ownedBy)::text is null or person_id::text = \(ownedBy))
                and (\(after)::uuid is null or id > \(after))
            order by id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.token), limit: limit) { [$0.id.description] }
    }

    /// Revokes a token; one that was revoked stays so.
    /// - Throws: `Problem.notFound`, also for somebody else's.
    func revoke(
        _ id: APITokenID, ownedBy: String?, at now: Instant, _ transaction: Transaction
    ) async throws {
        let changed = try await transaction.execute(
            """
            update api_token set revoked_at = coalesce(revoked_at, \(now))
            where id = \(id) and (\(ownedBy)::text is null or person_id::text = \(ownedBy))
            """)
        guard changed == 1 else { throw Problem.notFound }
    }

    /// Revokes every token of a person; those that were revoked stay so.
    /// - Parameter ifMatch: guards the version of what she may do.
    /// - Returns: how many were revoked now.
    /// - Throws: `Problem` 404 or 412.
    func revokeAll(
        of person: PersonID, ifMatch: EntityTagCondition, at now: Instant, _ transaction: Transaction
    ) async throws -> Int {
        // Locked, so that a token that is being made for her is waited for and revoked with the others.
        let version = try await transaction.fetchOptionalValue(
            "select access_version from person where id = \(person) and erased_at is null for update", as: Int.self)
        guard let version else { throw Problem.notFound }
        guard ifMatch.matches(version: version) else { throw Problem.stale(version) }
        return try await transaction.execute(
            "update api_token set revoked_at = \(now) where person_id = \(person) and revoked_at is null")
    }
}
