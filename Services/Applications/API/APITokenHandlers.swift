import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit
import Synchronization

/// Tokens for scripts over HTTP.
struct APITokenHandlers: Sendable {
    /// A token lives ninety days at most.
    static let longestLife: Double = 90 * 86_400

    private let database: Database
    private let journal: Journal
    private let store = APITokenStore()

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.createToken, self.create)
        table.on(ApplicationsEndpoints.listTokens, self.list)
        table.on(ApplicationsEndpoints.revokeToken, self.revoke)
        table.on(ApplicationsEndpoints.revokePersonTokens, self.revokeAll)
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: APITokenInput = try request.body()
        let principal = request.principal
        guard !principal.isScript, principal.scope.operations == nil, let person = PersonID(principal.subject) else {
            throw Problem(.forbidden, "A token makes no other token; sign in for that.")
        }
        let left = request.receivedAt.seconds(to: input.expiresAt)
        guard left > 0, left <= Self.longestLife else {
            throw Problem.invalid("/expiresAt", "out_of_range", "A token ends within 90 days, and not in the past.")
        }
        // The kept answer to a repeated request is without the secret: that is shown this once and kept nowhere.
        let shown = Locked<APIToken?>(nil)
        let answer = try await self.journal.once(request) { transaction, record in
            guard try await self.store.has(person, principal.role, transaction) else {
                throw Problem.conflict("Only people with an account and this role can have such a token.")
            }
            let convenings = input.convenings ?? principal.scope.list
            try await KnownConvenings.require(
                input.convenings ?? [], isReached: { principal.scope.reaches($0) }, transaction)
            let secret = APITokenSecret.make()
            let made = try await self.store.insert(
                input, convenings: convenings, person: person, role: principal.role, hash: secret.hash, transaction)
            try await record.audit(
                "token.created", "token/\(made.id)",
                details: ["role": principal.role.rawValue, "expiresAt": made.expiresAt.description])
            shown.withLock { $0 = made.showing(secret.text) }
            return try .created(made, location: "/v1/tokens/\(made.id)", version: 1)
        }
        guard let made = shown.withLock({ $0 }) else { return answer }
        return try .created(made, location: "/v1/tokens/\(made.id)", version: 1)
    }

    /// Whose tokens are there for the one who asks. A script, or a right that is limited to some convenings, reaches only
    /// its own maker's.
    private static func owner(_ request: APIRequest) -> String? {
        let isLimited = request.principal.isScript || request.principal.scope.convenings != nil
        return request.isOwnOnly || isLimited ? request.principal.subject : nil
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.store.list(
            ownedBy: Self.owner(request), limit: page.limit,
            after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func revoke(_ request: APIRequest) async throws -> APIResponse {
        let id: APITokenID = try request.id("tokenId")
        let owner = Self.owner(request)
        return try await self.journal.edit(request) { transaction, record in
            try await self.store.revoke(id, ownedBy: owner, at: request.receivedAt, transaction)
            guard request.ifMatch.matches(version: 1) else { throw Problem.stale(1) }
            try await record.audit("token.revoked", "token/\(id)")
            return .noContent
        }
    }

    @Sendable private func revokeAll(_ request: APIRequest) async throws -> APIResponse {
        let person: PersonID = try request.id("personId")
        return try await self.journal.edit(request) { transaction, record in
            let count = try await self.store.revokeAll(
                of: person, ifMatch: request.ifMatch, at: request.receivedAt, transaction)
            try await record.audit("person.tokens-revoked", "person/\(person)", details: ["count": "\(count)"])
            return .noContent
        }
    }
}
