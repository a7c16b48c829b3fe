import Access
import ConveneCommands
import Durability
import Foundation
import Postgres
import Primitives
import SchedulingContract
import TestSupport
import Testing

@Suite(
    "Two of each: a killed worker", .serialized,
    .enabled(if: TestDatabase.isAvailable && RunSettings.isPossible, Comment(rawValue: TestDatabase.absence)))
struct TakeoverTests {
    /// One of two scheduling services is killed while it solves: the other takes the agenda over within the time in
    /// which a heart must have beaten, and it is solved once.
    @Test func aJobOfAKilledWorkerIsTakenOver() async throws {
        try await Twins.with([.scheduling]) { twins in
            let tally = Tally()
            let client = GoodClient(
                client: twins.client, addresses: [.scheduling: twins.address(.scheduling)], tally: tally)
            let token = try await TestPlace.shared.token(.logistics, subject: "planner-1")
            let convening = ConveningID.next()
            try await Self.announce(twins.database, convening)
            let agenda = try await Self.agenda(client, token, convening)
            // Long enough that whoever begins it can be found and killed.
            let ticket: SolveTicket = try #require(
                try await client.act(
                    .scheduling, SchedulingEndpoints.solveAgenda, [agenda.description], token: token,
                    body: SolveInput(seed: 1, iterations: 8_000_000)
                ).value)
            // Which of the two works: the one that burns time.
            try await Task.sleep(for: .milliseconds(500))
            var usage: [(Instance, Double)] = []
            for instance in twins.instances { usage.append((instance, await instance.processorSeconds)) }
            try await Task.sleep(for: .milliseconds(500))
            var busiest: (instance: Instance, share: Double)?
            for (instance, before) in usage {
                let share = await instance.processorSeconds - before
                if share > busiest?.share ?? 0 { busiest = (instance, share) }
            }
            let worker = try #require(busiest?.instance)
            await worker.send(.kill)
            let begin = ContinuousClock.now
            _ = await worker.ended()
            var status: JobStatus?
            while status?.finishedAt == nil, ContinuousClock.now - begin < .seconds(150) {
                status = try await client.read(
                    .scheduling, DurabilityEndpoints.job, [ticket.jobId.description], token: token)
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(status?.state == "done", "\(String(describing: status))")
            let (attempts, runs, lines) = try await Self.traces(twins.database, ticket.jobId, agenda)
            #expect(attempts == 2)
            #expect(runs == 1)
            #expect(lines == 1)
            #expect(tally.faults.isEmpty, "\(tally.faults)")
        }
    }

    private static func announce(_ name: String, _ convening: ConveningID) async throws {
        try await TestDatabase.withPool(of: name) { database in
            _ = try await database.execute(
                """
                insert into applications.convening
                    (id, kind, format, title, summary, zone, starts_on, ends_on, places, state)
                values (\(convening), 'global-convening', 'in-person', '{"en":"T"}', '{"en":"S"}', 'UTC',
                    '2027-05-10', '2027-05-13', 60, 'announced')
                """)
        }
    }

    private static func traces(
        _ name: String, _ job: JobID, _ agenda: AgendaID
    ) async throws -> (attempts: Int, runs: Int, lines: Int) {
        let object = "agenda/\(agenda)"
        return try await TestDatabase.withPool(of: name) { database in
            (
                try await database.fetchValue(
                    "select attempts::bigint from scheduling.job where id = \(job)", as: Int.self),
                try await database.fetchValue(
                    "select count(*) from scheduling.solver_run where agenda_id = \(agenda)", as: Int.self),
                try await database.fetchValue(
                    """
                    select count(*) from scheduling.audit
                    where action = 'agenda.solved' and object = \(object)
                    """, as: Int.self)
            )
        }
    }

    private static func agenda(
        _ client: GoodClient, _ token: String, _ convening: ConveningID
    ) async throws -> AgendaID {
        let days = ["2027-05-10", "2027-05-11", "2027-05-12"].compactMap { LocalDate(iso8601: $0) }
        let starts = [9, 11, 14, 16].compactMap { LocalTime(hour: $0, minute: 0) }
        // She is in more sessions than there are hours: the search never finds an end by itself.
        let everywhere = PersonID.next()
        let made: Agenda = try #require(
            try await client.act(
                .scheduling, SchedulingEndpoints.createAgenda, token: token,
                body: AgendaInput(
                    conveningId: convening, acronym: "twins", title: LocalizedText(en: "Twins"), zone: .utc,
                    rooms: ["Acacia", "Baobab", "Olive"].map {
                        ScheduleRoom(name: $0, capacity: 60, isStepFree: true)
                    },
                    slots: days.flatMap { day in starts.map { ScheduleSlot(day: day, start: $0, minutes: 90) } },
                    participants: [ScheduleParticipant(personId: everywhere, name: nil, zone: .utc)])
            ).value)
        for index in 0..<30 {
            let _: Session = try #require(
                try await client.act(
                    .scheduling, SchedulingEndpoints.createSession, [made.id.description], token: token,
                    body: SessionInput(
                        kind: .workshop, title: LocalizedText(en: "Session \(index)"), expected: 20 + index,
                        people: [everywhere])
                ).value)
        }
        return made.id
    }
}

extension Instance {
    /// Processor time that the process has used (proc(5), fields 14 and 15 of stat; clock ticks are 10 ms).
    var processorSeconds: Double {
        guard let pid = self.pid, let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return 0 }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else { return 0 }
        return (user + system) / 100
    }
}
