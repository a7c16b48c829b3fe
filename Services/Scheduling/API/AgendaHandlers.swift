import Access
import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingEngine
import ServiceKit

/// Agendas over HTTP: the frame, its clashes, and having it solved.
struct AgendaHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    private let agendas: AgendaStore
    private let sessions = SessionStore()
    private let runs: SolverRunStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.agendas = AgendaStore(vault)
        self.runs = SolverRunStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SchedulingEndpoints.createAgenda, self.create)
        table.on(SchedulingEndpoints.listAgendas, self.list)
        table.on(SchedulingEndpoints.getAgenda, self.get)
        table.on(SchedulingEndpoints.updateAgenda, self.update)
        table.on(SchedulingEndpoints.listClashes, self.clashes)
        table.on(SchedulingEndpoints.solveAgenda, self.solve)
        table.on(SchedulingEndpoints.listSolverRuns, self.listRuns)
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: AgendaInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            try await self.requireKnown(input, rooms: [], request, transaction)
            let made = try await self.agendas.insert(input, createdBy: request.principal.subject, transaction)
            try await record.audit(
                "agenda.created", "agenda/\(made.id)",
                details: ["rooms": "\(made.rooms.count)", "slots": "\(made.slots.count)"])
            return try .created(made, location: "/v1/agendas/\(made.id)", version: made.version)
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.agendas.list(
            convening: try request.queryID("conveningId"), within: request.principal.scope.list, limit: page.limit,
            after: try page.after.map(idStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let found = try await self.database.withTransaction(.readOnly) { try await self.agendas.find(id, $0) }
        return try .ok(found, version: found.version)
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let input: AgendaInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.agendas.find(id, lock: true, transaction)
            try await self.requireKnown(input, rooms: current.rooms, request, transaction)
            let before = try await self.sessions.all(id, transaction).count { $0.placement != nil }
            let changed = try await self.agendas.update(id, input, ifMatch: request.ifMatch, transaction)
            let after = try await self.sessions.all(id, transaction).count { $0.placement != nil }
            try await record.audit("agenda.changed", "agenda/\(id)", details: ["unplaced": "\(before - after)"])
            return try .ok(changed, version: changed.version)
        }
    }

    /// The convening must be there, and an id that is given must be a room of this agenda: ids of others are neither
    /// taken nor made.
    private func requireKnown(
        _ input: AgendaInput, rooms: [ScheduleRoom], _ request: APIRequest, _ transaction: Transaction
    ) async throws {
        let known = Set(rooms.compactMap(\.id))
        var faults = input.rooms.enumerated().compactMap { index, room -> FieldError? in
            guard let id = room.id, !known.contains(id) else { return nil }
            return FieldError(
                pointer: "/rooms/\(index)/id", code: "unknown",
                detail: "The agenda has no such room. Leave the id out for a new one.")
        }
        let isKnown = try await self.agendas.hasConvening(input.conveningId, transaction)
        if !isKnown || !request.principal.scope.reaches(input.conveningId) { faults.append(.unknownConvening) }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    @Sendable private func clashes(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let only: SessionID? = try request.queryID("sessionId")
        let draft = try await self.database.withTransaction(.readOnly) { try await self.draft(id, $0) }
        var clashes = AgendaEvaluator(draft.timeline).clashes(of: draft.placements)
        if let only { clashes = clashes.filter { $0.sessions.contains(only) } }
        return try .ok(ClashWriter(draft).report(clashes))
    }

    private func draft(_ id: AgendaID, _ runner: some QueryRunner) async throws -> AgendaDraft {
        let agenda = try await self.agendas.find(id, runner)
        return try AgendaDraft(agenda, try await self.sessions.all(id, runner))
    }

    @Sendable private func solve(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let input: SolveInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let agenda = try await self.agendas.find(id, lock: true, transaction)
            if input.staysNearRelease, agenda.latestRelease == 0 {
                throw Problem.invalid("/staysNearRelease", "nothing_released", "There is no release to stay near to.")
            }
            guard try await !self.runs.isBusy(id, kind: SchedulingJobs.solving, transaction) else {
                throw Problem.conflict("A solver run for this agenda has not ended.", state: "solving")
            }
            let job = try await record.job(SchedulingJobs.solving, subject: id.description, input: input)
            try await record.audit("agenda.solve-requested", "agenda/\(id)", details: ["seed": "\(input.seed)"])
            return try .accepted(SolveTicket(jobId: job), location: "/v1/jobs/\(job)")
        }
    }

    @Sendable private func listRuns(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let page = try request.page()
        _ = try await self.agendas.find(id, self.database)
        let found = try await self.runs.list(
            id, limit: page.limit, before: try page.after.map(idStart), self.database)
        return try .page(found, of: request)
    }
}

extension FieldError {
    static let unknownConvening = FieldError(
        pointer: "/conveningId", code: "unknown", detail: "There is no such convening.")
}

/// The id that a list goes on after.
func idStart<Tag>(_ keys: [String]) throws -> ID<Tag> {
    guard keys.count == 1, let id = ID<Tag>(keys[0]) else { throw foreignCursor }
    return id
}

/// The number that a list goes on after.
func numberStart(_ keys: [String]) throws -> Int {
    guard keys.count == 1, let number = Int(keys[0]), (0...1_000_000_000).contains(number) else {
        throw foreignCursor
    }
    return number
}

private let foreignCursor = Problem.invalid("?cursor", "not_a_cursor", "This is no cursor that this list has given.")
