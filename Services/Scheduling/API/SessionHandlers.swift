import Access
import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingEngine
import ServiceKit

/// Sessions over HTTP: what they are, where they are, and where they could be.
struct SessionHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    private let agendas: AgendaStore
    private let sessions = SessionStore()

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.agendas = AgendaStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SchedulingEndpoints.createSession, self.create)
        table.on(SchedulingEndpoints.listSessions, self.list)
        table.on(SchedulingEndpoints.getSession, isLight: true, self.get)
        table.on(SchedulingEndpoints.updateSession, self.update)
        table.on(SchedulingEndpoints.deleteSession, self.delete)
        table.on(SchedulingEndpoints.placeSession, self.place)
        table.on(SchedulingEndpoints.checkMove, self.checkMove)
        table.on(SchedulingEndpoints.listFreePlaces, self.freePlaces)
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let agenda: AgendaID = try request.id("agendaId")
        let input: SessionInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let number = try await self.agendas.nextNumber(agenda, transaction)
            try await self.check(input, in: agenda, replacing: nil, transaction)
            let made = try await self.sessions.insert(input, agenda: agenda, number: number, transaction)
            try await record.audit(
                "session.created", "session/\(made.id)", details: ["agenda": agenda.description])
            return try .created(made, location: "/v1/sessions/\(made.id)", version: made.version)
        }
    }

    /// A session may only ask for what its agenda has.
    private func check(
        _ input: SessionInput, in id: AgendaID, replacing own: SessionID?, _ transaction: Transaction
    ) async throws {
        let agenda = try await self.agendas.find(id, transaction)
        let rooms = Set(agenda.rooms.compactMap(\.id))
        let people = Set(agenda.participants.map(\.personId))
        var faults: [FieldError] = []
        func unknown<Item>(_ field: String, _ items: [Item], _ isKnown: (Item) -> Bool, _ detail: String) {
            for (index, item) in items.enumerated() where !isKnown(item) {
                faults.append(FieldError(pointer: "/\(field)/\(index)", code: "unknown", detail: detail))
            }
        }
        unknown("people", input.people, people.contains, "The agenda has no such participant.")
        unknown("requiredRooms", input.requiredRooms, rooms.contains, "The agenda has no such room.")
        unknown("forbiddenRooms", input.forbiddenRooms, rooms.contains, "The agenda has no such room.")
        let days = Set(agenda.slots.map(\.day))
        unknown("requiredDays", input.requiredDays, days.contains, "The agenda has no slot on this day.")
        if let slot = input.fixedSlot, !agenda.slots.contains(where: { $0.day == slot.day && $0.start == slot.start }) {
            faults.append(
                FieldError(pointer: "/fixedSlot", code: "unknown", detail: "The agenda has no such slot."))
        }
        if let first = input.follows {
            let follows = Dictionary(
                try await self.sessions.all(id, transaction).map { ($0.id, $0.details.follows) },
                uniquingKeysWith: { one, _ in one })
            if follows[first] == nil {
                faults.append(
                    FieldError(pointer: "/follows", code: "unknown", detail: "The agenda has no such session."))
            } else if let own, Self.leads(from: first, to: own, follows) {
                faults.append(
                    FieldError(pointer: "/follows", code: "circular", detail: "A session cannot follow itself."))
            }
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    private static func leads(
        from start: SessionID, to goal: SessionID, _ follows: [SessionID: SessionID?]
    ) -> Bool {
        var current: SessionID? = start
        for _ in 0...follows.count {
            guard let here = current else { return false }
            if here == goal { return true }
            current = follows[here] ?? nil
        }
        return true
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let agenda: AgendaID = try request.id("agendaId")
        let page = try request.page()
        _ = try await self.agendas.find(agenda, self.database)
        let found = try await self.sessions.list(
            agenda, limit: page.limit, afterNumber: try page.after.map(numberStart), self.database)
        return try .page(found, of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.sessions.find(request.id("sessionId"), self.database)
        return try .ok(found, version: found.version)
    }

    /// The session, if it is still the version that the caller has read. Its agenda is locked first, as everywhere,
    /// so that two changes cannot wait for each other.
    private func current(_ request: APIRequest, _ transaction: Transaction) async throws -> Session {
        let id: SessionID = try request.id("sessionId")
        let agenda = try await self.sessions.find(id, transaction).agendaId
        _ = try await self.agendas.find(agenda, lock: true, transaction)
        let found = try await self.sessions.find(id, lock: true, transaction)
        guard request.ifMatch.matches(version: found.version) else { throw Problem.stale(found.version) }
        return found
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let input: SessionInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.current(request, transaction)
            try await self.check(input, in: current.agendaId, replacing: current.id, transaction)
            let changed = try await self.sessions.update(current.id, input, transaction)
            try await record.audit("session.changed", "session/\(current.id)")
            return try .ok(changed, version: changed.version)
        }
    }

    @Sendable private func delete(_ request: APIRequest) async throws -> APIResponse {
        try await self.journal.edit(request) { transaction, record in
            let current = try await self.current(request, transaction)
            try await self.sessions.delete(current.id, transaction)
            try await record.audit(
                "session.removed", "session/\(current.id)", details: ["agenda": current.agendaId.description])
            return .noContent
        }
    }

    @Sendable private func place(_ request: APIRequest) async throws -> APIResponse {
        let input: PlacementInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            let current = try await self.current(request, transaction)
            let agenda = try await self.agendas.find(current.agendaId, transaction)
            try Self.requirePlace(input.placement, in: agenda)
            let placed = try await self.sessions.place(
                current.id, input.placement, isPinned: input.isPinned, transaction)
            let what = input.placement == nil ? "session.taken-off" : "session.placed"
            try await record.audit(
                what, "session/\(current.id)", details: ["pinned": input.isPinned ? "yes" : "no"])
            return try .ok(placed, version: placed.version)
        }
    }

    private static func requirePlace(_ placement: SessionPlacement?, in agenda: Agenda) throws {
        guard let placement else { return }
        var faults: [FieldError] = []
        if !agenda.slots.contains(where: { $0.day == placement.day && $0.start == placement.start }) {
            faults.append(
                FieldError(pointer: "/placement/start", code: "unknown", detail: "The agenda has no such slot."))
        }
        if !agenda.rooms.contains(where: { $0.id == placement.roomId }) {
            faults.append(
                FieldError(pointer: "/placement/roomId", code: "unknown", detail: "The agenda has no such room."))
        }
        guard faults.isEmpty else { throw Problem.invalid(faults) }
    }

    private func draft(with id: SessionID) async throws -> AgendaDraft {
        try await self.database.withTransaction(.readOnly) { transaction in
            let session = try await self.sessions.find(id, transaction)
            async let agenda = self.agendas.find(session.agendaId, transaction)
            async let all = self.sessions.all(session.agendaId, transaction)
            return try AgendaDraft(try await agenda, try await all)
        }
    }

    @Sendable private func checkMove(_ request: APIRequest) async throws -> APIResponse {
        let id: SessionID = try request.id("sessionId")
        let input: MoveInput = try request.body()
        let draft = try await self.draft(with: id)
        try Self.requirePlace(input.placement, in: draft.agenda)
        let preview = AgendaAdvisor(draft.timeline).preview(
            moving: id, to: input.placement.flatMap(draft.place), in: draft.placements)
        let writer = ClashWriter(draft)
        return try .ok(
            MoveReport(
                added: preview.added.map(writer.entry), removed: preview.removed.map(writer.entry),
                remaining: preview.remaining.map(writer.entry)))
    }

    @Sendable private func freePlaces(_ request: APIRequest) async throws -> APIResponse {
        let id: SessionID = try request.id("sessionId")
        let draft = try await self.draft(with: id)
        let free = AgendaAdvisor(draft.timeline).freePlaces(for: id, in: draft.placements)
        return try .ok(
            Page(
                items: free.map { FreePlaceEntry(placement: draft.placement($0.place), penalty: $0.penalty) },
                next: nil))
    }
}
