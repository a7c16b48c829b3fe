import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// SQL of organisations. Their names live in `organisation_identity`.
struct OrganisationStore: Sendable {
    struct Row: RowDecodable {
        let organisation: Organisation

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            let id: OrganisationID = try row.next()
            let input = OrganisationInput(
                name: try row.next(), country: try row.next(), kind: try row.next(), size: try row.next(),
                isWomenLed: try row.next(), isMember: try row.next(), languages: try row.next())
            self.organisation = Organisation(
                id: id, input: input, createdAt: try row.next(), version: try row.next())
        }
    }

    private static let columns: SQL = """
        organisation.id, organisation_identity.name, organisation.country, organisation.kind, organisation.size,
        organisation.is_women_led, organisation.is_member, organisation.languages, organisation.created_at,
        organisation.version
        """

    func insert(
        _ input: OrganisationInput, createdBy: String, _ transaction: Transaction
    ) async throws -> Organisation {
        let id = OrganisationID.next()
        _ = try await transaction.execute(
            """
            insert into organisation
                (id, country, kind, size, is_women_led, is_member, languages, created_by)
            values (\(id), \(input.country), \(input.kind), \(input.size), \(input.isWomenLed), \(input.isMember),
                \(input.languages), \(createdBy))
            """)
        _ = try await transaction.execute(
            "insert into organisation_identity (organisation_id, name) values (\(id), \(input.name))")
        return try await self.find(id, ownedBy: nil, transaction)
    }

    /// - Parameter ownedBy: only when made by this person.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func find(_ id: OrganisationID, ownedBy: String?, _ runner: some QueryRunner) async throws -> Organisation {
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from organisation
            join organisation_identity on organisation_identity.organisation_id = organisation.id
            where organisation.id = \(id) and (\(ownedBy)::text is null or organisation.created_by = \(ownedBy))
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return row.organisation
    }

    /// - Parameter ownedBy: only when made by this person.
    func exists(_ id: OrganisationID, ownedBy: String?, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from organisation
                where id = \(id) and (\(ownedBy)::text is null or created_by = \(ownedBy)))
            """, as: Bool.self)
    }

    func list(
        country: Country?, isMember: Bool?, ownedBy: String?, limit: Int, after: OrganisationID?,
        _ runner: some QueryRunner
    ) async throws -> Page<Organisation> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from organisation
            join organisation_identity on organisation_identity.organisation_id = organisation.id
            where (\(country)::text is null or organisation.country = \(country))
                and (\(isMember)::boolean is null or organisation.is_member = \(isMember))
                and (\(ownedBy)::text is null or organisation.created_by = \(ownedBy))
                and (\(after)::uuid is null or organisation.id > \(after))
            order by organisation.id
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.organisation), limit: limit) { [$0.id.description] }
    }

    /// Changes an organisation whose version satisfies the condition.
    /// - Throws: `Problem` not-found or precondition-failed.
    func update(
        _ id: OrganisationID, _ input: OrganisationInput, ifMatch: EntityTagCondition, ownedBy: String?,
        _ transaction: Transaction
    ) async throws -> Organisation {
        let current = try await self.find(id, ownedBy: ownedBy, transaction)
        let changed = try await transaction.execute(
            """
            update organisation
            set country = \(input.country), kind = \(input.kind), size = \(input.size),
                is_women_led = \(input.isWomenLed), is_member = \(input.isMember), languages = \(input.languages),
                version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        _ = try await transaction.execute(
            "update organisation_identity set name = \(input.name) where organisation_id = \(id)")
        return try await self.find(id, ownedBy: nil, transaction)
    }

    struct NameRow: RowDecodable {
        let name: OrganisationName

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.name = OrganisationName(id: try row.next(), name: try row.next(), country: try row.next())
        }
    }

    /// Names of the organisations that have sent an application to a call, in an order that tells nothing.
    func names(inCall id: CallID, _ runner: some QueryRunner) async throws -> [OrganisationName] {
        try await runner.fetchAll(
            """
            select organisation.id, organisation_identity.name, organisation.country
            from application
            join organisation on organisation.id = application.organisation_id
            join organisation_identity on organisation_identity.organisation_id = organisation.id
            where application.call_id = \(id) and application.state in ('submitted', 'eligible')
            order by organisation_identity.name, organisation.id
            """, as: NameRow.self
        ).map(\.name)
    }
}
