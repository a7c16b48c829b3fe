import Access
import Crypto
import Postgres
import Primitives
import ServiceKit
import Synchronization
import Vault

/// A service's hold on sealed fields: the keys that it was given, and the data keys that stand, wrapped, in its
/// schema. Sealing needs the subject's data key, opening the one that the field names; both are fetched for a whole
/// list in one statement and kept for half a minute.
package final class FieldVault: Sendable {
    private struct State: Sendable {
        var keys: VaultKeys
        var cache = DataKeyCache()
        var opened: [Watched] = []
    }

    private struct Watched: Sendable {
        weak var things: (any OpenedThings)?
    }

    private let folders: [String: String]
    package let service: ServiceName
    private let state: Locked<State>

    /// Reads the keys that the settings name.
    /// - Throws: `SettingsError` naming the setting or the file that is missing or wrong.
    package init(_ settings: ServiceSettings) throws(SettingsError) {
        self.service = settings.service
        self.folders = settings.vaultFolders
        self.state = Locked(State(keys: try Self.read(settings.service, settings.vaultFolders)))
    }

    private static func read(
        _ service: ServiceName, _ folders: [String: String]
    ) throws(SettingsError) -> VaultKeys {
        func folder(_ name: String) throws(SettingsError) -> String {
            guard let path = folders[name] else {
                throw SettingsError(
                    "vault.\(name) is not set: give --vault-\(name) or CONVENE_VAULT_\(name.uppercased()).")
            }
            return path
        }
        func unempty<Value>(_ keys: [Int: Value], _ name: String) throws(SettingsError) -> [Int: Value] {
            if keys.isEmpty { throw SettingsError("vault.\(name): there is no key in \(folders[name] ?? "").") }
            return keys
        }
        var rings: [Compartment: KeyRing] = [:]
        for compartment in service.compartments {
            let name = compartment.rawValue
            rings[compartment] = KeyRing(try unempty(KeyFiles.generations(folder(name)), name))
        }
        let months = try unempty(KeyFiles.months(folder("months")), "months")
        var index: SymmetricKey?
        if service.looksUp { index = try unempty(KeyFiles.generations(folder("index")), "index")[1] }
        return VaultKeys(rings: rings, months: months, index: index)
    }

    /// The keys as they were last read.
    package var keys: VaultKeys { self.state.withLock { $0.keys } }

    /// Reads the folders again.
    /// - Returns: whether there was a change.
    @discardableResult
    package func reload() throws(SettingsError) -> Bool {
        let keys = try Self.read(self.service, self.folders)
        return self.state.withLock { state in
            defer { state.keys = keys }
            return state.keys != keys
        }
    }

    /// How answers to repeated requests are kept.
    package var answers: AnswerSeal { AnswerSeal(self.keys) }

    /// The same, after another look at the folders when a kept answer was made with keys that are not known yet.
    func answers(for kept: [UInt8]) throws -> AnswerSeal {
        if try !self.answers.knows(kept) { try self.reload() }
        return self.answers
    }

    /// The blind index of an address.
    /// - Throws: `VaultError.noKey` in a service that looks nobody up.
    package func emailIndex(_ address: String, column: String) throws(VaultError) -> [UInt8] {
        guard let key = self.keys.index else { throw .noKey(.identity) }
        return BlindIndex.emailAddress(address, column: column, key: key)
    }

    /// Drops what is cached of a subject that is being erased; nothing of it is kept until that is surely over.
    package func forget(_ subject: Subject, now: ContinuousClock.Instant = .now) {
        let opened = self.state.withLock { state in
            state.cache.forget(subject, now: now)
            return state.opened
        }
        for watched in opened { watched.things?.forgetAll() }
    }

    /// Clears these with what they were opened with.
    func watches(_ things: any OpenedThings) {
        self.state.withLock { state in
            state.opened.removeAll { $0.things == nil }
            state.opened.append(Watched(things: things))
        }
    }

    /// Drops data keys, and what was opened with them, that are too old to be used: they do not lie about in memory.
    package func prune(at now: ContinuousClock.Instant = .now) {
        let opened = self.state.withLock { state in
            state.cache.prune(now: now)
            return state.opened
        }
        for watched in opened { watched.things?.prune(now) }
    }

    // MARK: Data keys

    /// Whether all of these data keys are at hand.
    func holds(_ keys: [Int64], now: ContinuousClock.Instant) -> Bool {
        self.state.withLock { state in keys.allSatisfy { state.cache.key($0, now: now) != nil } }
    }

    /// The data keys for sealing; those that are missing are made in the transaction. A subject that has been erased
    /// gets none.
    package func sealer(_ names: [KeyName], _ transaction: Transaction) async throws -> Sealer {
        let now = ContinuousClock.now
        var found: [KeyName: DataKey] = [:]
        let missing = self.state.withLock { state in
            // In one order everywhere, so that two transactions that make the same keys do not wait in a circle.
            Set(names).sorted().filter { name in
                found[name] = state.cache.key(name, now: now)
                return found[name] == nil
            }
        }
        if !missing.isEmpty {
            for row in try await self.makeKeys(missing, transaction) {
                found[row.name] = try self.unwrap(row, now: now)
            }
        }
        // Somebody else made one in this very moment: now that it is there, it can be read.
        let late = missing.filter { found[$0] == nil }
        if !late.isEmpty {
            for row in try await self.readKeys(late, transaction) { found[row.name] = try self.unwrap(row, now: now) }
        }
        return Sealer(keys: found)
    }

    /// The data keys of what is to be opened.
    package func opener(
        _ sealed: [[UInt8]?], from source: KeySource = .own, _ runner: some QueryRunner
    ) async throws -> Opener {
        let now = ContinuousClock.now
        let ids = Set(
            try sealed.compactMap { bytes -> Int64? in
                guard let bytes, !bytes.isEmpty else { return nil }
                return try SealedField(stored: bytes).keyID
            })
        var found: [Int64: DataKey] = [:]
        let missing = self.state.withLock { state in
            ids.filter { id in
                found[id] = state.cache.key(id, now: now)
                return found[id] == nil
            }
        }
        if !missing.isEmpty {
            let rows = try await runner.fetchAll(
                """
                select id, subject, compartment, generation, month, wrapped,
                    txid is distinct from pg_current_xact_id_if_assigned()
                from \(fragment: source.table) where id = any(\(missing.sorted()))
                """, as: KeyRow.self)
            for row in rows { found[row.wrapped.id] = try self.unwrap(row, now: now) }
        }
        return Opener(keys: found)
    }

    private func unwrap(_ row: KeyRow, now: ContinuousClock.Instant) throws -> DataKey {
        let key: DataKey
        do {
            key = try row.wrapped.unwrapped(self.keys)
        } catch VaultError.noGeneration {
            // Another instance has seen a new key and used it; ours has not looked yet.
            try self.reload()
            key = try row.wrapped.unwrapped(self.keys)
        }
        // A key of a transaction that may still be undone must not outlive it here.
        if row.isSettled { self.state.withLock { $0.cache.keep(key, row.name, now: now) } }
        return key
    }

    private func makeKeys(_ names: [KeyName], _ transaction: Transaction) async throws -> [KeyRow] {
        let keys = self.keys
        let made = try names.map {
            try WrappedKey(.make(), subject: $0.subject, compartment: $0.compartment, keys: keys)
        }
        return try await transaction.fetchAll(
            """
            with given as (
                select * from unnest(\(made.map(\.id)), \(made.map(\.subject.description)),
                    \(made.map(\.compartment.rawValue)), \(made.map(\.generation)), \(made.map(\.month)),
                    \(made.map(\.wrapped))) as given (id, subject, compartment, generation, month, wrapped)
            ), made as (
                insert into subject_key (id, subject, compartment, generation, month, wrapped)
                select id, subject, compartment, generation, month, wrapped from given
                where not exists (select from tombstone where tombstone.subject = given.subject)
                    and not exists (select from subject_key as known
                        where known.subject = given.subject and known.compartment = given.compartment)
                order by subject, compartment
                on conflict (subject, compartment) do nothing
                returning id, subject, compartment, generation, month, wrapped
            )
            select id, subject, compartment, generation, month, wrapped, false from made
            union all
            select known.id, known.subject, known.compartment, known.generation, known.month, known.wrapped,
                known.txid is distinct from pg_current_xact_id_if_assigned()
            from given
            join subject_key as known on known.subject = given.subject and known.compartment = given.compartment
            where not exists (select from tombstone where tombstone.subject = given.subject)
            """, as: KeyRow.self)
    }

    private func readKeys(_ names: [KeyName], _ transaction: Transaction) async throws -> [KeyRow] {
        try await transaction.fetchAll(
            """
            select known.id, known.subject, known.compartment, known.generation, known.month, known.wrapped,
                known.txid is distinct from pg_current_xact_id_if_assigned()
            from unnest(\(names.map(\.subject.description)), \(names.map(\.compartment.rawValue)))
                as given (subject, compartment)
            join subject_key as known on known.subject = given.subject and known.compartment = given.compartment
            where not exists (select from tombstone where tombstone.subject = given.subject)
            """, as: KeyRow.self)
    }
}
