import Access
import Foundation
import Postgres
import Primitives
import ServiceKit
import Vault

/// Runs the changes of a service: each is one transaction that holds the effect, its audit lines, its events and,
/// for acts, the answer itself, so that a repeated request gets the first answer and has no second effect
/// (trust.md §2.3; IETF draft-ietf-httpapi-idempotency-key-header).
package struct Journal: Sendable {
    private let database: Database
    private let vault: FieldVault

    /// - Parameter vault: seals the answers that are kept.
    package init(_ database: Database, _ vault: FieldVault) {
        self.database = database
        self.vault = vault
    }

    /// An act with an `Idempotency-Key`.
    ///
    /// The key is claimed first, inside the transaction. A request that comes while the first one with its key still
    /// runs is told so at once: waiting for it would hold a connection for nothing. One that comes later gets the first
    /// answer. A thrown problem undoes everything, the claim included, so a corrected request may use the key again.
    /// - Throws: `Problem` `still-running`, or `idempotency-key-reused` when the key came with another request before.
    package func once(
        _ request: APIRequest, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> APIResponse
    ) async throws -> APIResponse {
        let answers = self.vault.answers
        let parts = Fingerprint.parts(of: request)
        let fingerprint = try answers.fingerprint(parts)
        return try await self.database.withTransaction(isolation) { transaction in
            let claimed = try await transaction.execute(
                """
                insert into idempotency (principal, key, fingerprint)
                select \(request.principal.subject), \(request.idempotencyKey), \(fingerprint)
                -- Held until the transaction ends. Without it the insert would wait for the other transaction.
                where pg_try_advisory_xact_lock(
                    hashtextextended(
                        \(request.principal.subject) || ' ' || \(request.idempotencyKey),
                        'idempotency'::regclass::oid::bigint))
                on conflict (principal, key) do nothing
                """)
            guard claimed == 1 else {
                return try await self.kept(request, parts, in: transaction)
            }
            let answer = try await body(
                transaction,
                Record(transaction: transaction, principal: request.principal, requestID: request.requestID))
            let headers = JSONText(
                String(decoding: try ResponseCoding.bytes(answer.headers.map { [$0.name, $0.value] }), as: UTF8.self))
            let sealed = try answers.seal(
                answer.bytes, principal: request.principal.subject, key: request.idempotencyKey)
            transaction.later(
                """
                update idempotency set status = \(answer.status), headers = \(headers), body = \(sealed)
                where principal = \(request.principal.subject) and key = \(request.idempotencyKey)
                """)
            return answer
        }
    }

    /// A change of one editable thing, guarded by `If-Match` in the body's own statements.
    package func edit(
        _ request: APIRequest, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> APIResponse
    ) async throws -> APIResponse {
        try await self.database.withTransaction(isolation) { transaction in
            try await body(
                transaction,
                Record(transaction: transaction, principal: request.principal, requestID: request.requestID))
        }
    }

    /// A change that a service makes by itself, in a name of its own.
    package func background<Value: Sendable>(
        actor: String, role: String, requestID: String, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> Value
    ) async throws -> Value {
        try await self.database.withTransaction(isolation) { transaction in
            try await body(
                transaction, Record(transaction: transaction, actor: actor, role: role, requestID: requestID))
        }
    }

    /// A change that a job makes on its way, in the name of who asked for it.
    /// - Throws: `JobTakenOver`, with nothing kept, when another worker holds the job by now.
    package func step<Value: Sendable>(
        _ context: JobContext, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> Value
    ) async throws -> Value {
        try await self.database.withTransaction(isolation) { transaction in
            let value = try await body(transaction, Record(transaction: transaction, job: context.job))
            let held = try await transaction.execute(
                """
                update job set heartbeat_at = clock_timestamp()
                where id = \(context.job.id) and state = 'running' and attempts = \(context.job.attempts)
                """)
            guard held == 1 else { throw JobTakenOver() }
            return value
        }
    }

    /// The change that a job was made for. Its effect and its end are one transaction: a job that is done again after
    /// a crash has had no effect before.
    /// - Throws: `JobTakenOver`, with nothing kept, when another worker holds the job by now.
    package func finish<Value: Encodable & Sendable>(
        _ context: JobContext, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> Value
    ) async throws -> Value {
        let value = try await self.database.withTransaction(isolation) { transaction in
            let value = try await body(transaction, Record(transaction: transaction, job: context.job))
            let json = JSONText(String(decoding: try ResponseCoding.bytes(value), as: UTF8.self))
            let held = try await transaction.execute(
                """
                update job set state = 'done', progress = 1, message = '', result = \(json),
                    finished_at = clock_timestamp()
                where id = \(context.job.id) and state = 'running' and attempts = \(context.job.attempts)
                """)
            guard held == 1 else { throw JobTakenOver() }
            return value
        }
        context.keep()
        return value
    }

    private struct KeptAnswer: RowDecodable {
        let fingerprint: [UInt8]
        let status: Int?
        let headers: JSONText?
        let body: [UInt8]?

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.fingerprint = try row.next()
            self.status = try row.next()
            self.headers = try row.next()
            self.body = try row.next()
        }
    }

    private func kept(
        _ request: APIRequest, _ parts: [[UInt8]], in transaction: Transaction
    ) async throws -> APIResponse {
        let found = try await transaction.fetchOptional(
            """
            select fingerprint, status, headers, body from idempotency
            where principal = \(request.principal.subject) and key = \(request.idempotencyKey)
            """, as: KeptAnswer.self)
        guard let found else {
            // It runs, or it was undone a moment ago.
            throw Problem(
                .stillRunning, "The first request with this key has not ended.", headers: ["Retry-After": "1"])
        }
        let answers = try self.vault.answers(for: found.fingerprint)
        guard try answers.matches(found.fingerprint, parts) else {
            throw Problem(
                .idempotencyKeyReused, "This Idempotency-Key was used for another request. Use a new key for a new act."
            )
        }
        guard let status = found.status, let headers = found.headers, let body = found.body else {
            throw Problem(
                .stillRunning, "The first request with this key has not ended.", headers: ["Retry-After": "1"])
        }
        let pairs = try JSONDecoder().decode([[String]].self, from: Data(headers.text.utf8))
        return APIResponse(
            status: status, headers: pairs.map { (name: $0[0], value: $0[1]) },
            bytes: try answers.open(body, principal: request.principal.subject, key: request.idempotencyKey))
    }
}
