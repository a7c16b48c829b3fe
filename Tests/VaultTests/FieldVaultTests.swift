import Access
import Durability
import Foundation
import Postgres
import Primitives
import ServiceKit
import TestSupport
import Testing
import Vault

@Suite(
    "Vault: data keys in the database", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct FieldVaultTests {
    @Test func aSubjectHasOneKeyWhoeverMakesIt() async throws {
        try await VaultPlace.with { place in
            let vaults = try (0..<4).map { _ in try place.vault() }
            let people = (0..<8).map { _ in PersonID.next() }
            // All at once, by four instances: each person's key is made once, and everybody opens everything.
            let sealed = try await withThrowingTaskGroup(of: (PersonID, [UInt8]).self) { group in
                for vault in vaults {
                    for person in people {
                        group.addTask { (person, try await place.seal("Amal", person, vault)) }
                    }
                }
                var all: [(PersonID, [UInt8])] = []
                for try await one in group { all.append(one) }
                return all
            }
            #expect(sealed.count == 32)
            #expect(
                try await place.administrator.fetchValue(
                    "select count(*) from applications.subject_key", as: Int.self) == people.count)
            let reader = try place.vault()
            for (person, bytes) in sealed { #expect(try await place.open(bytes, person, reader) == "Amal") }
        }
    }

    /// What was sealed with a key that then never came to be would be lost.
    @Test func aKeyOfAnUndoneTransactionIsForgotten() async throws {
        struct Undone: Error {}
        try await VaultPlace.with { place in
            let vault = try place.vault()
            let person = PersonID.next()
            await #expect(throws: Undone.self) {
                try await place.database.withTransaction { transaction in
                    let name = KeyName(.person(person), .identity)
                    let sealer = try await vault.sealer([name], transaction)
                    let sealed = try sealer.seal(text: "Amal", .person(person), .identity, VaultPlace.place(person))
                    // Read back in its own transaction, as stores do.
                    let opener = try await vault.opener([sealed], transaction)
                    #expect(try opener.text(sealed, VaultPlace.place(person)) == "Amal")
                    throw Undone()
                }
            }
            let sealed = try await place.seal("Amal", person, vault)
            #expect(try await place.open(sealed, person, try place.vault()) == "Amal")
        }
    }

    @Test func whoIsErasedStaysErased() async throws {
        try await VaultPlace.with { place in
            let vault = try place.vault()
            let (gone, other) = (PersonID.next(), PersonID.next())
            let sealed = try await place.seal("Amal", gone, vault)
            let kept = try await place.seal("Mina", other, vault)
            let destroyed = try await place.database.withTransaction {
                let count = try await Erasing.erase(.person(gone), at: .now, vault, $0)
                // Somebody reads before that is committed: she finds it, and it is not kept beyond.
                #expect(try await place.open(sealed, gone, vault) == "Amal")
                return count
            }
            #expect(destroyed == 1)
            for reader in [vault, try place.vault()] {
                #expect(try await place.open(sealed, gone, reader) == nil)
                #expect(try await place.open(kept, other, reader) == "Mina")
            }
            // No new key for her, by nobody; and a second erasure finds nothing.
            await #expect(throws: VaultError.destroyed) { try await place.seal("Amal", gone, try place.vault()) }
            let again = try await place.database.withTransaction {
                try await Erasing.erase(.person(gone), at: .now, try place.vault(), $0)
            }
            #expect(again == 0)
            let stones = try await Tombstone.all(place.administrator)
            #expect(stones.map(\.subject) == ["person/\(gone)"])
        }
    }

    @Test func wrongFilesAreRefusedByName() async throws {
        try await VaultPlace.with { place in
            func refusal(_ change: (String) throws -> Void) throws -> String {
                let folder = "\(place.folders.root)/identity"
                let path = "\(folder)/1.key"
                let text = try String(contentsOfFile: path, encoding: .utf8)
                defer {
                    try? FileManager.default.removeItem(atPath: path)
                    try? AtomicFile.write(text, to: path, mode: 0o600)
                }
                try change(path)
                do {
                    _ = try place.vault()
                    return "nothing"
                } catch {
                    return "\(error)"
                }
            }
            let open = try refusal { path in chmod(path, 0o644) }
            #expect(open.contains("may be read by others"))
            let short = try refusal { path in try AtomicFile.write("abc\n", to: path, mode: 0o600) }
            #expect(short.contains("64 hexadecimal digits"))
            let gone = try refusal { path in try FileManager.default.removeItem(atPath: path) }
            #expect(gone.contains("vault.identity"))
            let group = try refusal { path in chmod(path, 0o440) }
            #expect(group == "nothing", "as Kubernetes projects a secret")
            let fine = try refusal { _ in }
            #expect(fine == "nothing")
        }
    }
}
