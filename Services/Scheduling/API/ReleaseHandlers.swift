import Access
import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingDomain
import SchedulingEngine
import ServiceKit

/// Releases over HTTP: publishing, and what the public reads.
struct ReleaseHandlers: Sendable {
    private let database: Database
    private let journal: Journal
    /// Where the public door is, without a slash at the end.
    private let address: String
    private let agendas: AgendaStore
    private let sessions = SessionStore()
    private let releases = ReleaseStore()

    init(_ database: Database, _ vault: FieldVault, address: String) {
        self.database = database
        self.journal = Journal(database, vault)
        self.agendas = AgendaStore(vault)
        self.address = address
    }

    func add(to table: inout HandlerTable) {
        table.on(SchedulingEndpoints.publishRelease, self.publish)
        table.on(SchedulingEndpoints.listReleases, self.list)
        table.on(SchedulingEndpoints.getRelease, self.get)
        table.on(SchedulingEndpoints.getReleaseCalendar, self.calendar)
        table.on(SchedulingEndpoints.getReleaseXML, self.xml)
        table.on(SchedulingEndpoints.getReleaseJSON, self.json)
        table.on(SchedulingEndpoints.getReleasePage, self.page)
    }

    @Sendable private func publish(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let input: ReleaseInput = try request.body()
        return try await self.journal.once(request) { transaction, record in
            let agenda = try await self.agendas.find(id, lock: true, transaction)
            let draft = try AgendaDraft(agenda, try await self.sessions.all(id, transaction))
            let clashes = AgendaEvaluator(draft.timeline).clashes(of: draft.placements)
            try self.requireAllowed(clashes, draft, reason: input.reason)
            let earlier = try await self.releases.find(id, .latest, transaction)?.agenda
            let release = draft.released(
                number: agenda.latestRelease + 1, name: input.name, at: request.receivedAt,
                address: "\(self.address)/v1/agendas/\(id)/releases/latest"
            ).following(earlier)
            let changes = release.changes(since: earlier).map(ReleaseWriter.change)
            let cost = AgendaEvaluator.cost(of: clashes)
            try await self.releases.insert(
                release, input, by: request.principal.subject, changes: changes, clashes: cost, transaction)
            try await self.agendas.noteRelease(id, release.release, transaction)
            try await record.audit(
                "agenda.released", "agenda/\(id)", reason: input.reason,
                details: [
                    "release": "\(release.release)", "sessions": "\(release.sessions.count)",
                    "changes": "\(changes.count)", "hardClashes": "\(cost.hard)",
                ])
            try await record.event(
                "agenda.released", subject: id.description,
                payload: [
                    "agendaId": id.description, "conveningId": agenda.conveningId.description,
                    "release": "\(release.release)",
                ])
            let summary = ReleaseSummary(
                number: release.release, name: input.name, reason: input.reason, publishedAt: release.publishedAt,
                sessions: release.sessions.count, hardClashes: cost.hard, softClashes: cost.soft, changes: changes)
            return try .created(summary, location: "/v1/agendas/\(id)/releases/\(release.release)")
        }
    }

    private func requireAllowed(_ clashes: [Clash], _ draft: AgendaDraft, reason: String?) throws {
        let blocking = clashes.filter { $0.code.blocksRelease }
        let verdict = ReleaseRule.verdict(
            blockingClashes: blocking.count, placedSessions: draft.placements.count, reason: reason)
        switch verdict {
        case .allowed: return
        case .empty:
            throw Problem.conflict("No session has a place yet: there is nothing to publish.", state: "empty")
        case .needsReason(let count):
            throw Problem(
                SchedulingEndpoints.hardClashes,
                "The agenda has \(count) hard clashes. Solve them, or say why it is published all the same.",
                parameters: [
                    "count": "\(count)",
                    "codes": Set(blocking.map(\.code.rawValue)).sorted().joined(separator: " "),
                ])
        }
    }

    @Sendable private func list(_ request: APIRequest) async throws -> APIResponse {
        let id: AgendaID = try request.id("agendaId")
        let page = try request.page()
        _ = try await self.agendas.find(id, self.database)
        let found = try await self.releases.list(
            id, limit: page.limit, beforeNumber: try page.after.map(numberStart), self.database)
        return try .page(found, of: request)
    }

    private func find(_ request: APIRequest) async throws -> ReleaseStore.Kept {
        guard let reference = ReleaseReference(try request.parameter("release")),
            let found = try await self.releases.find(request.id("agendaId"), reference, self.database)
        else { throw Problem.notFound }
        return found
    }

    /// What is released is public: other sites' calendars may read it and caches may keep it for a minute.
    private func shared(_ answer: APIResponse) -> APIResponse {
        var answer = answer
        answer.headers.append(("Cache-Control", "public, max-age=60"))
        answer.headers.append(("Cross-Origin-Resource-Policy", "cross-origin"))
        return answer
    }

    @Sendable private func get(_ request: APIRequest) async throws -> APIResponse {
        let found = try await self.find(request)
        return self.shared(try .ok(ReleaseWriter.release(found.agenda), version: found.number))
    }

    @Sendable private func calendar(_ request: APIRequest) async throws -> APIResponse {
        let language: Language = try request.queryChoice("language") ?? .english
        let titles: CalendarTitles = try request.queryChoice("titles") ?? .full
        let export = ICalendarExport(
            try await self.find(request).agenda, language: language, titles: titles == .neutral ? .neutral : .full)
        return self.shared(
            .file(Array(export.text.utf8), mediaType: "text/calendar; charset=utf-8", name: "agenda.ics"))
    }

    @Sendable private func xml(_ request: APIRequest) async throws -> APIResponse {
        let language: Language = try request.queryChoice("language") ?? .english
        let export = ScheduleXMLExport(
            try await self.find(request).agenda, generator: SchedulingService.version, language: language)
        return self.shared(.file(Array(export.text.utf8), mediaType: "application/xml; charset=utf-8"))
    }

    @Sendable private func json(_ request: APIRequest) async throws -> APIResponse {
        let language: Language = try request.queryChoice("language") ?? .english
        let export = ScheduleJSONExport(
            try await self.find(request).agenda, generator: SchedulingService.version, language: language)
        return self.shared(.file(Array(try export.text().utf8), mediaType: "application/json"))
    }

    @Sendable private func page(_ request: APIRequest) async throws -> APIResponse {
        let language: Language = try request.queryChoice("language") ?? .english
        var zone: Zone?
        if let name = request.query["zone"] {
            guard let known = Zone(name) else {
                throw Problem.invalid(
                    "?zone", "unknown_zone", "This must be an IANA time-zone name such as Africa/Nairobi.")
            }
            zone = known
        }
        let export = AgendaHTMLExport(try await self.find(request).agenda, language: language, zone: zone)
        var answer = self.shared(.file(Array(export.text.utf8), mediaType: "text/html; charset=utf-8"))
        answer.headers.append(
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-\(AgendaHTMLExport.styleHash)'; frame-ancestors 'none'"
            ))
        return answer
    }
}

/// `?titles=` of the calendar.
private enum CalendarTitles: String, CaseIterable {
    case full
    /// Numbers and times only, for phones that others see.
    case neutral
}
