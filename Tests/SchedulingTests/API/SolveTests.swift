import Access
import Durability
import Foundation
import Postgres
import Primitives
import SchedulingContract
import ServiceClient
import TestSupport
import Testing

@Suite(
    "Scheduling: solving", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct SolveTests {
    @Test func aSolvedDraftHasNoHardClashAndKeepsPins() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await world.makeAgenda()
            let pinned = try await world.place(
                try await world.makeSession(agenda, "Opening", kind: .plenary, expected: 90), "2027-03-15", "09:00",
                agenda.rooms[0], isPinned: true)
            for index in 1...8 {
                _ = try await world.makeSession(
                    agenda, "Session \(index)", expected: index * 7, interpretation: index < 4 ? ["fr-en"] : [],
                    people: index % 3 == 0 ? [SchedulingWorld.amina] : [SchedulingWorld.rosa])
            }
            let ticket: SolveTicket = try await world.ask(
                SchedulingEndpoints.solveAgenda, [agenda.id.description], body: SolveInput(seed: 7))
            let status = try await world.finished(ticket.jobId)
            #expect(status.state == "done")
            #expect(status.progress == 1)
            let report: ClashReport = try await world.ask(
                SchedulingEndpoints.listClashes, [agenda.id.description])
            #expect(report.hard == 0)
            let sessions: [Session] = try await world.ask(
                SchedulingEndpoints.listSessions, [agenda.id.description], returning: Page<Session>.self
            ).items
            #expect(sessions.allSatisfy { $0.placement != nil })
            #expect(sessions.first { $0.id == pinned.id } == pinned)

            let runs: [SolverRun] = try await world.ask(
                SchedulingEndpoints.listSolverRuns, [agenda.id.description], returning: Page<SolverRun>.self
            ).items
            #expect(runs.count == 1)
            #expect(runs[0].hard == report.hard && runs[0].soft == report.soft)
            #expect(runs[0].inputHash.count == 64)
            #expect(runs[0].seed == 7)
        }
    }

    @Test func theSameDraftAndSeedGiveTheSameAgenda() async throws {
        try await SchedulingWorld.with { world in
            var found: [[String]] = []
            for _ in 0..<2 {
                let agenda = try await world.makeAgenda()
                for index in 1...10 {
                    _ = try await world.makeSession(
                        agenda, "Session \(index)", expected: index * 9, people: [SchedulingWorld.rosa])
                }
                let ticket: SolveTicket = try await world.ask(
                    SchedulingEndpoints.solveAgenda, [agenda.id.description],
                    body: SolveInput(seed: 3, iterations: 50_000))
                #expect(try await world.finished(ticket.jobId).state == "done")
                let sessions: [Session] = try await world.ask(
                    SchedulingEndpoints.listSessions, [agenda.id.description], returning: Page<Session>.self
                ).items
                found.append(
                    sessions.map { session in
                        let room = agenda.rooms.firstIndex { $0.id == session.placement?.roomId } ?? -1
                        return
                            "\(session.placement?.day.description ?? "") \(session.placement?.start.description ?? "") \(room)"
                    })
            }
            #expect(found[0] == found[1])
        }
    }

    /// A draft that cannot be free of clashes, so that the search goes on until it is stopped.
    private func impossible(_ world: SchedulingWorld) async throws -> Agenda {
        let agenda = try await world.makeAgenda()
        for index in 1...20 { _ = try await world.makeSession(agenda, "Session \(index)") }
        return agenda
    }

    @Test func aStoppedRunLeavesTheBestOrNothing() async throws {
        try await SchedulingWorld.with { world in
            for (whenStopped, state) in [(SolveInput.WhenStopped.keepBest, "done"), (.discard, "cancelled")] {
                let agenda = try await self.impossible(world)
                let ticket: SolveTicket = try await world.ask(
                    SchedulingEndpoints.solveAgenda, [agenda.id.description],
                    body: SolveInput(iterations: 50_000_000, whenStopped: whenStopped))
                let second = await #expect(throws: ClientProblem.self) {
                    let _: SolveTicket = try await world.ask(
                        SchedulingEndpoints.solveAgenda, [agenda.id.description], body: SolveInput())
                }
                #expect(second?.status == 409)
                for _ in 0..<100 {
                    let status: JobStatus = try await world.ask(DurabilityEndpoints.job, [ticket.jobId.description])
                    if status.state == "running", status.progress > 0 { break }
                    try await Task.sleep(for: .milliseconds(100))
                }
                let _: JobStatus = try await world.ask(DurabilityEndpoints.cancelJob, [ticket.jobId.description])
                #expect(try await world.finished(ticket.jobId).state == state)
                let sessions: [Session] = try await world.ask(
                    SchedulingEndpoints.listSessions, [agenda.id.description], returning: Page<Session>.self
                ).items
                #expect(sessions.allSatisfy { ($0.placement != nil) == (whenStopped == .keepBest) })
            }
        }
    }

    /// The one before it holds the worker; it is stopped while it waits, and leaves the way free.
    @Test func whatIsStoppedBeforeItBeginsIsTold() async throws {
        try await SchedulingWorld.with { world in
            let agendas = [try await self.impossible(world), try await self.impossible(world)]
            var tickets: [SolveTicket] = []
            for agenda in agendas {
                tickets.append(
                    try await world.ask(
                        SchedulingEndpoints.solveAgenda, [agenda.id.description],
                        body: SolveInput(iterations: 50_000_000, whenStopped: .discard)))
            }
            for ticket in tickets.reversed() {
                let _: JobStatus = try await world.ask(DurabilityEndpoints.cancelJob, [ticket.jobId.description])
            }
            for ticket in tickets { #expect(try await world.finished(ticket.jobId).state == "cancelled") }
            let again: SolveTicket = try await world.ask(
                SchedulingEndpoints.solveAgenda, [agendas[1].id.description], body: SolveInput(iterations: 10))
            #expect(["done", "failed"].contains(try await world.finished(again.jobId).state))
        }
    }

    @Test func aDraftThatChangedMeanwhileIsLeftAlone() async throws {
        try await SchedulingWorld.with { world in
            let agenda = try await self.impossible(world)
            let ticket: SolveTicket = try await world.ask(
                SchedulingEndpoints.solveAgenda, [agenda.id.description], body: SolveInput(iterations: 50_000_000))
            for _ in 0..<100 {
                let status: JobStatus = try await world.ask(DurabilityEndpoints.job, [ticket.jobId.description])
                if status.state == "running", status.progress > 0 { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            let added = try await world.makeSession(agenda, "Added meanwhile")
            let _: JobStatus = try await world.ask(DurabilityEndpoints.cancelJob, [ticket.jobId.description])
            let status = try await world.finished(ticket.jobId)
            #expect(status.problem?.code == "changed-meanwhile")
            let session: Session = try await world.ask(SchedulingEndpoints.getSession, [added.id.description])
            #expect(session.placement == nil)
        }
    }
}
