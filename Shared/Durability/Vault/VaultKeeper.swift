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
                    try await self.rewrap()
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

    /// Wraps every data key anew that the newest keys do not wrap, some at a time. One that cannot be unwrapped, because
    /// its row is damaged or what wrapped it is not here, holds up none behind it: it stays as it is and is logged, once
    /// a run and without whose it is. What wrapped it is in use for as long (`KeyUse`).
    /// - Parameter batch: how many keys one transaction looks at, 1 or more.
    /// - Returns: how many were wrapped, and which could not be. Less than all when the service stops.
    @discardableResult
    package func rewrap(batch: Int = 500) async throws -> Rewrapping {
        var run = Rewrapping()
        var last: Int64? = 0
        while let place = last, !Task.isShuttingDownGracefully, !Task.isCancelled {
            let step = try await self.rewrap(after: place, limit: batch)
            run.add(wrapped: step.wrapped, stuck: step.stuck)
            last = step.last
        }
        if run.stuckCount > 0 {
            self.logger.error(
                "data keys cannot be unwrapped and were left as they are",
                metadata: [
                    "count": "\(run.stuckCount)",
                    "keys": "\(run.stuck.map(Self.words).joined(separator: "; "))",
                ])
        }
        return run
    }

    /// `4711 identity 1/2026-11: changed after it was sealed`
    private static func words(_ key: Rewrapping.Stuck) -> String {
        "\(key.id) \(key.compartment.rawValue) \(key.generation)/\(KeyFiles.monthName(key.month)): \(key.error)"
    }

    /// What one transaction did.
    private struct Step: Sendable {
        /// The last key that was looked at; nil when there was none left.
        let last: Int64?
        let wrapped: Int
        let stuck: [Rewrapping.Stuck]
    }

    /// Wraps some data keys anew, in one transaction with its audit line.
    /// - Parameter place: only those with a greater id, so that one which stays as it is does not come again.
    private func rewrap(after place: Int64, limit: Int) async throws -> Step {
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
                where (key.generation, key.month) <> (newest.generation, newest.month) and key.id > \(place)
                order by key.id
                limit \(limit)
                for update of key skip locked
                """, as: KeyRow.self)
            var wrapped: [WrappedKey] = []
            var stuck: [Rewrapping.Stuck] = []
            for row in rows {
                do throws(VaultError) {
                    wrapped.append(try row.wrapped.rewrapped(keys))
                } catch {
                    stuck.append(Rewrapping.Stuck(row.wrapped, error))
                }
            }
            if !wrapped.isEmpty {
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
            }
            return Step(last: rows.last?.wrapped.id, wrapped: wrapped.count, stuck: stuck)
        }
    }
}
