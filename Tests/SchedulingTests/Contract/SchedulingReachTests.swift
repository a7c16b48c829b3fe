import Access
import Foundation
import Postgres
import Primitives
import SchedulingContract
import SchedulingService
import ServiceClient
import TestSupport
import Testing

/// Every operation on things of one's own convening and of another.
@Suite(
    "Scheduling: own and others'",
    .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SchedulingReachTests {
    private static let endpoints = SchedulingService.endpoints
    /// What belongs to no convening: fair hours, and jobs, which only those see who asked for them.
    private static let general: Set<String> = ["findTimes", "getJob", "cancelJob"]

    @Test func noOperationIsLeftOut() {
        for endpoint in Self.endpoints where !endpoint.isOpen {
            let expected: Endpoint.Reach =
                Self.general.contains(endpoint.id) ? .general : endpoint.id == "exportAudit" ? .whole : .convening
            #expect(endpoint.reach == expected, "\(endpoint.id)")
        }
    }

    private static func frame(_ convening: ConveningID) -> AgendaInput {
        let frame = SchedulingWorld.frame
        return AgendaInput(
            conveningId: convening, acronym: frame.acronym, title: frame.title, zone: frame.zone, rooms: frame.rooms,
            slots: frame.slots, participants: frame.participants, interpreters: frame.interpreters)
    }

    private static func online(_ convening: ConveningID?) -> OnlineSessionInput {
        OnlineSessionInput(
            conveningId: convening, kind: .webinar, title: LocalizedText(en: "Advocacy"),
            day: SchedulingWorld.date("2027-05-03"), start: SchedulingWorld.time("14:30"), zone: .utc, minutes: 90,
            audience: [ScheduleAudience(zone: .utc, country: Country.programme[0], count: 3)])
    }

    private static func text(_ value: some Encodable) -> String {
        String(decoding: (try? JSONEncoder().encode(value)) ?? Data(), as: UTF8.self)
    }

    private static func things(_ world: SchedulingWorld, _ convening: ConveningID) async throws -> [String: String] {
        let agenda = try await world.makeAgenda(Self.frame(convening))
        let session = try await world.makeSession(agenda, "A session")
        let online: OnlineSession = try await world.ask(
            SchedulingEndpoints.createOnlineSession, body: Self.online(convening))
        return [
            "agendaId": agenda.id.description, "sessionId": session.id.description,
            "onlineSessionId": online.id.description,
        ]
    }

    @Test func ofAnotherConveningNothingExists() async throws {
        try await SchedulingWorld.with { world in
            let pool = Database(
                try TestDatabase.shared.configuration(database: world.service.database),
                logger: TestDatabase.logger())
            let run = Task { try await pool.run() }
            defer { run.cancel() }
            let elsewhere = ConveningID.next()
            _ = try await pool.execute(
                """
                insert into applications.convening
                    (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                values (\(elsewhere), 'global-convening', 'in-person', '{"en":"C"}', '{"en":"C"}', 'UTC',
                    '2027-03-01', '2027-03-04', 60, 'announced')
                """)
            let own = try await Self.things(world, SchedulingWorld.convening)
            let other = try await Self.things(world, elsewhere)
            let webinar: OnlineSession = try await world.ask(
                SchedulingEndpoints.createOnlineSession, body: Self.online(nil))
            var walk = ReachWalk(
                things: own.reduce(into: [:]) { $0[$1.key] = ($1.value, other[$1.key] ?? "") },
                convening: SchedulingWorld.convening)
            walk.marks = [
                "listAgendas": (own["agendaId"] ?? "", other["agendaId"] ?? "-"),
                // What belongs to no convening is there for everybody.
                "listOnlineSessions": (webinar.id.description, other["onlineSessionId"] ?? "-"),
            ]
            @Sendable func named(_ side: ReachWalk.Side) -> ConveningID {
                switch side {
                case .own: SchedulingWorld.convening
                case .other: elsewhere
                case .nobody: ConveningID.next()
                }
            }
            let agenda: @Sendable (ReachWalk.Side) -> String = { Self.text(Self.frame(named($0))) }
            let online: @Sendable (ReachWalk.Side) -> String = { Self.text(Self.online(named($0))) }
            walk.bodies = [
                "createAgenda": agenda, "updateAgenda": agenda, "createOnlineSession": online,
                "updateOnlineSession": online,
            ]
            let reached = Self.endpoints.filter { $0.reach == .convening }
            let outcome = try await walk.run(world.service, reached) { $0.roles }
            #expect(outcome.wrong == [])
            #expect(outcome.tried == ReachWalk.cells(reached) { $0.roles })
            let rows = try await ConveningPartition(.scheduling, database: world.service.database)
                .check(SchedulingWorld.convening, elsewhere)
            #expect(rows.wrong == [])
            #expect(rows.shared.isSuperset(of: ["agenda", "online_session"]))
        }
    }
}
