import Access
import Durability
import Postgres
import Primitives
import SelectionContract
import ServiceKit

/// Rubrics over HTTP.
struct RubricHandlers: Sendable {
    let database: Database
    let journal: Journal
    private let rubrics = RubricStore()

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SelectionEndpoints.createRubric, self.create)
        table.on(SelectionEndpoints.listRubrics, self.list)
        table.on(SelectionEndpoints.getRubric, isLight: true, self.get)
        table.on(SelectionEndpoints.updateRubric, self.update)
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: RubricInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let made = try await self.rubrics.insert(input, transaction)
            try await record.audit("rubric.made", "rubric/\(made.id)")
            return try .created(made, location: "/v1/rubrics/\(made.id)", version: made.version)
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.rubrics.list(
            limit: page.limit, after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.rubrics.find(request.id("rubricId"), self.database)
        return try .ok(found, version: found.version)
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let id: RubricID = try request.id("rubricId")
        let input: RubricInput = try request.body()
        if let convenings = request.principal.scope.list {
            // Rounds of other convenings are not shown to her, so this is asked for everybody.
            let isElsewhere = try await AccessScope.$current.withValue(.everything) {
                try await self.rubrics.isNamed(id, outside: convenings, self.database)
            }
            if isElsewhere {
                throw Problem.conflict(
                    "A round of another convening is judged by this rubric; make another one.", state: "in-use")
            }
        }
        return try await self.journal.edit(request) { transaction, record in
            if try await self.rubrics.isInUse(id, transaction) {
                throw Problem.conflict("A round was opened with this rubric; make another one.", state: "in-use")
            }
            let changed = try await self.rubrics.update(id, input, ifMatch: request.ifMatch, transaction)
            try await record.audit("rubric.changed", "rubric/\(id)")
            return try .ok(changed, version: changed.version)
        }
    }
}

/// The id that a page begins after.
/// - Throws: `Problem` when the cursor is not of this list.
func pageStart<Tag>(_ keys: [String]) throws -> ID<Tag> {
    guard keys.count == 1, let id = ID<Tag>(keys[0]) else {
        throw Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
    }
    return id
}
