import Access
import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
import ServiceLifecycle
import Vault

/// Looks after a service's data keys: every few seconds it drops those that lie in memory unused and reads the key
/// folders again, and it wraps data keys anew when there is a new generation or a new month. What the data keys sealed
/// is not touched, readers and writers are not held up, and it goes on where it was stopped.
package struct VaultKeeper: Service {
    /// How often the folders are looked at. `convene keys retire` counts on it.
    package static let pause = Duration.seconds(5)

    private let database: Database
    private let vault: FieldVault
    private let journal: Journal
    private let logger: Logger
    private let pause: Duration

    /// - Parameters:
    ///   - vault: whose keys are looked after, of the service that the database's role belongs to.
    ///   - pause: between two looks.
    package init(_ database: Database, _ vault: FieldVault, logger: Logger, pause: Duration = Self.pause) {
        self.database = database
        self.vault = vault
        self.journal = Journal(database, vault)
        self.logger = logger
        self.pause = pause
    }

    /// Until the service stops. What goes wrong is logged and tried again at the next look.
    package func run() async throws {
        var isDue = true
        var rounds = 0
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            self.vault.prune()
            do {
                if try self.vault.reload() {
                    isDue = true
                    try await self.noteChange()
                }
                // Also without a change now and then: another instance with older keys may have made data keys.
                if isDue || rounds % 12 == 0 {
                    try await self.eraseLateKeys()
                    while try await self.rewrap() > 0 {
                        if Task.isShuttingDownGracefully || Task.isCancelled { return }
                    }
                    isDue = false
                }
            } catch {
                self.logger.warning(
                    "data keys not looked after", metadata: ["error": "\(DatabaseProblems.hooks().describe(error))"])
            }
            rounds += 1
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.pause) }
        }
    }

    /// Destroys data keys of subjects that have been erased: somebody who wrote about one in the very moment could not
    /// see the tombstone yet, nor the erasure her key.
    /// - Returns: how many subjects there were.
    @discardableResult
    package func eraseLateKeys() async throws -> Int {
        let late = try await self.database.fetchValues(
            """
            select subject from tombstone
            where exists (select from subject_key where subject_key.subject = tombstone.subject)
            """, as: String.self)
        for subject in late {
            try await self.journal.background(
                actor: "service/\(self.vault.service.rawValue)", role: "service",
                requestID: UUID().uuidString.lowercased()
            ) { transaction, record in
                let destroyed = try await Erasing.erase(Subject(stored: subject), at: .now, self.vault, transaction)
                try await record.audit("subject.erased", subject, details: ["keysDestroyed": "\(destroyed)"])
            }
        }
        return late.count
    }

    /// Keys were made or destroyed: which there are now, in the audit log.
    private func noteChange() async throws {
        let keys = self.vault.keys
        var details = ["months": keys.months.keys.sorted().map(KeyFiles.monthName).joined(separator: ",")]
        for (compartment, ring) in keys.rings {
            details[compartment.rawValue] = ring.generations.keys.sorted().map { "\($0)" }.joined(separator: ",")
        }
        let known = details
        try await self.journal.background(
            actor: "service/\(self.vault.service.rawValue)", role: "service",
            requestID: UUID().uuidString.lowercased()
        ) { _, record in
            try await record.audit(
                "vault.keys-changed", "vault/\(self.vault.service.schema)", details: known)
        }
    }

    /// Wraps some data keys anew, in one transaction with its audit line.
    /// - Returns: how many.
    package func rewrap(limit: Int = 500) async throws -> Int {
        let keys = self.vault.keys
        let rings = try keys.rings.keys.filter { $0 != .answers }.map { ($0, try keys.newest($0)) }
        return try await self.journal.background(
            actor: "service/\(self.vault.service.rawValue)", role: "service",
            requestID: UUID().uuidString.lowercased()
        ) { transaction, record in
            let rows = try await transaction.fetchAll(
                """
                select key.id, key.subject, key.compartment, key.generation, key.month, key.wrapped, true
                from subject_key as key
                join unnest(\(rings.map(\.0.rawValue)), \(rings.map(\.1.generation)), \(rings.map(\.1.month)))
                    as newest (compartment, generation, month) on newest.compartment = key.compartment
                where (key.generation, key.month) <> (newest.generation, newest.month)
                order by key.id
                limit \(limit)
                for update of key skip locked
                """, as: KeyRow.self)
            guard !rows.isEmpty else { return 0 }
            let wrapped = try rows.map { try $0.wrapped.rewrapped(keys) }
            _ = try await transaction.execute(
                """
                update subject_key
                set generation = made.generation, month = made.month, wrapped = made.wrapped
                from unnest(\(wrapped.map(\.id)), \(wrapped.map(\.generation)), \(wrapped.map(\.month)),
                    \(wrapped.map(\.wrapped))) as made (id, generation, month, wrapped)
                where subject_key.id = made.id
                """)
            try await record.audit(
                "vault.rewrapped", "vault/\(self.vault.service.schema)",
                details: [
                    "keys": "\(wrapped.count)", "month": KeyFiles.monthName(wrapped[0].month),
                    "generation": "\(wrapped.map(\.generation).max() ?? 0)",
                ])
            return wrapped.count
        }
    }
}
