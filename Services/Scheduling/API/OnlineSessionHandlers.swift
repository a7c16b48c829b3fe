import Access
import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingEngine
import ServiceKit

/// Online sessions and their hours over HTTP.
struct OnlineSessionHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    private let sessions = OnlineSessionStore()
    private let agendas: AgendaStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.agendas = AgendaStore(vault)
    }

    func add(to table: inout HandlerTable) {
        table.on(SchedulingEndpoints.findTimes, self.findTimes)
        table.on(SchedulingEndpoints.createOnlineSession, self.create)
        table.on(SchedulingEndpoints.listOnlineSessions, self.list)
        table.on(SchedulingEndpoints.getOnlineSession, isLight: true, self.get)
        table.on(SchedulingEndpoints.updateOnlineSession, self.update)
    }

    @Sendable private func findTimes(_ request: APIRequest) async throws -> APIResponse {
        let input: TimeFinderInput = try request.body()
        let finder = TimeFinder(
            places: input.places.map {
                TimeFinder.Place(
                    zone: $0.zone, country: $0.country, count: $0.count,
                    restDays: $0.restDays.map { Set($0.map(\.number)) })
            }, minutes: input.minutes)
        // 62 dates × 96 starts × 300 places is seconds of work: not on the threads that answer requests.
        let best = try await EngineThread.run { finder.best(input.count, on: input.dates) }
        return try .ok(TimeFinderReport(tried: input.dates.count * 96, best: best.map(HoursWriter.candidate)))
    }

    @Sendable private func create(_ request: APIRequest) async throws -> APIResponse {
        let input: OnlineSessionInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            try await self.requireKnown(input, request, transaction)
            let made = try HoursWriter.session(try await self.sessions.insert(input, transaction))
            try await record.audit("online-session.created", "online-session/\(made.id)")
            try await record.event(
                "online-session.scheduled", subject: made.id.description,
                payload: ["onlineSessionId": made.id.description, "startsAt": made.hours.startsAt.description])
            return try .created(made, location: "/v1/online-sessions/\(made.id)", version: made.version)
        }
    }

    private func requireKnown(
        _ input: OnlineSessionInput, _ request: APIRequest, _ transaction: Transaction
    ) async throws {
        guard let convening = input.conveningId else { return }
        guard request.principal.scope.reaches(convening),
            try await self.agendas.hasConvening(convening, transaction)
        else {
            throw Problem.invalid([.unknownConvening])
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let page = try request.page()
        let found = try await self.sessions.list(
            within: request.principal.scope.list, limit: page.limit, after: try page.after.map(idStart),
            self.database)
        return try .page(
            Page(items: try found.items.map(HoursWriter.session), next: found.next), of: request)
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let found = try HoursWriter.session(
            try await self.sessions.find(request.id("onlineSessionId"), self.database))
        return try .ok(found, version: found.version)
    }

    @Sendable private func update(_ request: APIRequest) async throws -> APIResponse {
        let id: OnlineSessionID = try request.id("onlineSessionId")
        let input: OnlineSessionInput = try request.body()
        return try await self.journal.edit(request) { transaction, record in
            try await self.requireKnown(input, request, transaction)
            let changed = try HoursWriter.session(
                try await self.sessions.update(id, input, ifMatch: request.ifMatch, transaction))
            try await record.audit("online-session.changed", "online-session/\(id)")
            try await record.event(
                "online-session.scheduled", subject: id.description,
                payload: ["onlineSessionId": id.description, "startsAt": changed.hours.startsAt.description])
            return try .ok(changed, version: changed.version)
        }
    }
}
