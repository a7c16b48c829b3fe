import Access
import ApplicationsContract
import ApplicationsDomain
import Durability
import Postgres
import Primitives
import ServiceKit
import Vault

/// Erasure over HTTP: one administrator asks, another one confirms, and the data keys are destroyed.
struct ErasureHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    private let vault: FieldVault
    private let erasures = ErasureStore()

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.vault = vault
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.erasePerson) { request in
            try await self.ask(request, .person, request.id("personId", PersonID.self).description)
        }
        table.on(ApplicationsEndpoints.eraseOrganisation) { request in
            try await self.ask(request, .organisation, request.id("organisationId", OrganisationID.self).description)
        }
        table.on(ApplicationsEndpoints.listErasures, self.list)
        table.on(ApplicationsEndpoints.decideErasure, self.decide)
    }

    private func ask(_ request: APIRequest, _ kind: ErasureKind, _ id: String) async throws -> APIResponse {
        let input: ErasureInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            guard try await self.erasures.exists(kind, id, transaction) else { throw Problem.notFound }
            let made = try await self.erasures.request(
                kind.subject(id), input.reason, by: request.principal.subject, at: request.receivedAt, transaction)
            try await record.audit("erasure.requested", "\(kind.rawValue)/\(id)", reason: input.reason.rawValue)
            return try .created(made, location: "/v1/erasures/\(made.id)")
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.erasures.list(
            state: try request.queryChoice("state"), limit: page.limit, after: try page.after.map(pageStart),
            self.database)
        return try .page(found, of: request)
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: ErasureID = try request.id("erasureId")
        let decision: ErasureDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let asked = try await self.erasures.find(id, lock: true, transaction)
            guard asked.state == .requested else {
                throw Problem.conflict("This erasure has been decided.", state: asked.state.rawValue)
            }
            guard
                SecondPersonRule.allows(
                    asked: asked.requestedBy, decides: request.principal.subject, isYes: decision.isConfirmed)
            else {
                throw Problem.conflict("Whoever asked cannot confirm: it takes two people.", state: "same-person")
            }
            var destroyed: Int?
            if decision.isConfirmed {
                destroyed = try await self.erase(asked, request.receivedAt, transaction, record)
            } else {
                try await record.audit("erasure.refused", "\(asked.kind.rawValue)/\(asked.subjectId)")
            }
            let decided = try await self.erasures.decide(
                id, decision.isConfirmed ? .done : .refused, keysDestroyed: destroyed,
                by: request.principal.subject, at: request.receivedAt, transaction)
            return try .ok(decided)
        }
    }

    /// - Returns: how many data keys of this service were destroyed.
    private func erase(
        _ asked: Erasure, _ moment: Instant, _ transaction: Transaction, _ record: Record
    ) async throws -> Int {
        let object = "\(asked.kind.rawValue)/\(asked.subjectId)"
        var applications: [ApplicationID] = []
        if asked.kind == .organisation, let organisation = OrganisationID(asked.subjectId) {
            applications = try await self.erasures.liveApplications(organisation, transaction)
        }
        let destroyed = try await Erasing.erase(
            asked.kind.subject(asked.subjectId), at: moment, self.vault, transaction)
        for application in applications {
            try await record.audit(
                "application.withdrawn", "application/\(application)", details: ["by": "erasure"])
            try await record.event(
                "application.withdrawn", subject: application.description,
                payload: ["applicationId": application.description])
        }
        try await record.audit(
            "subject.erased", object, reason: asked.reason.rawValue, details: ["keysDestroyed": "\(destroyed)"])
        try await record.event("subject.erased", subject: object, payload: ["subject": object])
        return destroyed
    }
}

extension ErasureKind {
    /// Whose data keys these are.
    func subject(_ id: String) -> Subject {
        switch self {
        case .person: .person(id)
        case .organisation: .organisation(id)
        }
    }
}
