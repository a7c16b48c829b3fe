import Foundation
import Postgres
import Primitives

package enum LocalMessageTag {}

/// Sends a one-time code to an address.
package protocol CodeSender: Sendable {
    /// - Throws: when the message cannot be sent.
    func send(code: String, to address: EmailAddress, language: Language, now: Instant) async throws
}

/// The local outbox of a demonstration: messages are kept, sealed, for an hour and shown on a page of this computer.
package struct LocalOutbox: CodeSender {
    private let database: Database
    private let keys: PortalKeys

    package init(_ database: Database, keys: PortalKeys) {
        self.database = database
        self.keys = keys
    }

    package func send(code: String, to address: EmailAddress, language: Language, now: Instant) async throws {
        let id = ID<LocalMessageTag>.next()
        let sealed = try self.keys.seal("\(code)\n\(address.text)", for: id.description)
        try await self.database.withTransaction { transaction in
            _ = try await transaction.execute(
                "delete from local_message where sent_at < \(now.adding(seconds: -3600))")
            _ = try await transaction.execute(
                "insert into local_message (id, sealed, sent_at) values (\(id), \(sealed), \(now))")
        }
    }

    private struct Row: RowDecodable {
        let id: ID<LocalMessageTag>
        let sealed: [UInt8]
        let sentAt: Instant

        init(_ row: inout RowCursor) throws(RowDecodingError) {
            self.id = try row.next()
            self.sealed = try row.next()
            self.sentAt = try row.next()
        }
    }

    /// The newest messages first.
    package func messages() async throws -> [OutboxModel.Message] {
        let rows = try await self.database.fetchAll(
            "select id, sealed, sent_at from local_message order by sent_at desc, id desc limit 50", as: Row.self)
        return rows.compactMap { row in
            guard let text = self.keys.open(row.sealed, for: row.id.description) else { return nil }
            let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            return OutboxModel.Message(to: parts[1], sentAt: row.sentAt, code: SignInCode.grouped(parts[0]))
        }
    }
}

/// What an installation without mail has: signing in by code is refused rather than promised.
package struct NoCodeSender: CodeSender {
    package struct Unavailable: Error {}

    package init() {}

    package func send(code: String, to address: EmailAddress, language: Language, now: Instant) async throws {
        throw Unavailable()
    }
}
