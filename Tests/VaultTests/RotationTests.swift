import Access
import Durability
import Foundation
import Postgres
import Primitives
import Synchronization
import TestSupport
import Testing
import Vault

@Suite("Vault: rotation", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct RotationTests {
    /// What was sealed so far, by many at once.
    private final class Shelf: Sendable {
        private let items = Locked<[(person: PersonID, name: String, sealed: [UInt8])]>([])
        private let over = Locked(false)

        /// Set at the end. Not by cancelling: that would end a write in the middle, which is another test.
        var isOver: Bool { self.over.withLock { $0 } }
        func end() { self.over.withLock { $0 = true } }

        func add(_ person: PersonID, _ name: String, _ sealed: [UInt8]) {
            self.items.withLock { $0.append((person, name, sealed)) }
        }

        var all: [(person: PersonID, name: String, sealed: [UInt8])] { self.items.withLock { $0 } }
        var any: (person: PersonID, name: String, sealed: [UInt8])? { self.items.withLock { $0.randomElement() } }
    }

    /// Somebody wrote about her when the tombstone could not be seen yet.
    @Test func aKeyFromTheMomentOfAnErasureGoes() async throws {
        try await VaultPlace.with { place in
            let vault = try place.vault()
            let (gone, other) = (PersonID.next(), PersonID.next())
            let sealed = try await place.seal("Amal", gone, vault)
            let kept = try await place.seal("Mina", other, vault)
            try await place.administrator.execute(
                "insert into applications.tombstone (subject, erased_at) values (\("person/\(gone)"), now())")
            await #expect(throws: VaultError.destroyed) { try await place.seal("Amal", gone, try place.vault()) }
            #expect(try await place.keeper(vault).eraseLateKeys() == 1)
            #expect(try await place.open(sealed, gone, vault) == nil)
            #expect(try await place.open(kept, other, vault) == "Mina")
            #expect(try await place.keeper(vault).eraseLateKeys() == 0)
        }
    }

    /// Two instances write and read without a pause while the keys are rotated twice and the old ones destroyed.
    @Test func rotatedTwiceWhileEverythingGoesOn() async throws {
        try await VaultPlace.with { place in
            let shelf = Shelf()
            defer { shelf.end() }
            let vaults = [try place.vault(), try place.vault()]
            let keepers = vaults.map { vault in Task { try await place.keeper(vault).run() } }
            defer { for keeper in keepers { keeper.cancel() } }
            let work = vaults.map { vault in
                Task {
                    var reads = 0
                    while !shelf.isOver {
                        let person = PersonID.next()
                        shelf.add(person, "Name \(person)", try await place.seal("Name \(person)", person, vault))
                        // An instance without a cache reads what the other one wrote.
                        guard let item = shelf.any else { continue }
                        let found = try await place.open(item.sealed, item.person, try place.vault())
                        #expect(found == item.name)
                        reads += 1
                    }
                    return reads
                }
            }
            try await Task.sleep(for: .milliseconds(300))
            for generation in 2...3 {
                try KeyFiles.make("\(place.folders.root)/identity", name: "\(generation)")
                try await self.wait("nothing needs generation \(generation - 1)") {
                    let uses = try await KeyUse.all(place.administrator)
                    let written = shelf.all.count
                    try await Task.sleep(for: .milliseconds(200))
                    return uses.allSatisfy { $0.generation == generation } && shelf.all.count > written
                }
            }
            // The plan lets the old ones go when the newest has been there for a minute, not before.
            let uses = try await KeyUse.all(place.administrator)
            #expect(uses.map(\.folder) == ["identity"] && uses.map(\.generation) == [3])
            for generation in 1...2 { try KeyFiles.destroy("\(place.folders.root)/identity", name: "\(generation)") }
            try await Task.sleep(for: .milliseconds(300))
            shelf.end()
            for task in work { #expect(try await task.value > 10) }
            for keeper in keepers { keeper.cancel() }
            for keeper in keepers { _ = await keeper.result }

            let reader = try place.vault()
            #expect(reader.keys.rings[.identity]?.generations.keys.sorted() == [3])
            for item in shelf.all { #expect(try await place.open(item.sealed, item.person, reader) == item.name) }
            let lines = try await place.administrator.fetchTuples(
                """
                select action, sum((details ->> 'keys')::bigint)::bigint from applications.audit
                where action = 'vault.rewrapped' group by action
                """, as: (String, Int).self)
            #expect((lines.first?.1 ?? 0) >= 2)
        }
    }

    /// A new month wraps all data keys anew; a copy of the rows from before opens no more once its key is destroyed.
    @Test func anOldBackupOpensNoMore() async throws {
        try await VaultPlace.with { place in
            let person = PersonID.next()
            let vault = try place.vault()
            let sealed = try await place.seal("Amal", person, vault)
            struct Row: RowDecodable {
                let wrapped: WrappedKey
                init(_ row: inout RowCursor) throws(RowDecodingError) {
                    self.wrapped = WrappedKey(
                        id: try row.next(), subject: Subject(stored: try row.next()), compartment: .identity,
                        generation: try row.next(), month: try row.next(), wrapped: try row.next())
                }
            }
            let query: SQL = "select id, subject, generation, month, wrapped from applications.subject_key"
            let backup = try await place.administrator.fetchOne(query, as: Row.self).wrapped
            #expect(try backup.unwrapped(vault.keys).id == backup.id)

            let later = Instant.now.adding(seconds: 40 * 86_400)
            #expect(try place.folders.makeMonth(now: later) != nil)
            #expect(try place.folders.makeMonth(now: later) == nil)
            #expect(try vault.reload())
            #expect(try await place.keeper(vault).rewrap() == 1)
            #expect(try await place.keeper(vault).rewrap() == 0)
            try KeyFiles.destroy(place.folders.months, name: KeyFiles.monthName(backup.month))

            let reader = try place.vault()
            #expect(try await place.open(sealed, person, reader) == "Amal")
            #expect(throws: VaultError.self) { try backup.unwrapped(reader.keys) }
        }
    }

    private func wait(_ what: String, _ isSo: @Sendable () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while try await !isSo() {
            try #require(ContinuousClock.now < end, "not within half a minute: \(what)")
        }
    }
}
