import Access
import Foundation
import HTTPTypes
import Postgres
import Primitives
import ServiceKit

/// What every service with a journal offers: its jobs and its audit log.
package enum DurabilityEndpoints {
    package static let job = Endpoint(
        "getJob", .get, "/v1/jobs/{jobId}", .read, roles: Role.staff, reach: .general)
    package static let cancelJob = Endpoint(
        "cancelJob", .post, "/v1/jobs/{jobId}/cancel", .act,
        roles: [.chair, .logistics, .finance, .administrator], reach: .general, problems: [.conflict])
    package static let audit = Endpoint(
        "exportAudit", .get, "/v1/audit", .read, roles: [.auditor, .administrator], query: ["after", "limit"])

    package static let all = [job, cancelJob, audit]
}

/// A job as its API shows it.
package struct JobStatus: Codable, Sendable, Equatable {
    package let id: JobID
    package let kind: String
    package let subject: String
    /// queued, running, done, failed or cancelled.
    package let state: String
    /// 0…1.
    package let progress: Double
    package let message: String
    package let problem: JobFailure?
    package let createdAt: Instant
    package let finishedAt: Instant?
}

extension JobStatus: RowDecodable {
    /// Reads `id, kind, subject, state, progress, message, problem, created_at, finished_at`.
    package init(_ row: inout RowCursor) throws(RowDecodingError) {
        self.id = try row.next()
        self.kind = try row.next()
        self.subject = try row.next()
        self.state = try row.next()
        self.progress = try row.next()
        self.message = try row.next()
        let problem: JSONText? = try row.next()
        self.problem = problem.flatMap { try? JSONDecoder().decode(JobFailure.self, from: Data($0.text.utf8)) }
        self.createdAt = try row.next()
        self.finishedAt = try row.next()
    }
}

/// Handlers of `DurabilityEndpoints`, the same in every service.
package struct DurabilityHandlers: Sendable {
    private let database: Database
    private let journal: Journal

    /// - Parameter vault: seals the answers that are kept for repeated requests.
    package init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.journal = Journal(database, vault)
    }

    /// Gives every operation of `DurabilityEndpoints` its handler.
    package func add(to table: inout HandlerTable) {
        table.on(DurabilityEndpoints.job) { request in
            try .ok(try await self.status(request.id("jobId"), request, self.database))
        }
        table.on(DurabilityEndpoints.cancelJob) { request in
            let id = try request.id("jobId", JobID.self)
            return try await self.journal.once(request) { transaction, record in
                _ = try await self.status(id, request, transaction)
                // Also one that has not begun is ended by its handler, which tells whatever waits for it.
                let changed = try await transaction.execute(
                    "update job set cancel_requested = true where id = \(id) and state in ('queued', 'running')")
                guard changed == 1 else { throw Problem.conflict("The job has ended already.") }
                try await record.audit("job.cancelled", "job/\(id)")
                return try .ok(try await self.status(id, request, transaction))
            }
        }
        table.on(DurabilityEndpoints.audit) { request in try await self.export(request) }
    }

    /// A job of any convening; for somebody whose right is limited to some convenings, one that she asked for herself.
    private func status(
        _ id: JobID, _ request: APIRequest, _ runner: some QueryRunner
    ) async throws -> JobStatus {
        let asker = request.principal.scope.convenings == nil ? nil : request.principal.subject
        let found = try await runner.fetchOptional(
            """
            select id, kind, subject, state, progress, message, problem, created_at, finished_at
            from job where id = \(id) and (\(asker)::text is null or requested_by = \(asker))
            """, as: JobStatus.self)
        guard let found else { throw Problem.notFound }
        return found
    }

    /// The chained lines after a place, one JSON object a line (architecture.md, conventions). What was written within
    /// the last second may not be chained yet and comes with the next call.
    private func export(_ request: APIRequest) async throws -> APIResponse {
        var after = 0
        if let text = request.query["after"] {
            guard let number = Int(text), number >= 0 else {
                throw Problem.invalid("?after", "out_of_range", "This must be a sequence number, 0 or more.")
            }
            after = number
        }
        var limit = 1000
        if let text = request.query["limit"] {
            guard let number = Int(text), (1...10_000).contains(number) else {
                throw Problem.invalid("?limit", "out_of_range", "The limit must be a number between 1 and 10000.")
            }
            limit = number
        }
        var bytes: [UInt8] = []
        for row in try await AuditReader.lines(after: after, limit: limit, on: self.database) {
            bytes += row.bytes
            bytes.append(0x0A)
        }
        return .file(bytes, mediaType: "application/x-ndjson")
    }
}
