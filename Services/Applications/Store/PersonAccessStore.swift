import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// SQL of what people may do: roles, assignments to convenings, closed accounts.
struct PersonAccessStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    private struct Row: RowDecodable {
        let id: PersonID
        let name: [UInt8]?
        let roles: [Role]
        let convenings: [ConveningID]
        let isClosed: Bool
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.name = try row.next()
            self.roles = try row.next()
            self.convenings = try row.next()
            self.isClosed = try row.next()
            self.version = try row.next()
        }
    }

    /// - Throws: `Problem.notFound`.
    func find(_ id: PersonID, _ runner: some QueryRunner) async throws -> PersonAccess {
        let row = try await runner.fetchOptional(
            """
            select person.id, person_identity.name, person.roles,
                array(
                    select person_convening.convening_id from person_convening
                    where person_convening.person_id = person.id order by person_convening.convening_id),
                person.is_closed, person.access_version
            from person left join person_identity on person_identity.person_id = person.id
            where person.id = \(id)
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        let opener = try await self.vault.opener([row.name], runner)
        // Who has been erased has no name any more.
        let name = try opener.text(row.name, PersonStore.namePlace(row.id)) ?? ""
        return PersonAccess(
            personId: row.id, name: name, roles: row.roles, convenings: row.convenings, isClosed: row.isClosed,
            version: row.version)
    }

    /// - Throws: `Problem` 404, 412, or `invalid-fields` when a convening does not exist.
    func change(
        _ id: PersonID, _ input: PersonAccessInput, ifMatch: EntityTagCondition, _ transaction: Transaction
    ) async throws -> PersonAccess {
        // One change of rights at a time: two administrators cannot take each other's away in the same moment.
        _ = try await transaction.execute("select pg_advisory_xact_lock(hashtextextended('convene.rights', 0))")
        let before = try await transaction.fetchOptional(
            """
            select access_version, 'administrator' = any(roles) and not is_closed from person
            where id = \(id) and erased_at is null for update
            """, as: BeforeRow.self)
        guard let before else { throw Problem.notFound }
        guard ifMatch.matches(version: before.version) else { throw Problem.stale(before.version) }
        try await KnownConvenings.require(input.convenings, transaction)
        _ = try await transaction.execute(
            """
            update person set roles = \(input.roles), is_closed = \(input.isClosed),
                access_version = access_version + 1
            where id = \(id)
            """)
        if before.isAdministrator { try await self.requireAdministrator(transaction) }
        // A role that comes back later brings no old token back with it.
        _ = try await transaction.execute(
            """
            update api_token set revoked_at = clock_timestamp()
            where person_id = \(id) and revoked_at is null and (\(input.isClosed) or not role = any(\(input.roles)))
            """)
        _ = try await transaction.execute("delete from person_convening where person_id = \(id)")
        _ = try await transaction.execute(
            """
            insert into person_convening (person_id, convening_id)
            select \(id), convening.id from convening where convening.id = any(\(input.convenings))
            """)
        return try await self.find(id, transaction)
    }

    /// - Throws: `Problem` conflict when the change takes the last one away.
    private func requireAdministrator(_ transaction: Transaction) async throws {
        let isThere = try await transaction.fetchValue(
            "select exists (select from person where 'administrator' = any(roles) and not is_closed)", as: Bool.self)
        guard isThere else { throw Problem.conflict("Then nobody would be administrator any more.") }
    }

    private struct BeforeRow: RowDecodable {
        let version: Int
        let isAdministrator: Bool

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.version = try row.next()
            self.isAdministrator = try row.next()
        }
    }
}
