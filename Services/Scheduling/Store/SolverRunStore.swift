import Durability
import Postgres
import Primitives
import SchedulingContract
import Vault

/// SQL of solver runs. They are only ever added. The problem is sealed with a data key of the agenda: it holds the
/// hours of people.
struct SolverRunStore: Sendable {
    private let vault: FieldVault

    init(_ vault: FieldVault) {
        self.vault = vault
    }

    private struct Row: RowDecodable {
        let run: SolverRun

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.run = SolverRun(
                id: try row.next(), jobId: try row.next(), engine: try row.next(), seed: try row.next(),
                iterations: try row.next(), inputHash: try row.next(), hardBefore: try row.next(),
                softBefore: try row.next(), hard: try row.next(), soft: try row.next(), isStopped: try row.next(),
                finishedAt: try row.next())
        }
    }

    /// The hash is that of the problem's text, by which a repeated run is compared.
    func insert(
        _ run: SolverRun, agenda: AgendaID, problem: String, placements: JSONText, _ transaction: Transaction
    ) async throws {
        let subject = Subject.agenda(agenda)
        let sealer = try await self.vault.sealer([KeyName(subject, .programme)], transaction)
        let sealed = try sealer.seal(
            text: problem, subject, .programme, FieldContext("scheduling.solver_run", "problem", row: run.id, .c2))
        _ = try await transaction.execute(
            """
            insert into solver_run (id, agenda_id, job_id, engine, seed, iterations, problem, input_hash, placements,
                hard_before, soft_before, hard, soft, is_stopped, finished_at)
            values (\(run.id), \(agenda), \(run.jobId), \(run.engine), \(run.seed), \(run.iterations),
                \(sealed), encode(sha256(convert_to(\(problem), 'UTF8')), 'hex'), \(placements),
                \(run.hardBefore), \(run.softBefore), \(run.hard), \(run.soft), \(run.isStopped),
                \(run.finishedAt))
            """)
    }

    /// Newest first.
    func list(
        _ agenda: AgendaID, limit: Int, before: RunID?, _ runner: some QueryRunner
    ) async throws -> Page<SolverRun> {
        let rows = try await runner.fetchAll(
            """
            select id, job_id, engine, seed, iterations, input_hash, hard_before, soft_before, hard, soft, is_stopped,
                finished_at
            from solver_run
            where agenda_id = \(agenda) and (\(before)::uuid is null or id < \(before))
            order by id desc
            limit \(limit + 1)
            """, as: Row.self)
        return Page(rows.map(\.run), limit: limit) { [$0.id.description] }
    }

    /// Whether a run of an agenda waits or goes on.
    func isBusy(_ agenda: AgendaID, kind: String, _ runner: some QueryRunner) async throws -> Bool {
        try await runner.fetchValue(
            """
            select exists (select from job
                where kind = \(kind) and subject = \(agenda.description) and state in ('queued', 'running'))
            """, as: Bool.self)
    }
}
