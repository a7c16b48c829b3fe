import Durability
import Postgres
import Primitives
import SchedulingContract
import SchedulingDomain
import SchedulingEngine
import ServiceKit

/// Solves an agenda: reads the draft, searches without holding anything, and puts the sessions where the search
/// has them, if nobody changed the draft in the meantime. Input, seed and engine are sealed with the result.
struct SolveJob: Sendable {
    private let database: Database
    private let journal: Journal
    private let agendas: AgendaStore
    private let sessions = SessionStore()
    private let releases = ReleaseStore()
    private let runs: SolverRunStore

    init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
        self.agendas = AgendaStore(vault)
        self.runs = SolverRunStore(vault)
    }

    /// What is sealed.
    private struct Sealed: Codable {
        let problem: AgendaProblem
        let start: [Placed]
    }

    /// A session's place as sealed and kept, in a stable order.
    private struct Placed: Codable {
        let session: SessionID
        let place: AgendaPlace
    }

    func run(_ context: JobContext) async throws -> SolverRun {
        let input: SolveInput = try context.input()
        guard let id = AgendaID(context.job.subject) else { throw JobFailure("unknown-agenda", "No such agenda.") }
        context.report(0, "reading")
        let draft = try await self.database.withTransaction(.readOnly) { transaction in
            try await self.draft(id, staysNearRelease: input.staysNearRelease, transaction)
        }
        let solver = AgendaSolver(draft.timeline)
        let iterations = input.iterations ?? solver.sensibleIterations
        let result = try await context.compute { context in
            solver.solve(
                from: draft.placements, seed: UInt64(input.seed),
                budget: SearchBudget(iterations: iterations, shouldStop: { context.isCancelled }),
                progress: { context.report($0.share, "hard \($0.best.hard), soft \($0.best.soft)") })
        }
        guard result.searchCost == result.cost else {
            throw JobFailure("agenda-unsound", "The search and the evaluator disagree; nothing was changed.")
        }
        let isStopped = context.isCancelled
        if isStopped, input.whenStopped == .discard {
            throw JobFailure("stopped", "The run was stopped; nothing was changed.")
        }
        let run = SolverRun(
            id: RunID.next(), jobId: context.job.id, engine: AgendaSolver.version, seed: input.seed,
            iterations: result.iterations, inputHash: "",
            hardBefore: AgendaEvaluator(draft.timeline).cost(of: draft.placements).hard,
            softBefore: AgendaEvaluator(draft.timeline).cost(of: draft.placements).soft, hard: result.cost.hard,
            soft: result.cost.soft, isStopped: isStopped, finishedAt: .now)
        return try await self.keep(run, result, draft, context)
    }

    private func draft(
        _ id: AgendaID, staysNearRelease: Bool, _ transaction: Transaction
    ) async throws -> AgendaDraft {
        let agenda = try await self.agendas.find(id, transaction)
        let sessions = try await self.sessions.all(id, transaction)
        let draft = try AgendaDraft(agenda, sessions)
        guard staysNearRelease, let release = try await self.releases.find(id, .latest, transaction) else {
            return draft
        }
        var reference: AgendaPlacements = [:]
        for session in release.agenda.sessions where draft.timeline.sessionIndex[session.id] != nil {
            guard let slot = draft.timeline.slotWindows.firstIndex(where: { $0.start == session.window.start })
            else { continue }
            reference[session.id] = AgendaPlace(slot: slot, room: session.room)
        }
        return try AgendaDraft(agenda, sessions, reference: reference)
    }

    private func keep(
        _ run: SolverRun, _ result: AgendaSolver.Result, _ draft: AgendaDraft, _ context: JobContext
    ) async throws -> SolverRun {
        let sealed = Sealed(problem: draft.problem, start: Self.list(draft.placements, draft))
        let problem = try JSONText(encoding: sealed).text
        let placements = try JSONText(encoding: Self.list(result.placements, draft))
        let changed = draft.sessions.compactMap { session -> (id: SessionID, placement: SessionPlacement)? in
            guard !session.isPinned, let place = result.placements[session.id] else { return nil }
            return (session.id, draft.placement(place))
        }
        return try await self.journal.finish(context) { transaction, record in
            let agenda = try await self.agendas.find(draft.agenda.id, lock: true, transaction)
            let versions = try await self.sessions.all(agenda.id, transaction).map { [$0.number, $0.version] }
            guard agenda.version == draft.agenda.version, versions == draft.sessions.map({ [$0.number, $0.version] })
            else {
                throw JobFailure("changed-meanwhile", "Somebody changed the draft while it was solved. Solve it again.")
            }
            let moved = try await self.sessions.placeAll(changed, transaction)
            try await self.runs.insert(run, agenda: agenda.id, problem: problem, placements: placements, transaction)
            try await record.audit(
                "agenda.solved", "agenda/\(agenda.id)",
                details: [
                    "run": run.id.description, "moved": "\(moved)", "hard": "\(run.hard)", "soft": "\(run.soft)",
                    "seed": "\(run.seed)", "engine": run.engine,
                ])
            return run
        }
    }

    private static func list(_ placements: AgendaPlacements, _ draft: AgendaDraft) -> [Placed] {
        draft.sessions.compactMap { session in
            placements[session.id].map { Placed(session: session.id, place: $0) }
        }
    }
}
