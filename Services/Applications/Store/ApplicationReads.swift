import Access
import ApplicationsContract
import Durability
import Postgres
import Primitives
import ServiceKit

/// Single applications for those who look at them: the request that comes most often. Looks at the same moment share a
/// statement, each is told only what is hers, and what she may see is decided for each alone.
struct ApplicationReads: Sendable {
    /// An application as a role sees it.
    private struct View: Hashable {
        let id: ApplicationID
        let role: Role
    }

    private let database: Database
    private let rows: GatheredReads<ApplicationID, ApplicationStore.OwnedRow>
    private let answers: OpenedAnswers<View, ApplicationStore.Row>

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.rows = GatheredReads(database) { ids, database in
            try await ApplicationStore.rows(ids, database).reduce(into: [:]) { $0[$1.row.id] = $1 }
        }
        self.answers = OpenedAnswers(vault)
    }

    /// The application with its version as `ETag`.
    /// - Parameters:
    ///   - ownedBy: only when made by this person.
    ///   - role: who reads; what she need not know is left out.
    /// - Throws: `Problem.notFound`, also for what is somebody else's.
    func answer(_ id: ApplicationID, ownedBy: String?, readBy role: Role) async throws -> APIResponse {
        let row = try await self.row(id, ownedBy: ownedBy)
        return try await self.answers.answer(View(id: id, role: role), of: row, sealed: row.sealed, self.database) {
            try .ok(row.application(for: role, $0), version: row.version)
        }
    }

    /// - Throws: `Problem.notFound` when there is none, or it is somebody else's.
    func require(_ id: ApplicationID, ownedBy: String?) async throws {
        _ = try await self.row(id, ownedBy: ownedBy)
    }

    private func row(_ id: ApplicationID, ownedBy: String?) async throws -> ApplicationStore.Row {
        guard let found = try await self.rows.value(id), ownedBy == nil || ownedBy == found.createdBy else {
            throw Problem.notFound
        }
        return found.row
    }
}
