import Access
import Foundation
import Postgres
import Primitives
import ServiceKit

/// Runs the changes of a service: each is one transaction that holds the effect, its audit lines, its events and,
/// for acts, the answer itself, so that a repeated request gets the first answer and has no second effect
/// (trust.md §2.3; IETF draft-ietf-httpapi-idempotency-key-header).
package struct Journal: Sendable {
    private let database: Database

    package init(_ database: Database) {
        self.database = database
    }

    /// An act with an `Idempotency-Key`.
    ///
    /// The key is claimed first, inside the transaction: a second request with the same key waits for the first one
    /// and then finds its answer. A thrown problem undoes everything, the claim included, so a corrected request may
    /// use the key again.
    /// - Throws: `Problem` `idempotency-key-reused` when the key came with another request before.
    package func once(
        _ request: APIRequest, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> APIResponse
    ) async throws -> APIResponse {
        let fingerprint = Fingerprint.of(request)
        return try await self.database.withTransaction(isolation) { transaction in
            let claimed = try await transaction.execute(
                """
                insert into idempotency (principal, key, fingerprint)
                values (\(request.principal.subject), \(request.idempotencyKey), \(fingerprint))
                on conflict (principal, key) do nothing
                """)
            guard claimed == 1 else {
                return try await self.kept(request, fingerprint: fingerprint, in: transaction)
            }
            let answer = try await body(
                transaction,
                Record(transaction: transaction, principal: request.principal, requestID: request.requestID))
            let headers = JSONText(
                String(decoding: try ResponseCoding.bytes(answer.headers.map { [$0.name, $0.value] }), as: UTF8.self))
            transaction.later(
                """
                update idempotency set status = \(answer.status), headers = \(headers), body = \(answer.bytes)
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

    /// A change that a background job makes, in the name of who asked for the job.
    package func background<Value: Sendable>(
        actor: String, role: String, requestID: String, isolation: Isolation = .readCommitted,
        _ body: @Sendable (Transaction, Record) async throws -> Value
    ) async throws -> Value {
        try await self.database.withTransaction(isolation) { transaction in
            try await body(
                transaction, Record(transaction: transaction, actor: actor, role: role, requestID: requestID))
        }
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
        _ request: APIRequest, fingerprint: [UInt8], in transaction: Transaction
    ) async throws -> APIResponse {
        let found = try await transaction.fetchOptional(
            """
            select fingerprint, status, headers, body from idempotency
            where principal = \(request.principal.subject) and key = \(request.idempotencyKey)
            """, as: KeptAnswer.self)
        guard let found else {
            // The first request was undone between our insert and our look.
            throw Problem(
                .stillRunning, "The first request with this key has not ended.", headers: ["Retry-After": "1"])
        }
        guard found.fingerprint == fingerprint else {
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
            status: status, headers: pairs.map { (name: $0[0], value: $0[1]) }, bytes: body)
    }
}
