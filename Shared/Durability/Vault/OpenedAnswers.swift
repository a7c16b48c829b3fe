import Postgres
import Primitives
import ServiceKit
import Synchronization
import Vault

/// What was made of opened fields and is kept for a moment: the vault clears it.
protocol OpenedThings: AnyObject, Sendable {
    /// Drops everything: somebody has been erased.
    func forgetAll()
    /// Drops what is too old.
    func prune(_ now: ContinuousClock.Instant)
}

/// Answers that were put together from opened fields a moment ago: whoever reads again what has not changed gets the
/// same bytes without the fields being opened again.
///
/// An answer is only given for exactly the row that it was made of, which has to be read anew each time, and only while
/// the vault would still open that row with keys that it has at hand. The vault clears them where it forgets a subject,
/// and drops what is too old every few seconds, so nothing lives much longer than a data key does (`DataKeyCache`).
package final class OpenedAnswers<Key: Hashable & Sendable, Row: Equatable & Sendable>: OpenedThings {
    private final class Entry: Sendable {
        let row: Row
        let keys: [Int64]
        let answer: APIResponse
        let until: ContinuousClock.Instant

        init(row: Row, keys: [Int64], answer: APIResponse, until: ContinuousClock.Instant) {
            self.row = row
            self.keys = keys
            self.answer = answer
            self.until = until
        }
    }

    private static var limit: Int { 256 }
    /// Bytes of an answer that is kept, at most: a draft may have a megabyte, and 256 of those would fill the memory.
    private static var mostBytes: Int { 65_536 }

    private let vault: FieldVault
    private let entries = Locked<[Key: Entry]>([:])

    /// - Parameter vault: opens the fields, and clears what was made of them; it does not keep this alive.
    package init(_ vault: FieldVault) {
        self.vault = vault
        vault.watches(self)
    }

    func forgetAll() { self.entries.withLock { $0 = [:] } }

    func prune(_ now: ContinuousClock.Instant) {
        self.entries.withLock { entries in entries = entries.filter { $0.value.until > now } }
    }

    /// The answer about a row.
    /// - Parameters:
    ///   - key: what is asked and how it is seen: the same row is not the same answer for everybody.
    ///   - sealed: what has to be opened of the row.
    ///   - make: puts the answer together; must depend on nothing but the key, the row and what is opened.
    /// - Throws: what `make` throws, `VaultError`, `DatabaseError`.
    package func answer(
        _ key: Key, of row: Row, sealed: [[UInt8]?], _ runner: some QueryRunner,
        make: @Sendable (Opener) throws -> APIResponse
    ) async throws -> APIResponse {
        let now = ContinuousClock.now
        if let known = self.entries.withLock({ $0[key] }), known.until > now, known.row == row,
            self.vault.holds(known.keys, now: now)
        {
            return known.answer
        }
        let opener = try await self.vault.opener(sealed, runner)
        let answer = try make(opener)
        let keys = Array(opener.keys.keys)
        // Keys that the vault does not keep are those of somebody who is being erased.
        guard answer.bytes.count <= Self.mostBytes, self.vault.holds(keys, now: now) else { return answer }
        let entry = Entry(row: row, keys: keys, answer: answer, until: now + DataKeyCache.lifetime)
        self.entries.withLock { entries in
            if entries.count >= Self.limit, entries[key] == nil { Self.makeRoom(&entries, now) }
            entries[key] = entry
        }
        return answer
    }

    private static func makeRoom(_ entries: inout [Key: Entry], _ now: ContinuousClock.Instant) {
        entries = entries.filter { $0.value.until > now }
        if entries.count >= self.limit { entries.removeAll() }
    }
}
