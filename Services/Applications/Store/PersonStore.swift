import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// SQL of people. Names and addresses live, sealed, in `person_identity`; an address is found by its blind index.
struct PersonStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    static func namePlace(_ id: PersonID) -> FieldContext {
        FieldContext("applications.person_identity", "name", row: id, .c2)
    }

    private static func addressPlace(_ id: PersonID) -> FieldContext {
        FieldContext("applications.person_identity", "email_address", row: id, .c2)
    }

    private func index(_ address: String) throws -> [UInt8] {
        try self.vault.emailIndex(address, column: "applications.person_identity.email_address")
    }

    private struct Row: RowDecodable {
        let id: PersonID
        let name: [UInt8]?
        let language: Language
        let roles: [Role]
        let organisationID: OrganisationID?
        let erasedAt: Instant?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.name = try row.next()
            self.language = try row.next()
            self.roles = try row.next()
            self.organisationID = try row.next()
            self.erasedAt = try row.next()
        }

        /// Who has been erased has no name any more.
        func person(_ opener: Opener) throws -> Person {
            Person(
                id: self.id, name: try opener.text(self.name, PersonStore.namePlace(self.id)) ?? "",
                language: self.language, roles: self.roles, organisationId: self.organisationID,
                erasedAt: self.erasedAt)
        }
    }

    private static let columns: SQL =
        """
        person.id, person_identity.name, person.language, person.roles, person.organisation_id, person.erased_at
        """

    /// - Throws: `Problem` conflict when the address has an account already.
    func insert(_ input: PersonInput, _ transaction: Transaction) async throws -> Person {
        let id = PersonID.next()
        let subject = Subject.person(id)
        let sealer = try await self.vault.sealer([KeyName(subject, .identity)], transaction)
        let name = try sealer.seal(text: input.name, subject, .identity, Self.namePlace(id))
        let address = try sealer.seal(text: input.emailAddress, subject, .identity, Self.addressPlace(id))
        let index = try self.index(input.emailAddress)
        _ = try await transaction.execute(
            """
            insert into person (id, organisation_id, language, roles)
            values (\(id), \(input.organisationId), \(input.language), \(input.roles))
            """)
        do {
            _ = try await transaction.execute(
                """
                insert into person_identity (person_id, name, email_address, email_index)
                values (\(id), \(name), \(address), \(index))
                """)
        } catch let error as DatabaseError where error.constraint == "person_identity_email_address" {
            throw Problem.conflict("There is an account with this address already.")
        }
        return Person(
            id: id, name: input.name, language: input.language, roles: input.roles,
            organisationId: input.organisationId)
    }

    func list(
        role: Role?, limit: Int, after: PersonID?, _ runner: some QueryRunner
    ) async throws -> Page<Person> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from person
            left join person_identity on person_identity.person_id = person.id
            where (\(role)::text is null or \(role) = any(person.roles))
                and (\(after)::uuid is null or person.id > \(after))
            order by person.id
            limit \(limit + 1)
            """, as: Row.self)
        let opener = try await self.vault.opener(rows.map(\.name), runner)
        return Page(try rows.map { try $0.person(opener) }, limit: limit) { [$0.id.description] }
    }

    struct SignInRow: RowDecodable {
        let person: SignInPerson

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: PersonID = try row.next()
            self.person = SignInPerson(personId: id, roles: try row.next())
        }
    }

    /// Lets one transaction at a time look an address up and register it: the second one finds what the first one made.
    func hold(address: String, _ transaction: Transaction) async throws {
        let key = try self.index(address).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        _ = try await transaction.execute("select pg_advisory_xact_lock(\(key))")
    }

    func lookUp(address: String, _ runner: some QueryRunner) async throws -> SignInPerson {
        let row = try await runner.fetchOptional(
            """
            select person.id, person.roles from person
            join person_identity on person_identity.person_id = person.id
            where person_identity.email_index = \(try self.index(address))
            """, as: SignInRow.self)
        return row?.person ?? SignInPerson(personId: nil, roles: [])
    }
}
