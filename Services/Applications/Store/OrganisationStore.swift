import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// SQL of organisations. Their names live, sealed, in `organisation_identity`.
struct OrganisationStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    private static func place(_ id: OrganisationID) -> FieldContext {
        FieldContext("applications.organisation_identity", "name", row: id, .c2)
    }

    private struct Row: RowDecodable {
        let id: OrganisationID
        let name: [UInt8]?
        let country: Country
        let kind: OrganisationKind
        let size: OrganisationSize
        let isWomenLed: Bool
        let isMember: Bool
        let languages: [Language]
        let createdAt: Instant
        let erasedAt: Instant?
        let version: Int

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.name = try row.next()
            self.country = try row.next()
            self.kind = try row.next()
            self.size = try row.next()
            self.isWomenLed = try row.next()
            self.isMember = try row.next()
            self.languages = try row.next()
            self.createdAt = try row.next()
            self.erasedAt = try row.next()
            self.version = try row.next()
        }

        /// An organisation that has been erased has no name any more.
        func organisation(_ opener: Opener) throws -> Organisation {
            let name = try opener.text(self.name, OrganisationStore.place(self.id)) ?? ""
            return Organisation(
                id: self.id,
                input: OrganisationInput(
                    name: name, country: self.country, kind: self.kind, size: self.size,
                    isWomenLed: self.isWomenLed, isMember: self.isMember, languages: self.languages),
                createdAt: self.createdAt, erasedAt: self.erasedAt, version: self.version)
        }
    }

    private static let columns: SQL = """
        organisation.id, organisation_identity.name, organisation.country, organisation.kind, organisation.size,
        organisation.is_women_led, organisation.is_member, organisation.languages, organisation.created_at,
        organisation.erased_at, organisation.version
        """

    func insert(
        _ input: OrganisationInput, createdBy: String, _ transaction: Transaction
    ) async throws -> Organisation {
        let id = OrganisationID.next()
        let subject = Subject.organisation(id)
        // Its other data keys too: the application that follows finds them.
        let sealer = try await self.vault.sealer(
            [KeyName(subject, .identity)] + SealedAnswers.keys(id), transaction)
        let name = try sealer.seal(text: input.name, subject, .identity, Self.place(id))
        _ = try await transaction.execute(
            """
            insert into organisation
                (id, country, kind, size, is_women_led, is_member, languages, created_by)
            values (\(id), \(input.country), \(input.kind), \(input.size), \(input.isWomenLed), \(input.isMember),
                \(input.languages), \(createdBy))
            """)
        _ = try await transaction.execute(
            "insert into organisation_identity (organisation_id, name) values (\(id), \(name))")
        return try await self.find(id, ownedBy: nil, transaction)
    }

    /// - Parameter ownedBy: only when made by this person.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func find(_ id: OrganisationID, ownedBy: String?, _ runner: some QueryRunner) async throws -> Organisation {
        let row = try await runner.fetchOptional(
            """
            select \(fragment: Self.columns) from organisation
            left join organisation_identity on organisation_identity.organisation_id = organisation.id
            where organisation.id = \(id) and (\(ownedBy)::text is null or organisation.created_by = \(ownedBy))
            """, as: Row.self)
        guard let row else { throw Problem.notFound }
        return try row.organisation(try await self.vault.opener([row.name], runner))
    }

    /// Whether there is one that has not been erased.
    /// - Parameter ownedBy: only when made by this person.
    func exists(_ id: OrganisationID, ownedBy: String?, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from organisation
                where id = \(id) and erased_at is null
                    and (\(ownedBy)::text is null or created_by = \(ownedBy)))
            """, as: Bool.self)
    }

    func list(
        country: Country?, isMember: Bool?, ownedBy: String?, convenings: [ConveningID]? = nil, limit: Int,
        after: OrganisationID?, _ runner: some QueryRunner
    ) async throws -> Page<Organisation> {
        let rows = try await runner.fetchAll(
            """
            select \(fragment: Self.columns) from organisation
            left join organisation_identity on organisation_identity.organisation_id = organisation.id
            where (\(country)::text is null or organisation.country = \(country))
                and (\(isMember)::boolean is null or organisation.is_member = \(isMember))
                and (\(ownedBy)::text is null or organisation.created_by = \(ownedBy))
                and (\(convenings)::uuid[] is null or exists (
                        select from organisation_convening as applied
                        where applied.organisation_id = organisation.id
                            and applied.convening_id = any(\(convenings)))
                    or not exists (
                        select from organisation_convening as applied
                        where applied.organisation_id = organisation.id))
                and (\(after)::uuid is null or organisation.id > \(after))
            order by organisation.id
            limit \(limit + 1)
            """, as: Row.self)
        let opener = try await self.vault.opener(rows.map(\.name), runner)
        return Page(try rows.map { try $0.organisation(opener) }, limit: limit) { [$0.id.description] }
    }

    /// Holds an organisation until the end of the transaction, for whoever sends an application and whoever changes what
    /// it is judged by: one after the other.
    func hold(_ id: OrganisationID, _ transaction: Transaction) {
        transaction.later("select from organisation where id = \(id) for update")
    }

    /// Whether it is being judged, or takes part in a convening that is not over.
    func isBeingJudged(_ id: OrganisationID, at moment: Instant, _ transaction: Transaction) async throws -> Bool {
        try await transaction.fetchValue(
            """
            select exists (
                select from application
                join call on call.id = application.call_id
                join convening on convening.id = call.convening_id
                where application.organisation_id = \(id) and application.state in ('submitted', 'eligible')
                    and convening.state <> 'cancelled'
                    and convening.ends_on >= (\(moment)::timestamptz at time zone convening.zone)::date)
            """, as: Bool.self)
    }

    /// Changes an organisation whose version satisfies the condition.
    /// - Throws: `Problem` not-found or precondition-failed.
    func update(
        _ id: OrganisationID, _ input: OrganisationInput, ifMatch: EntityTagCondition, ownedBy: String?,
        _ transaction: Transaction
    ) async throws -> Organisation {
        let current = try await self.find(id, ownedBy: ownedBy, transaction)
        if current.erasedAt != nil { throw VaultError.destroyed }
        let changed = try await transaction.execute(
            """
            update organisation
            set country = \(input.country), kind = \(input.kind), size = \(input.size),
                is_women_led = \(input.isWomenLed), is_member = \(input.isMember), languages = \(input.languages),
                version = version + 1
            where id = \(id) and (\(ifMatch.versions)::bigint[] is null or version = any(\(ifMatch.versions)))
            """)
        guard changed == 1 else { throw Problem.stale(current.version) }
        let subject = Subject.organisation(id)
        let sealer = try await self.vault.sealer([KeyName(subject, .identity)], transaction)
        let name = try sealer.seal(text: input.name, subject, .identity, Self.place(id))
        _ = try await transaction.execute(
            "update organisation_identity set name = \(name) where organisation_id = \(id)")
        return try await self.find(id, ownedBy: nil, transaction)
    }

    private struct NameRow: RowDecodable {
        let id: OrganisationID
        let name: [UInt8]
        let country: Country

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.name = try row.next()
            self.country = try row.next()
        }
    }

    /// Names of the organisations that have sent an application to a call, in an order that tells nothing.
    func names(inCall id: CallID, _ runner: some QueryRunner) async throws -> [OrganisationName] {
        let rows = try await runner.fetchAll(
            """
            select organisation.id, organisation_identity.name, organisation.country
            from application
            join organisation on organisation.id = application.organisation_id
            join organisation_identity on organisation_identity.organisation_id = organisation.id
            where application.call_id = \(id) and application.state in ('submitted', 'eligible')
            """, as: NameRow.self)
        let opener = try await self.vault.opener(rows.map(\.name), runner)
        return try rows.compactMap { row in
            try opener.text(row.name, Self.place(row.id)).map {
                OrganisationName(id: row.id, name: $0, country: row.country)
            }
        }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
