import Logging
import Postgres
import Primitives
import Vault

/// Erasure by destroying data keys.
package enum Erasing {
    /// The event by which the applications service tells the others; its subject is `person/…` or `organisation/…`.
    package static let event = "subject.erased"

    /// Destroys a subject's data keys in the service's schema and leaves a tombstone; the schema's `erase_subject`
    /// says what else goes. What the process holds of them in memory goes as well.
    /// - Returns: how many data keys there were.
    package static func erase(
        _ subject: Subject, at moment: Instant, _ vault: FieldVault, _ transaction: Transaction
    ) async throws -> Int {
        // Before it is known whether it will be committed: whoever is not told must not go on opening her fields.
        vault.forget(subject)
        return try await transaction.fetchValue(
            "select erase_subject(\(subject.description), \(moment))::bigint", as: Int.self)
    }

    /// Follows an erasure that the applications service made.
    package static func follow(
        _ event: PublishedEvent, _ vault: FieldVault, _ transaction: Transaction, _ record: Record
    ) async throws {
        let subject = Subject(stored: event.subject)
        let destroyed = try await self.erase(subject, at: .now, vault, transaction)
        if destroyed > 0 {
            try await record.audit(
                "subject.erased", subject.description, details: ["keysDestroyed": "\(destroyed)"])
        }
    }
}
