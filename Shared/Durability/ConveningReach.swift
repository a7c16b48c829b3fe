import Access
import Foundation
import Postgres
import Primitives
import ServiceKit

/// Keeps people whose right is limited to some convenings away from the things of others, at the gate: what the address
/// names is looked up once, and what is of another convening is answered exactly as what does not exist.
///
/// Lists and bodies that name a convening are narrowed by their handlers with `AccessScope.list`.
package struct ConveningReach: Sendable {
    /// The statement that gives the convening of a thing: one row for the thing, more where it belongs to several, null
    /// where it belongs to none, no row where there is no such thing.
    package typealias Statement = @Sendable (UUID) -> SQL

    private let database: Database
    private let statements: [String: Statement]

    /// - Parameter statements: by the name of the path parameter.
    package init(_ database: Database, _ statements: [String: Statement]) {
        self.database = database
        self.statements = statements
    }

    /// The hooks of the database with this check, and with the look at tokens for scripts.
    package func hooks() -> GateHooks {
        var hooks = DatabaseProblems.hooks()
        hooks.reach = { request in try await self.check(request) }
        let tokens = ScriptTokens(self.database)
        hooks.script = { secret, now in try await tokens.principal(secret, at: now) }
        return hooks
    }

    private struct Row: RowDecodable {
        let convening: ConveningID?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.convening = try row.next()
        }
    }

    /// - Throws: `Problem.notFound`.
    func check(_ request: APIRequest) async throws {
        guard !request.parameters.isEmpty else { return }
        let named = request.parameters.filter { self.statements[$0.key] != nil }
        // An address that names nothing we can place has nothing for somebody whose right is limited.
        guard !named.isEmpty else { throw Problem.notFound }
        for (name, text) in named {
            guard let id = ID<ConveningTag>(text)?.uuid, let statement = self.statements[name] else {
                throw Problem.notFound
            }
            let rows = try await self.database.fetchAll(statement(id), as: Row.self)
            guard rows.contains(where: { request.principal.scope.reaches($0.convening) }) else {
                throw Problem.notFound
            }
        }
    }
}
