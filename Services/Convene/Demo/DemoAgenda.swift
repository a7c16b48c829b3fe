import Access
import ApplicationsContract
import Foundation
import Primitives
import SchedulingContract
import ServiceClient

/// Fourth act: an agenda of four days in five rooms is solved and published, and two online sessions get their hours.
struct DemoAgenda: Sendable {
    let stage: DemoStage
    let world: DemoWorld
    let seed: UInt64

    struct Outcome: Sendable {
        let agenda: Agenda
        let hardClashes: Int
        let release: ReleaseSummary
        let online: [OnlineSession]
    }

    func play(_ convening: Convening) async throws -> Outcome {
        let logistics = try await self.stage.person(.logistics, "logistics-1")
        let caller = self.stage.caller(.scheduling)
        let act = DemoAct("Agenda", self.stage.terminal)
        let plan = DemoProgramme(convening: convening, seed: self.seed)
        let agenda: Agenda = try await caller.call(
            SchedulingEndpoints.createAgenda, body: plan.agenda, as: logistics
        ).value
        for session in plan.sessions(rooms: agenda.rooms) {
            let _: ClientResponse<Session> = try await caller.call(
                SchedulingEndpoints.createSession, .init(path: [agenda.id.description]), body: session, as: logistics)
        }
        let ticket: SolveTicket = try await caller.call(
            SchedulingEndpoints.solveAgenda, .init(path: [agenda.id.description]),
            body: SolveInput(seed: Int(self.seed % 1_000_000)), as: logistics
        ).value
        try await self.stage.wait(ticket.jobId, at: .scheduling, as: logistics, act)
        let release: ReleaseSummary = try await caller.call(
            SchedulingEndpoints.publishRelease, .init(path: [agenda.id.description]),
            body: ReleaseInput(name: "First agenda"), as: logistics
        ).value
        act.end(
            "\(release.sessions) sessions in \(agenda.rooms.count) rooms, \(release.hardClashes) hard clashes, "
                + "\(release.softClashes) soft")
        try await self.export(agenda, caller)
        let online = try await self.online(convening, caller, logistics)
        return Outcome(agenda: agenda, hardClashes: release.hardClashes, release: release, online: online)
    }

    private func export(_ agenda: Agenda, _ caller: ServiceCaller) async throws {
        let path = ServiceCaller.Options(path: [agenda.id.description, "latest"])
        for (endpoint, name) in [
            (SchedulingEndpoints.getReleaseCalendar, "agenda.ics"), (SchedulingEndpoints.getReleaseXML, "agenda.xml"),
            (SchedulingEndpoints.getReleaseJSON, "agenda.json"), (SchedulingEndpoints.getReleasePage, "agenda.html"),
        ] {
            // What is released is public: no token goes with it.
            try self.stage.keep(name, try await caller.send(endpoint, path, as: .certificateOnly).value)
        }
    }

    private func online(
        _ convening: Convening, _ caller: ServiceCaller, _ logistics: Credential
    ) async throws -> [OnlineSession] {
        let act = DemoAct("Online sessions", self.stage.terminal)
        var made: [OnlineSession] = []
        let places: [(String, String, Int)] = [
            ("Africa/Khartoum", "SDN", 9), ("America/Bogota", "COL", 7), ("Asia/Aden", "YEM", 8),
            ("Europe/Kyiv", "UKR", 6), ("Pacific/Fiji", "FJI", 4), ("Asia/Kabul", "AFG", 5),
        ]
        for (kind, title, days) in [
            (
                ScheduleKind.webinar,
                LocalizedText(
                    en: "Safe records", fr: "Des archives sûres", es: "Archivos seguros", ar: "سجلات آمنة"), 14
            ),
            (
                .peerExchange,
                LocalizedText(
                    en: "Mediation over land and water", fr: "Médiation sur la terre et l’eau",
                    es: "Mediación por la tierra y el agua", ar: "الوساطة حول الأرض والمياه"), 21
            ),
        ] {
            let week = (0..<5).map { convening.startsOn.adding(days: -days - 28 + $0) }
            let audience = places.compactMap { zone, country, count -> ScheduleAudience? in
                guard let zone = Zone(zone), let country = Country(country) else { return nil }
                return ScheduleAudience(zone: zone, country: country, count: count)
            }
            let report: TimeFinderReport = try await caller.call(
                SchedulingEndpoints.findTimes,
                body: TimeFinderInput(
                    places: audience.map { TimeFinderPlace(zone: $0.zone, country: $0.country, count: $0.count) },
                    minutes: 90, dates: week), as: logistics
            ).value
            guard let best = report.best.first else { throw CommandFailure("no hour was found for the webinar") }
            let local = Zone.utc.local(best.startsAt)
            let session: OnlineSession = try await caller.call(
                SchedulingEndpoints.createOnlineSession,
                body: OnlineSessionInput(
                    conveningId: convening.id, kind: kind, title: title, day: local.date, start: local.time,
                    zone: .utc, minutes: 90, interpretation: ["en-ar", "en-es"], audience: audience), as: logistics
            ).value
            made.append(session)
        }
        let words = made.map {
            "\($0.details.kind.rawValue) \($0.hours.startsAt) fair for \($0.hours.atEase) of \($0.hours.people)"
        }
        act.end(words.joined(separator: "; "))
        return made
    }
}
