import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// What people may do, over HTTP: administrators see and change it.
struct PersonAccessHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    private let store: PersonAccessStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.store = PersonAccessStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(ApplicationsEndpoints.getPersonAccess, isLight: true, self.get)
        table.on(ApplicationsEndpoints.changePersonAccess, self.change)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.store.find(request.id("personId"), self.database)
        return try .ok(found, version: found.version)
    }

    @Sendable private func change(_ request: APIRequest) async throws -> APIResponse {
        let id: PersonID = try request.id("personId")
        let input: PersonAccessInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let before = try await self.store.find(id, transaction)
            guard id.description != request.principal.subject else {
                throw Problem.conflict("Nobody changes her own rights; ask another administrator.")
            }
            let changed = try await self.store.change(id, input, ifMatch: request.ifMatch, transaction)
            try await record.audit(
                "person.access-changed", "person/\(id)", reason: input.reason,
                details: [
                    "rolesBefore": Self.list(before.roles), "roles": Self.list(changed.roles),
                    "convenings": "\(changed.convenings.count)", "isClosed": "\(changed.isClosed)",
                ])
            return try .ok(changed, version: changed.version)
        }
    }

    private static func list(_ roles: [Role]) -> String { roles.map(\.rawValue).sorted().joined(separator: ",") }
}
