import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of people. Names and addresses live in `person_identity`.
struct PersonStore: Sendable {
    struct Row: RowDecodable {
        let person: Person

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.person = Person(
                id: try row.next(), name: try row.next(), language: try row.next(), roles: try row.next(),
                organisationId: try row.next())
        }
    }

    private static let columns: SQL =
        "person.id, person_identity.name, person.language, person.roles, person.organisation_id"

    /// - Throws: `Problem` conflict when the address has an account already.
    func insert(_ input: PersonInput, _ transaction: Transaction) async throws -> Person {
        let id = PersonID.next()
        _ = try await transaction.execute(
            """
            insert into person (id, organisation_id, language, roles)
            values (\(id), \(input.organisationId), \(input.language), \(input.roles))
            """)
        do {
            _ = try await transaction.execute(
                """
                insert into person_identity (person_id, name, email_address)
                values (\(id), \(input.name), \(input.emailAddress))
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
            join person_identity on person_identity.person_id = person.id
            where (\(role)::text is null or \(role) = any(person.roles))
                and (\(after)::uuid is null or person.id > \(after))
            order by person.id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.person), limit: limit) { [$0.id.description] }
    }

    struct SignInRow: RowDecodable {
        let person: SignInPerson

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: PersonID = try row.next()
            self.person = SignInPerson(personId: id, roles: try row.next())
        }
    }

    func lookUp(address: String, _ runner: some QueryRunner) async throws -> SignInPerson {
        let row = try await runner.fetchOptional(
            """
            select person.id, person.roles from person
            join person_identity on person_identity.person_id = person.id
            where lower(person_identity.email_address) = lower(\(address))
            """, as: SignInRow.self)
        return row?.person ?? SignInPerson(personId: nil, roles: [])
    }
}
