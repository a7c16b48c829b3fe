import Access
import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
import ServiceLifecycle

/// Works through a service's job queue: claims with `for update skip locked`, keeps a heartbeat, takes over jobs of
/// a worker that died, reports progress, and stops a job when a person asks for it.
///
/// Any number of runners may work on one queue. A job belongs to the attempt that claimed it: whoever comes back late,
/// from a frozen process or a broken connection, finds it taken over and changes nothing (`Journal.finish`).
package struct JobRunner: Service {
    /// Does one kind of job and returns the result that is kept with it.
    package typealias Handler = @Sendable (JobContext) async throws -> any Encodable & Sendable

    /// A job that ended so many workers, or lost so many connections, is given up.
    package static let attempts = 5
    /// How often it may be tried to say so.
    private static let endings = 20
    /// A worker that has been silent for so long has lost its job to the next one.
    private static let silence = "15 seconds"
    /// How long a stopping service waits for the job in hand before it gives it back.
    private static let patience = Duration.seconds(2)

    private let database: Database
    private let handlers: [String: Handler]
    private let logger: Logger
    private let pause: Duration

    /// - Parameter pause: how long an idle runner waits before it looks again.
    package init(
        _ database: Database, handlers: [String: Handler], logger: Logger, pause: Duration = .milliseconds(200)
    ) {
        self.database = database
        self.handlers = handlers
        self.logger = logger
        self.pause = pause
    }

    /// Takes one job after the other until the service stops; that the queue cannot be reached is logged and tried again.
    package func run() async throws {
        var failures = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let job = try await self.claim()
                if failures > 0 { self.logger.notice("job queue reachable again") }
                failures = 0
                if let job {
                    await self.carry(job)
                    continue
                }
            } catch {
                // Said once, not at every try: the database's own log has the rest.
                if failures == 0 {
                    self.logger.warning("job queue unreachable", metadata: ["error": "\(type(of: error))"])
                }
                failures += 1
                let pause = Duration.seconds(min(failures, 5))
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.pause) }
        }
    }

    /// The next job. Some attempts more than are allowed are still given out: the handler says that it was given up, and
    /// that may be interrupted too.
    private func claim() async throws -> ClaimedJob? {
        let kinds = Array(self.handlers.keys.sorted())
        return try await self.database.fetchOptional(
            """
            update job set state = 'running', started_at = coalesce(started_at, clock_timestamp()),
                heartbeat_at = clock_timestamp(), attempts = attempts + 1
            where id = (
                select id from job
                where kind = any(\(kinds)) and attempts < \(Self.attempts + Self.endings)
                    and (state = 'queued'
                        or (state = 'running'
                            and heartbeat_at < clock_timestamp() - (\(Self.silence)::text)::interval))
                order by created_at
                limit 1
                for update skip locked)
            returning id, kind, subject, input, requested_by, requested_role, request, attempts, cancel_requested
            """, as: ClaimedJob.self)
    }

    /// Works on a job until it has ended, or until the service stops and the job did not end soon enough.
    private func carry(_ job: ClaimedJob) async {
        guard let handler = self.handlers[job.kind] else { return }
        let context = JobContext(job: job)
        let (ended, end) = AsyncStream<Void>.makeStream()
        let work = Task {
            await self.work(context, handler)
            end.finish()
        }
        await withGracefulShutdownHandler {
            for await _ in ended {}
        } onGracefulShutdown: {
            Task {
                try? await Task.sleep(for: Self.patience)
                end.finish()
            }
        }
        guard !context.hasEnded else { return }
        await self.giveBack(job)
        // Only now: who stops by this flag finds that the job is somebody else's.
        context.cancel()
        work.cancel()
    }

    private func work(_ context: JobContext, _ handler: Handler) async {
        let job = context.job
        let heart = Task { await self.keepHeartbeat(context) }
        defer {
            heart.cancel()
            context.end()
        }
        do {
            let result = try await handler(context)
            if context.isKept { return }
            let json = JSONText(String(decoding: try ResponseCoding.bytes(result), as: UTF8.self))
            _ = try await self.database.execute(
                """
                update job set state = 'done', progress = 1, message = '', result = \(json),
                    finished_at = clock_timestamp()
                where id = \(job.id) and state = 'running' and attempts = \(job.attempts)
                """)
        } catch is JobTakenOver {
            self.logger.notice("job taken over by another worker", metadata: ["job": "\(job.id)"])
        } catch  where !context.isFinal(error) {
            // The work is in order, the way to the database is not: another attempt will do.
            self.logger.warning(
                "job interrupted",
                metadata: ["job": "\(job.id)", "error": "\(DatabaseProblems.hooks().describe(error))"])
            try? await Task.sleep(for: .seconds(1))
            await self.giveBack(job)
        } catch {
            await self.fail(job, error, wasCancelled: context.isCancelled)
        }
    }

    /// Puts a job back into the queue. When that does not succeed, its silence does the same.
    private func giveBack(_ job: ClaimedJob) async {
        do {
            _ = try await self.database.execute(
                """
                update job set state = 'queued', heartbeat_at = null
                where id = \(job.id) and state = 'running' and attempts = \(job.attempts)
                """)
        } catch {
            self.logger.warning("job not given back", metadata: ["job": "\(job.id)"])
        }
    }

    private func fail(_ job: ClaimedJob, _ error: any Error, wasCancelled: Bool) async {
        let failure: JobFailure
        switch error {
        case let known as JobFailure: failure = known
        case let problem as Problem:
            failure = JobFailure(problem.type.slug, problem.detail, parameters: problem.parameters)
        default:
            self.logger.error(
                "job failed",
                metadata: [
                    "kind": "\(job.kind)", "job": "\(job.id)", "error": "\(DatabaseProblems.hooks().describe(error))",
                ])
            failure = JobFailure("internal-error", "Something went wrong on our side.")
        }
        let state = wasCancelled ? "cancelled" : "failed"
        guard let json = try? ResponseCoding.bytes(failure) else { return }
        do {
            _ = try await self.database.execute(
                """
                update job set state = \(state), problem = \(JSONText(String(decoding: json, as: UTF8.self))),
                    finished_at = clock_timestamp()
                where id = \(job.id) and state = 'running' and attempts = \(job.attempts)
                """)
        } catch {
            // Its heartbeat stops here, so another worker takes it over.
            self.logger.warning("job end not kept", metadata: ["job": "\(job.id)"])
        }
    }

    private func keepHeartbeat(_ context: JobContext) async {
        while !Task.isCancelled {
            let progress = context.reported
            let isCancelled = try? await self.database.fetchOptional(
                """
                update job set heartbeat_at = clock_timestamp(), progress = \(progress.fraction),
                    message = \(progress.message)
                where id = \(context.job.id) and state = 'running' and attempts = \(context.job.attempts)
                returning cancel_requested
                """, as: CancelFlag.self)
            if isCancelled?.isRequested == true { context.cancel() }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }
}

private struct CancelFlag: RowDecodable {
    let isRequested: Bool

    init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.isRequested = try row.next()
    }
}
