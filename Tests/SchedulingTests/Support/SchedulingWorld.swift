import Access
import Durability
import Foundation
import Postgres
import Primitives
import SchedulingContract
import SchedulingService
import ServiceClient
import TestSupport

/// A running scheduling service with short ways to ask it.
struct SchedulingWorld: Sendable {
    let service: RunningService

    func ask<Value: Decodable & Sendable>(
        _ endpoint: Endpoint, _ path: [String] = [], as role: Role = .logistics, ifMatch: String? = nil,
        query: [(name: String, value: String)] = [], body: (any Encodable & Sendable)? = nil,
        returning type: Value.Type = Value.self
    ) async throws -> Value {
        try await self.service.caller.call(
            endpoint, .init(path: path, query: query, ifMatch: ifMatch), body: body,
            as: try await self.service.credential(role)
        ).value
    }

    /// Waits for a job to end.
    func finished(_ job: JobID) async throws -> JobStatus {
        for _ in 0..<300 {
            let status: JobStatus = try await self.ask(DurabilityEndpoints.job, [job.description])
            if ["done", "failed", "cancelled"].contains(status.state) { return status }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw ClientProblem.noAnswer("the job did not end")
    }

    static let amina = PersonID.next()
    static let rosa = PersonID.next()
    static let convening = ConveningID.next()

    static func date(_ text: String) -> LocalDate {
        guard let date = LocalDate(iso8601: text) else { preconditionFailure("\(text) is a date") }
        return date
    }

    static func time(_ text: String) -> LocalTime {
        guard let time = LocalTime(iso8601: text) else { preconditionFailure("\(text) is a time") }
        return time
    }

    static func zone(_ name: String) -> Zone {
        guard let zone = Zone(name) else { preconditionFailure("\(name) is a zone") }
        return zone
    }

    /// Two days of four slots in two rooms; Amina leaves after the first day.
    static var frame: AgendaInput {
        AgendaInput(
            conveningId: self.convening, acronym: "global-2027",
            title: LocalizedText(en: "Global Convening", ar: "الملتقى العالمي"), zone: self.zone("Africa/Nairobi"),
            rooms: [
                ScheduleRoom(name: "Great hall", capacity: 100, isStepFree: true, booths: 2),
                ScheduleRoom(name: "Olive room", capacity: 30, isStepFree: false),
            ],
            slots: ["2027-03-15", "2027-03-16"].flatMap { day in
                ["09:00", "10:30", "14:00", "15:30"].map {
                    ScheduleSlot(day: self.date(day), start: self.time($0), minutes: 60)
                }
            },
            participants: [
                ScheduleParticipant(
                    personId: self.amina, name: "Amina Osman", zone: self.zone("Africa/Khartoum"),
                    windows: [
                        ScheduleWindow(
                            startDate: self.date("2027-03-14"), startTime: self.time("12:00"),
                            endDate: self.date("2027-03-15"), endTime: self.time("20:00"))
                    ]),
                ScheduleParticipant(personId: self.rosa, name: "Rosa Díaz", zone: self.zone("America/Bogota")),
            ],
            interpreters: [ScheduleInterpreters(pair: "en-fr", count: 1)])
    }

    func makeAgenda(_ input: AgendaInput = Self.frame) async throws -> Agenda {
        try await self.ask(SchedulingEndpoints.createAgenda, body: input)
    }

    func makeSession(
        _ agenda: Agenda, _ title: String, kind: ScheduleKind = .workshop, expected: Int = 20,
        interpretation: [String] = [], people: [PersonID] = []
    ) async throws -> Session {
        try await self.ask(
            SchedulingEndpoints.createSession, [agenda.id.description],
            body: SessionInput(
                kind: kind, title: LocalizedText(en: title), expected: expected, interpretation: interpretation,
                people: people))
    }

    func place(
        _ session: Session, _ day: String, _ start: String, _ room: ScheduleRoom, isPinned: Bool = false
    ) async throws -> Session {
        try await self.ask(
            SchedulingEndpoints.placeSession, [session.id.description], ifMatch: "\"v\(session.version)\"",
            body: PlacementInput(placement: Self.placement(day, start, room), isPinned: isPinned))
    }

    static func placement(_ day: String, _ start: String, _ room: ScheduleRoom) -> SessionPlacement {
        SessionPlacement(day: self.date(day), start: self.time(start), roomId: room.id ?? RoomID.next())
    }

    static func with(_ body: @escaping @Sendable (SchedulingWorld) async throws -> Void) async throws {
        let database = try await TestDatabase.shared.make()
        try await self.announce(database)
        try await RunningService.with(.scheduling, database: database, assemble: SchedulingService.assemble) {
            service in
            try await body(SchedulingWorld(service: service))
        }
    }

    /// The convening that all agendas are of, as the applications service keeps it.
    private static func announce(_ database: String) async throws {
        _ = try await TestDatabase.withPool(of: database) { pool in
            try await pool.execute(
                """
                insert into applications.convening
                    (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                values (\(self.convening), 'global-convening', 'in-person', '{"en":"T"}', '{"en":"S"}', 'Africa/Nairobi',
                    '2027-03-15', '2027-03-16', 60, 'announced')
                """)
        }
    }
}
