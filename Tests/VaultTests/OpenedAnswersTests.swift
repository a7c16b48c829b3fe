import Durability
import Postgres
import Primitives
import ServiceKit
import Synchronization
import TestSupport
import Testing
import Vault

/// Answers that are kept while nothing has changed.
@Suite(
    "Vault: kept answers", .enabled(if: TestDatabase.isAvailable, Comment(rawValue: TestDatabase.absence)))
struct OpenedAnswersTests {
    private struct Row: Equatable, Sendable {
        var name: [UInt8]
        var version: Int
    }

    @Test func anAnswerIsMadeOnceForARowAndAgainForEveryOther() async throws {
        try await VaultPlace.with { place in
            let vault = try place.vault()
            let person = PersonID.next()
            let made = Locked(0)
            let kept = OpenedAnswers<String, Row>(vault)
            func read(_ key: String, _ row: Row) async throws -> String {
                let answer = try await kept.answer(key, of: row, sealed: [row.name], place.database) { opener in
                    made.withLock { $0 += 1 }
                    let name = try opener.text(row.name, VaultPlace.place(person)) ?? "erased"
                    return try .ok("\(key) \(name) \(row.version)")
                }
                return String(decoding: answer.bytes, as: UTF8.self)
            }
            let first = Row(name: try await place.seal("Amal", person, vault), version: 1)
            for _ in 0..<5 { #expect(try await read("whole", first) == "\"whole Amal 1\"") }
            #expect(made.withLock { $0 } == 1)
            // Another view of it, another version, another text: each is another answer.
            #expect(try await read("part", first) == "\"part Amal 1\"")
            #expect(try await read("whole", Row(name: first.name, version: 2)) == "\"whole Amal 2\"")
            let renamed = Row(name: try await place.seal("Zara", person, vault), version: 2)
            #expect(try await read("whole", renamed) == "\"whole Zara 2\"")
            #expect(made.withLock { $0 } == 4)
            // What would fill the memory is made each time.
            let long = Row(name: try await place.seal(String(repeating: "a", count: 70_000), person, vault), version: 3)
            for _ in 0..<2 { #expect(try await read("whole", long).utf8.count > 70_000) }
            #expect(made.withLock { $0 } == 6)
            #expect(try await read("whole", renamed) == "\"whole Zara 2\"")
            #expect(made.withLock { $0 } == 6)
            // Of who is erased nothing is given out, although the row is still the same.
            try await place.administrator.execute("delete from applications.subject_key")
            vault.forget(.person(person))
            #expect(try await read("whole", renamed) == "\"whole erased 2\"")
            #expect(try await read("part", first) == "\"part erased 1\"")
        }
    }
}
