import Access
import Durability
import Postgres
import Primitives
import ServiceKit
import TravelBudgetContract
import TravelBudgetDomain
import TravelBudgetEngine

/// Reference tables and venues over HTTP.
struct ReferenceHandlers: Sendable {
    let database: Database
    let journal: Journal
    let library: ReferenceLibrary
    private let store = ReferenceStore()

    init(_ database: Database, _ vault: FieldVault, _ library: ReferenceLibrary) {
        self.database = database
        self.journal = Journal(database, vault)
        self.library = library
    }

    func add(to table: inout HandlerTable) {
        table.on(TravelBudgetEndpoints.listReferenceTables, self.summaries)
        table.on(TravelBudgetEndpoints.listReferenceVersions, self.versions)
        table.on(TravelBudgetEndpoints.proposeReferenceVersion, self.propose)
        table.on(TravelBudgetEndpoints.getReferenceVersion, self.version)
        table.on(TravelBudgetEndpoints.getReferenceContent, self.content)
        table.on(TravelBudgetEndpoints.decideReferenceVersion, self.decide)
        table.on(TravelBudgetEndpoints.listVenues, self.venues)
    }

    private func table(_ request: APIRequest) throws -> TableName {
        guard let table = TableName(rawValue: try request.parameter("table")) else { throw Problem.notFound }
        return table
    }

    @Sendable private func summaries(_ request: APIRequest) async throws -> APIResponse {
        try .ok(Page(items: try await self.store.summaries(self.database), next: nil))
    }

    @Sendable private func versions(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.store.list(
            try self.table(request), limit: page.limit, after: try page.after.map(pageStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func propose(_ request: APIRequest) async throws -> APIResponse {
        let table = try self.table(request)
        guard let name = request.query["version"], name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9._-]{0,39}/) != nil
        else {
            throw Problem.invalid(
                "?version", request.query["version"] == nil ? "missing" : "not_a_name",
                "Name the version: letters, digits, dots, dashes and underscores, 40 at most.")
        }
        if let note = request.query["note"], note.count > 300 {
            throw Problem.invalid("?note", "too_long", "This text may have at most 300 characters.")
        }
        let rows: Int
        do {
            rows = try table.check(request.bytes)
        } catch {
            throw Problem.invalidTable(error.faults)
        }
        try await self.checkTogether(
            TableFile(table: table, version: name, bytes: request.bytes), self.database)
        let proposal = ReferenceStore.Proposal(
            table: table, name: name, bytes: request.bytes, rows: rows, note: request.query["note"])
        return try await self.journal.once(request) { transaction, record in
            let made = try await self.store.insert(
                proposal, loadedBy: request.principal.subject, role: request.principal.role.rawValue, transaction)
            try await record.audit(
                "reference.proposed", "reference-version/\(made.id)",
                details: ["table": made.table, "version": made.version, "sha256": made.sha256])
            return try .created(
                try await self.withDifference(made, transaction), location: "/v1/reference-versions/\(made.id)")
        }
    }

    /// A table that is good by itself must also fit the others in force.
    private func checkTogether(_ file: TableFile, _ runner: some QueryRunner) async throws {
        let ids = try await self.store.inForce(runner).filter { $0.table != file.table.rawValue }.map(\.id)
        let others = try await self.store.files(ids, runner)
        do {
            _ = try ReferenceTables(files: others + [file])
        } catch {
            // A new table may be sound and break another one that is in force; that one is named then.
            let own = error.entries.filter { $0.table == file.table }
            guard own.isEmpty, let other = error.entries.first else {
                throw Problem.invalidTable(own.flatMap(\.faults))
            }
            throw Problem.invalidTable(other.faults, of: other.table)
        }
    }

    private func withDifference(
        _ version: ReferenceVersion, _ runner: some QueryRunner
    ) async throws -> ReferenceVersion {
        guard version.state == .proposed, let table = TableName(rawValue: version.table),
            let current = try await self.store.inForce(runner).first(where: { $0.table == version.table })
        else { return version }
        let old = try await self.store.content(current.id, runner)
        let new = try await self.store.content(version.id, runner)
        return ReferenceVersion(
            id: version.id, table: version.table, version: version.version, state: version.state,
            rows: version.rows, sha256: version.sha256, note: version.note, loadedBy: version.loadedBy,
            loadedAt: version.loadedAt, decidedBy: version.decidedBy, decidedAt: version.decidedAt,
            reason: version.reason, difference: ReferenceDifference(try table.difference(from: old, to: new)))
    }

    @Sendable private func version(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.store.find(request.id("versionId"), self.database)
        return try .ok(try await self.withDifference(found.version, self.database))
    }

    @Sendable private func content(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.store.find(request.id("versionId"), self.database)
        let bytes = try await self.store.content(found.version.id, self.database)
        return .file(bytes, mediaType: "text/csv", name: found.table.fileName)
    }

    @Sendable private func decide(_ request: APIRequest) async throws -> APIResponse {
        let id: ReferenceVersionID = try request.id("versionId")
        let decision: ReferenceDecision = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let found = try await self.store.find(id, lock: true, transaction)
            guard found.version.state == .proposed else {
                throw Problem.conflict("This version is decided already.", state: found.version.state.rawValue)
            }
            let loaded = SecondPersonRule.Hand(subject: found.version.loadedBy, role: found.loadedRole)
            let decides = SecondPersonRule.Hand(
                subject: request.principal.subject, role: request.principal.role.rawValue)
            guard SecondPersonRule.allowsTable(loaded: loaded, decides: decides) else {
                throw Problem.conflict(
                    "Another person in another role decides about a version.", state: "same-hands")
            }
            if decision.isApproved {
                // What was in force when it was proposed may have changed since; and one decision after the other, so that
                // two tables that do not fit each other cannot both come into force.
                self.store.holdDecisions(transaction)
                let bytes = try await self.store.content(id, transaction)
                try await self.checkTogether(
                    TableFile(table: found.table, version: found.version.version, bytes: bytes), transaction)
            }
            try await self.store.decide(
                found, isApproved: decision.isApproved, by: request.principal.subject, reason: decision.reason,
                transaction)
            let verb = decision.isApproved ? "approved" : "rejected"
            try await record.audit(
                "reference.\(verb)", "reference-version/\(id)", reason: decision.reason,
                details: ["table": found.table.rawValue, "version": found.version.version])
            try await record.event(
                "reference.\(verb)", subject: id.description,
                payload: ["table": found.table.rawValue, "version": found.version.version])
            return try .ok(try await self.store.find(id, transaction).version)
        }
    }

    @Sendable private func venues(_ request: APIRequest) async throws -> APIResponse {
        let tables = try await self.library.inForce().tables
        let today = Zone.utc.local(request.receivedAt).date
        let venues = tables.venues.rows(on: today).map { row in
            Venue(
                venue: row.row.venue, city: row.row.city, country: row.row.country, airport: row.row.airport,
                zone: row.row.zone, currency: row.row.currency)
        }
        return try .ok(Page(items: venues, next: nil))
    }
}

/// The id that a list goes on after.
func pageStart<Tag>(_ keys: [String]) throws -> ID<Tag> {
    guard keys.count == 1, let id = ID<Tag>(keys[0]) else {
        throw Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
    }
    return id
}
