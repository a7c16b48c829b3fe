import Access
import Durability
import Foundation
import Logging
import Postgres
import Primitives
import ServiceKit
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
            #expect(try await place.keeper(vault).rewrap().wrapped == 1)
            #expect(try await place.keeper(vault).rewrap().wrapped == 0)
            try KeyFiles.destroy(place.folders.months, name: KeyFiles.monthName(backup.month))

            let reader = try place.vault()
            #expect(try await place.open(sealed, person, reader) == "Amal")
            #expect(throws: VaultError.self) { try backup.unwrapped(reader.keys) }
        }
    }

    /// Of three data keys the middle one is damaged. The two others are wrapped anew, it stays as it is and is said, and
    /// its old key is still in use.
    @Test func aDamagedKeyHoldsUpNoOther() async throws {
        try await VaultPlace.with { place in
            let vault = try place.vault()
            let people = (0..<3).map { _ in PersonID.next() }
            var sealed: [[UInt8]] = []
            for person in people { sealed.append(try await place.seal("Name \(person)", person, vault)) }
            let ids = try await place.administrator.fetchValues(
                "select id from applications.subject_key order by id", as: Int64.self)
            try #require(ids.count == 3)
            try await Self.turnBit(ids[1], place)
            let damaged = try await Self.wrapped(ids[1], place)
            try KeyFiles.make("\(place.folders.root)/identity", name: "2")
            #expect(try vault.reload())

            // One key a transaction, and then all of them in one.
            for (batch, wrapped) in [(1, 2), (500, 0)] {
                let lines = try await Self.logged { logger in
                    let run = try await VaultKeeper(place.database, vault, logger: logger).rewrap(batch: batch)
                    #expect(run.wrapped == wrapped && run.stuckCount == 1)
                    #expect(run.stuck.map(\.id) == [ids[1]])
                    #expect(run.stuck.map(\.error) == [.tampered] && run.stuck.map(\.generation) == [1])
                }
                #expect(lines.count == 1)
                let line = try #require(lines.first)
                #expect(line.contains(" error keys: ") && line.contains("\(ids[1]) identity 1/"))
                #expect(!people.contains { line.contains($0.description) }, "somebody stands in the log")
            }
            #expect(try await Self.wrapped(ids[1], place) == damaged)
            let uses = try await KeyUse.all(place.administrator)
            #expect(uses.map { "\($0.folder)/\($0.generation) \($0.count)" } == ["identity/1 1", "identity/2 2"])

            // Mended, it is wrapped like the others, and everything opens.
            try await Self.turnBit(ids[1], place)
            let mended = try await place.keeper(vault).rewrap()
            #expect(mended.wrapped == 1 && mended.stuckCount == 0)
            #expect(try await KeyUse.all(place.administrator).map(\.generation) == [2])
            let reader = try place.vault()
            for (person, bytes) in zip(people, sealed) {
                #expect(try await place.open(bytes, person, reader) == "Name \(person)")
            }
        }
    }

    /// What a key wrapped that is not here stays under its name, so that it can be brought back.
    @Test func aKeyThatNothingHereOpensStays() async throws {
        try await VaultPlace.with { place in
            let vault = try place.vault()
            _ = try await place.seal("Amal", PersonID.next(), vault)
            let folder = "\(place.folders.root)/identity"
            try KeyFiles.make(folder, name: "2")
            try KeyFiles.destroy(folder, name: "1")
            #expect(try vault.reload())
            _ = try await place.seal("Mina", PersonID.next(), vault)
            let lines = try await Self.logged { logger in
                let run = try await VaultKeeper(place.database, vault, logger: logger).rewrap()
                #expect(run.wrapped == 0 && run.stuckCount == 1)
                let stuck = try #require(run.stuck.first)
                #expect(stuck.error == .noGeneration(.identity, generation: 1, month: stuck.month))
            }
            #expect(lines.count == 1)
            #expect(try await KeyUse.all(place.administrator).map(\.generation) == [1, 2])
        }
    }

    /// Turns one bit of a wrapping; a second time turns it back.
    private static func turnBit(_ id: Int64, _ place: VaultPlace) async throws {
        let changed = try await place.administrator.execute(
            """
            update applications.subject_key set wrapped = set_byte(wrapped, 0, get_byte(wrapped, 0) # 1)
            where id = \(id)
            """)
        try #require(changed == 1)
    }

    private static func wrapped(_ id: Int64, _ place: VaultPlace) async throws -> [UInt8] {
        try await place.administrator.fetchValue(
            "select wrapped from applications.subject_key where id = \(id)", as: [UInt8].self)
    }

    /// The lines that the body writes into a log.
    private static func logged(_ body: @Sendable (Logger) async throws -> Void) async throws -> [Substring] {
        let pipe = Pipe()
        let stream = LogStream(pipe.fileHandleForWriting.fileDescriptor)
        try await body(Logger(label: "keys") { LineLogHandler(label: $0, level: .info, stream: stream) })
        stream.flush()
        try pipe.fileHandleForWriting.close()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        return text.split(separator: "\n")
    }

    private func wait(_ what: String, _ isSo: @Sendable () async throws -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(30)
        while try await !isSo() {
            try #require(ContinuousClock.now < end, "not within half a minute: \(what)")
        }
    }
}
