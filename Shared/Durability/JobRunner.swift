import Access
import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Why a job ended without a result; the code and its parameters are shown to who asked for it.
package struct JobFailure: Error, Sendable, Codable, Equatable {
    package let code: String
    package let detail: String
    package let parameters: [String: String]

    package init(_ code: String, _ detail: String, parameters: [String: String] = [:]) {
        self.code = code
        self.detail = detail
        self.parameters = parameters
    }
}

/// Works through a service's job queue: claims with `for update skip locked`, keeps a heartbeat, takes over jobs of
/// a worker that died, reports progress, and stops a job when a person asks for it.
package struct JobRunner: Service {
    /// Does one kind of job and returns the result that `GET /v1/jobs/{jobId}` shows.
    package typealias Handler = @Sendable (JobContext) async throws -> any Encodable & Sendable

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

    package func run() async throws {
        // Not cancelled in the middle of a job: a graceful stop lets the current one end or be taken over.
        var failures = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                let job = try await self.claim()
                if failures > 0 { self.logger.notice("job queue reachable again") }
                failures = 0
                if let job {
                    await self.work(job)
                    continue
                }
            } catch {
                // Said once, not at every try: the database's own log has the rest.
                if failures == 0 {
                    self.logger.warning("job queue unreachable", metadata: ["error": "\(type(of: error))"])
                }
                failures += 1
                let pause = Duration.seconds(min(failures, 10))
                try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.pause) }
        }
    }

    private func claim() async throws -> ClaimedJob? {
        let kinds = Array(self.handlers.keys.sorted())
        return try await self.database.fetchOptional(
            """
            update job set state = 'running', started_at = coalesce(started_at, clock_timestamp()),
                heartbeat_at = clock_timestamp(), attempts = attempts + 1
            where id = (
                select id from job
                where kind = any(\(kinds)) and attempts < 5
                    and (state = 'queued'
                        or (state = 'running' and heartbeat_at < clock_timestamp() - interval '15 seconds'))
                order by created_at
                limit 1
                for update skip locked)
            returning id, kind, subject, input, requested_by, requested_role, request
            """, as: ClaimedJob.self)
    }

    private func work(_ job: ClaimedJob) async {
        guard let handler = self.handlers[job.kind] else { return }
        let context = JobContext(job: job)
        let heart = Task { await self.keepHeartbeat(context) }
        defer { heart.cancel() }
        do {
            let result = try await handler(context)
            let json = JSONText(String(decoding: try ResponseCoding.bytes(result), as: UTF8.self))
            _ = try await self.database.execute(
                """
                update job set state = 'done', progress = 1, message = '', result = \(json),
                    finished_at = clock_timestamp()
                where id = \(job.id) and state = 'running'
                """)
        } catch {
            await self.fail(job, error, wasCancelled: context.isCancelled)
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
                where id = \(job.id) and state = 'running'
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
                where id = \(context.job.id) and state = 'running'
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

/// A job that this worker holds.
package struct ClaimedJob: RowDecodable {
    package let id: JobID
    package let kind: String
    package let subject: String
    package let input: JSONText
    package let requestedBy: String
    package let requestedRole: String
    package let request: String

    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.id = try row.next()
        self.kind = try row.next()
        self.subject = try row.next()
        self.input = try row.next()
        self.requestedBy = try row.next()
        self.requestedRole = try row.next()
        self.request = try row.next()
    }
}

/// What a job's handler works with.
package final class JobContext: Sendable {
    package let job: ClaimedJob
    private let state = Mutex((fraction: 0.0, message: "", isCancelled: false))

    init(job: ClaimedJob) {
        self.job = job
    }

    /// The input that was queued.
    package func input<Input: Decodable>(_ type: Input.Type = Input.self) throws -> Input {
        try JSONDecoder().decode(Input.self, from: Data(self.job.input.text.utf8))
    }

    /// True once a person asked to stop; engines look at it between steps.
    package var isCancelled: Bool { self.state.withLock { $0.isCancelled } }

    func cancel() {
        self.state.withLock { $0.isCancelled = true }
    }

    /// Says how far the job is; kept with the next heartbeat.
    package func report(_ fraction: Double, _ message: String) {
        self.state.withLock {
            $0.fraction = min(1, max(0, fraction))
            $0.message = message
        }
    }

    var reported: (fraction: Double, message: String) {
        self.state.withLock { ($0.fraction, $0.message) }
    }

    /// Runs an engine on a thread of its own, so that it holds up no request while it computes.
    package func compute<Value: Sendable>(
        _ work: @escaping @Sendable (JobContext) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(with: Result { try work(self) })
            }
            // Solvers recurse; the default secondary stack of 512 KiB is too small for CBC.
            thread.stackSize = 16 << 20
            thread.start()
        }
    }
}
