import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// Organisations and people over HTTP.
struct OrganisationHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let organisations: OrganisationStore
    private let people: PersonStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.organisations = OrganisationStore(vault)
        self.people = PersonStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.createOrganisation, self.createOrganisation)
        table.on(ApplicationsEndpoints.listOrganisations, self.listOrganisations)
        table.on(ApplicationsEndpoints.getOrganisation, isLight: true, self.getOrganisation)
        table.on(ApplicationsEndpoints.updateOrganisation, self.updateOrganisation)
        table.on(ApplicationsEndpoints.createPerson, self.createPerson)
        table.on(ApplicationsEndpoints.listPeople, self.listPeople)
        table.on(ApplicationsEndpoints.lookUpPerson, self.lookUpPerson)
        table.on(ApplicationsEndpoints.registerApplicant, self.registerApplicant)
    }

    @Sendable private func createOrganisation(_ request: APIRequest) async throws -> APIResponse {
        let sent: OrganisationInput = try request.body()
        // Membership is the fund's to say: an applicant's own word makes no member.
        let input = OrganisationInput(
            name: sent.name, country: sent.country, kind: sent.kind, size: sent.size, isWomenLed: sent.isWomenLed,
            isMember: sent.isMember && request.principal.role == .administrator, languages: sent.languages)
        return try await self.journal.once(request) { transaction, record in
            let made = try await self.organisations.insert(input, createdBy: request.principal.subject, transaction)
            try await record.audit("organisation.created", "organisation/\(made.id)")
            return try .created(made, location: "/v1/organisations/\(made.id)", version: made.version)
        }
    }

    @Sendable private func listOrganisations(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let country = try request.queryCountry()
        let isMember = try request.queryFlag("member")
        let found = try await self.organisations.list(
            country: country, isMember: isMember, ownedBy: request.isOwnOnly ? request.principal.subject : nil,
            convenings: request.principal.scope.list, limit: page.limit, after: try page.after.map(pageStart),
            self.database)
        return try .page(found, of: request)
    }

    @Sendable private func getOrganisation(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.organisations.find(
            request.id("organisationId"), ownedBy: request.isOwnOnly ? request.principal.subject : nil, self.database)
        return try .ok(found, version: found.version)
    }

    @Sendable private func updateOrganisation(_ request: APIRequest) async throws -> APIResponse {
        let id: OrganisationID = try request.id("organisationId")
        let sent: OrganisationInput = try request.body()
        let owner = request.isOwnOnly ? request.principal.subject : nil
        return try await self.journal.edit(request) { transaction, record in
            self.organisations.hold(id, transaction)
            let current = try await self.organisations.find(id, ownedBy: owner, transaction)
            if owner != nil, try await self.organisations.isBeingJudged(id, at: request.receivedAt, transaction) {
                throw Problem.conflict(
                    "It has sent an application and is judged by what it said then; the fund can correct it.",
                    state: "submitted")
            }
            let isMember = request.principal.role == .administrator ? sent.isMember : current.isMember
            let changed = try await self.organisations.update(
                id,
                OrganisationInput(
                    name: sent.name, country: sent.country, kind: sent.kind, size: sent.size,
                    isWomenLed: sent.isWomenLed, isMember: isMember, languages: sent.languages),
                ifMatch: request.ifMatch, ownedBy: owner, transaction)
            try await record.audit("organisation.changed", "organisation/\(id)")
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func createPerson(_ request: APIRequest) async throws -> APIResponse {
        let input: PersonInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            if let organisation = input.organisationId {
                do {
                    _ = try await self.organisations.find(organisation, ownedBy: nil, transaction)
                } catch {
                    throw Problem.invalid("/organisationId", "unknown", "There is no such organisation.")
                }
            }
            let made = try await self.people.insert(input, transaction)
            try await record.audit(
                "person.created", "person/\(made.id)",
                details: ["roles": made.roles.map(\.rawValue).joined(separator: ",")])
            return try .created(made, location: "/v1/people/\(made.id)")
        }
    }

    @Sendable private func listPeople(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.people.list(
            role: try request.queryChoice("role"), limit: page.limit, after: try page.after.map(pageStart),
            self.database)
        return try .page(found, of: request)
    }

    @Sendable private func lookUpPerson(_ request: APIRequest) async throws -> APIResponse {
        let input: SignInAddress = try request.body()
        return try .ok(try await self.people.lookUp(address: input.emailAddress, self.database))
    }

    @Sendable private func registerApplicant(_ request: APIRequest) async throws -> APIResponse {
        let input: SignInAddress = try request.body()
        return try await self.journal.once(request) { transaction, record in
            try await self.people.hold(address: input.emailAddress, transaction)
            let known = try await self.people.lookUp(address: input.emailAddress, transaction)
            if known.personId != nil { return try .ok(known) }
            let made = try await self.people.insert(
                PersonInput(name: "", emailAddress: input.emailAddress, language: input.language, roles: [.applicant]),
                transaction)
            try await record.audit("person.registered", "person/\(made.id)")
            return try .ok(SignInPerson(personId: made.id, roles: made.roles))
        }
    }
}

/// The id that a list goes on after.
func pageStart<Tag>(_ keys: [String]) throws -> ID<Tag> {
    guard keys.count == 1, let id = ID<Tag>(keys[0]) else {
        throw Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
    }
    return id
}

extension APIRequest {
    /// `?country=` as an ISO 3166-1 alpha-3 code.
    func queryCountry() throws -> Country? {
        guard let text = self.query["country"] else { return nil }
        guard let country = Country(text) else {
            throw Problem.invalid(
                "?country", "unknown_country", "This must be an ISO 3166-1 alpha-3 country code.")
        }
        return country
    }

    /// A query parameter that is `true` or `false`.
    func queryFlag(_ name: String) throws -> Bool? {
        guard let text = self.query[name] else { return nil }
        guard let flag = Bool(text) else {
            throw Problem.invalid("?\(name)", "not_in_list", "This must be true or false.")
        }
        return flag
    }
}
