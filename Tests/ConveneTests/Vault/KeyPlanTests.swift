import Access
import ConveneCommands
import Durability
import Foundation
import Primitives
import TestSupport
import Testing
import Vault

@Suite("Keys: which can go")
struct KeyPlanTests {
    private let november = Instant(rfc3339: "2026-11-26T12:00:00Z")!

    private func with(_ body: (VaultFolders) throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let folders = VaultFolders("\(folder)/vault")
            #expect(try folders.makeMissing(now: self.november) == 14)
            #expect(try folders.makeMissing(now: self.november) == 0)
            try body(folders)
        }
    }

    @Test func aGenerationGoesWhenNothingNeedsIt() async throws {
        try await self.with { folders in
            #expect(try KeyPlan(folders, uses: []).old().isEmpty, "the only keys there are")
            try KeyFiles.make("\(folders.root)/text", name: "2")
            // All services must have seen the new one before the old one may go.
            let young = try KeyPlan(folders, uses: []).old()
            #expect(young.map(\.name) == ["1"] && young[0].hindrance?.contains("minute") == true)
            // So must all backups from before it be gone, or nothing could be read that is brought back from one.
            let soon = Instant.now.adding(seconds: 61)
            #expect(try KeyPlan(folders, uses: []).old(now: soon)[0].hindrance?.contains("backups") == true)
            #expect(try KeyPlan(folders, uses: [], sparesBackups: false).old(now: soon).map(\.hindrance) == [nil])
            let later = Instant.now.adding(seconds: 35 * 86_400 + 61)
            #expect(try KeyPlan(folders, uses: []).old(now: later).map(\.hindrance) == [nil])
            let uses = [
                KeyUse(schema: "applications", folder: "text", generation: 1, month: 202611, count: 2),
                KeyUse(schema: "selection", folder: "review", generation: 1, month: 202611, count: 9),
            ]
            let used = try KeyPlan(folders, uses: uses).old(now: later)
            #expect(used.map(\.hindrance) == ["2 data keys need it"])
        }
    }

    @Test func aMonthGoesThirtyFiveDaysAfterItsEnd() async throws {
        try await self.with { folders in
            let december = try #require(Instant(rfc3339: "2026-12-01T00:00:00Z"))
            #expect(try folders.makeMonth(now: december) == "2026-12")
            let before = try #require(Instant(rfc3339: "2027-01-04T23:59:59Z"))
            let kept = try KeyPlan(folders, uses: []).old(now: before)
            #expect(kept.map(\.name) == ["2026-11"])
            #expect(kept[0].hindrance == "backups of that month are kept until 2027-01-05")
            let after = try #require(Instant(rfc3339: "2027-01-05T00:00:00Z"))
            #expect(try KeyPlan(folders, uses: []).old(now: after).map(\.hindrance) == [nil])
            let uses = [KeyUse(schema: "portal", folder: "identity", generation: 1, month: 202611, count: 1)]
            #expect(try KeyPlan(folders, uses: uses).old(now: after)[0].hindrance != nil)
        }
    }

    /// Data keys that a key wrapped which is not here are said, and let no other key go that they name.
    @Test func aKeyThatIsNeededAndNotThereIsSaid() async throws {
        try await self.with { folders in
            try KeyFiles.make("\(folders.root)/identity", name: "2")
            let later = Instant.now.adding(seconds: 35 * 86_400 + 61)
            let uses = [
                KeyUse(schema: "applications", folder: "identity", generation: 1, month: 202611, count: 1),
                KeyUse(schema: "applications", folder: "identity", generation: 2, month: 202611, count: 8),
            ]
            let plan = KeyPlan(folders, uses: uses)
            #expect(try plan.missing().isEmpty)
            #expect(try plan.old(now: later).map(\.hindrance) == ["1 data keys need it"])

            let strangers = [
                KeyUse(schema: "applications", folder: "identity", generation: 7, month: 202611, count: 2),
                KeyUse(schema: "selection", folder: "review", generation: 1, month: 202610, count: 3),
                KeyUse(schema: "selection", folder: "elsewhere", generation: 1, month: 202611, count: 4),
            ]
            #expect(
                try KeyPlan(folders, uses: uses + strangers).missing().map { "\($0.name) \($0.count)" }
                    == ["elsewhere/1 4", "identity/7 2", "months/2026-10 3"])
        }
    }

    @Test func aDestroyedKeyIsGone() async throws {
        try await self.with { folders in
            let folder = "\(folders.root)/identity"
            let first = try KeyFiles.generations(folder)
            try KeyFiles.make(folder, name: "2")
            try KeyFiles.destroy(folder, name: "1")
            let left = try KeyFiles.generations(folder)
            #expect(left.keys.sorted() == [2] && left[2] != first[1])
            let attributes = try FileManager.default.attributesOfItem(atPath: KeyFiles.path(folder, "2"))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    /// A service is told the folders of its own compartments, and no other.
    @Test func everyServiceIsToldItsOwn() {
        let folders = VaultFolders("/v")
        #expect(folders.settings(for: .selection).keys.sorted() == ["answers", "months", "review", "text"])
        #expect(
            folders.settings(for: .applications).keys.sorted() == [
                "answers", "identity", "index", "months", "notes", "origin", "text",
            ])
        #expect(folders.settings(for: .travelBudget)["answers"] == "/v/answers-travel")
        // Two services share a compartment only where one publishes and the other opens.
        #expect(
            Set(ServiceName.selection.compartments).intersection(ServiceName.applications.compartments)
                == [.text, .answers])
        #expect(
            Set(ServiceName.travelBudget.compartments).intersection(ServiceName.applications.compartments)
                == [.origin, .answers])
    }

    @Test func tombstonesStayOnceNoted() async throws {
        try await withTemporaryFolder { folder in
            let file = TombstoneFile(path: "\(folder)/tombstones.jsonl")
            #expect(try file.read().isEmpty)
            let first = Tombstone(subject: "person/1", erasedAt: self.november)
            let second = Tombstone(subject: "organisation/2", erasedAt: self.november)
            #expect(try file.add([first]) == 1)
            #expect(try file.add([first, second]) == 1)
            #expect(try file.add([]) == 0)
            #expect(try file.read() == [first, second])
            try "{}\n".write(toFile: file.path, atomically: true, encoding: .utf8)
            let failure = #expect(throws: CommandFailure.self) { try file.read() }
            #expect(failure?.message.contains("line 1") == true)
        }
    }

    /// What an earlier release noted, in the folder of the keys, still counts and is carried over.
    @Test func tombstonesOfAnEarlierReleaseCount() async throws {
        try await withTemporaryFolder { folder in
            let former = TombstoneFile(path: "\(folder)/former.jsonl")
            let first = Tombstone(subject: "person/1", erasedAt: self.november)
            let second = Tombstone(subject: "organisation/2", erasedAt: self.november)
            _ = try former.add([first])
            let file = TombstoneFile(path: "\(folder)/tombstones.jsonl", former: former.path)
            #expect(file.isThere)
            #expect(try file.required() == [first])
            #expect(try file.add([first, second]) == 1)
            #expect(try file.read() == [first, second])
            #expect(try TombstoneFile(path: file.path).read() == [first, second])
            #expect(try former.read() == [first])
        }
    }
}
