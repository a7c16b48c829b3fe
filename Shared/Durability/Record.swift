import Access
import Foundation
import Postgres
import Primitives
import ServiceKit

/// Writes what must stand beside a change, in the change's own transaction: audit lines and events.
package struct Record: Sendable {
    private let transaction: Transaction
    private let actor: String
    private let role: String
    private let requestID: String

    init(transaction: Transaction, principal: Principal, requestID: String) {
        self.init(
            transaction: transaction, actor: principal.subject, role: principal.role.rawValue, requestID: requestID)
    }

    /// For what a job does, in the name of who asked for it.
    init(transaction: Transaction, job: ClaimedJob) {
        self.init(
            transaction: transaction, actor: job.requestedBy, role: job.requestedRole, requestID: job.request)
    }

    init(transaction: Transaction, actor: String, role: String, requestID: String) {
        self.transaction = transaction
        self.actor = actor
        self.role = role
        self.requestID = requestID
    }

    /// One line of the audit log.
    /// - Parameters:
    ///   - action: noun and verb, `application.submitted`.
    ///   - object: kind and opaque id, `application/0190…`.
    ///   - reason: why, in the actor's words, where a rule asks for one. No names: the log outlives erasure.
    ///   - details: states and counts, never what a person wrote.
    package func audit(
        _ action: String, _ object: String, reason: String? = nil, details: [String: String] = [:]
    ) async throws {
        let json = try JSONText(encoding: details)
        self.transaction.later(
            """
            insert into audit (actor, role, action, object, reason, request, details)
            values (\(self.actor), \(self.role), \(action), \(object), \(reason), \(self.requestID), \(json))
            """)
    }

    /// One event for other services.
    /// - Parameters:
    ///   - kind: what happened, `cohort.confirmed`.
    ///   - subject: the id that events are ordered by.
    ///   - payload: ids and codes only.
    package func event(_ kind: String, subject: String, payload: some Encodable) async throws {
        let json = try JSONText(encoding: payload)
        self.transaction.later(
            """
            insert into outbox (id, kind, subject, payload)
            values (\(EventID.next()), \(kind), \(subject), \(json))
            """)
    }

    /// Queues work to be done after this transaction.
    /// - Returns: the job's id, for the answer and for `GET /v1/jobs/{jobId}`.
    package func job(_ kind: String, subject: String, input: some Encodable) async throws -> JobID {
        let id = JobID.next()
        let json = try JSONText(encoding: input)
        self.transaction.later(
            """
            insert into job (id, kind, subject, input, requested_by, requested_role, request)
            values (\(id), \(kind), \(subject), \(json), \(self.actor), \(self.role), \(self.requestID))
            """)
        return id
    }
}

package enum EventTag {}
package typealias EventID = ID<EventTag>
