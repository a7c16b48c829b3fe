import ConveneCommands
import Foundation
import Primitives
import TestSupport
import Testing

/// From which backup a moment can be reached, when restorations have given pasts up.
@Suite struct WALTimelineTests {
    private static let begin = Instant(microseconds: 1_790_000_000_000_000)

    private static func at(_ minute: Double) -> Instant { self.begin.adding(seconds: 60 * minute) }

    /// A folder with two backups of the first timeline, of minutes 10 and 30.
    private func withBackups(_ body: (BackupFolder) throws -> Void) async throws {
        try await withTemporaryFolder { path in
            let folder = BackupFolder(path)
            try FileManager.default.createDirectory(atPath: folder.archive.folder, withIntermediateDirectories: true)
            try Self.lay(folder, "early", minute: 10, timeline: 1, end: "0/2000100")
            try Self.lay(folder, "late", minute: 30, timeline: 1, end: "0/6000100")
            try body(folder)
        }
    }

    private static func lay(
        _ folder: BackupFolder, _ name: String, minute: Double, timeline: Int, end: String?
    ) throws {
        let path = "\(folder.path)/\(name)"
        try FileManager.default.createDirectory(atPath: "\(path)/base", withIntermediateDirectories: true)
        // Each begins in the segment of its number in minutes, which is before its end.
        let record = BackupRecord(
            started: Self.at(minute - 1), finished: Self.at(minute), major: 15,
            firstSegment: "0000000\(timeline)00000000000000\(minute < 20 ? "02" : minute < 40 ? "06" : "07")")
        try JSONEncoder().encode(record).write(to: URL(filePath: "\(path)/backup.json"))
        guard let end else { return }
        let manifest = """
            { "PostgreSQL-Backup-Manifest-Version": 1, "Files": [],
            "WAL-Ranges": [
            { "Timeline": \(timeline), "Start-LSN": "0/2000028", "End-LSN": "\(end)" }
            ],
            "Manifest-Checksum": "00"}
            """
        try Data(manifest.utf8).write(to: URL(filePath: "\(path)/base/backup_manifest"))
    }

    private static func tell(
        _ folder: BackupFolder, _ timeline: Int, minute: Double, _ lines: [String], isCompressed: Bool = false
    ) throws {
        let path = "\(folder.archive.folder)/0000000\(timeline).history"
        let text = lines.map { $0 + "\tno recovery target specified\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: path))
        if isCompressed {
            #expect(try Command.run("/bin/gzip", [path]).status == 0)
        }
        try FileManager.default.setAttributes(
            [.modificationDate: Self.at(minute).date], ofItemAtPath: isCompressed ? path + ".gz" : path)
    }

    /// Name of the backup and number of the timeline.
    private static func choose(_ folder: BackupFolder, _ minute: Double?, present: Int? = nil) throws -> String {
        let found = try folder.choose(for: minute.map { Self.at($0) }, from: folder.archive, present: present)
        return "\((found.entry.path as NSString).lastPathComponent) \(found.timeline)"
    }

    @Test func withoutARestorationTheNewestIsTaken() async throws {
        try await self.withBackups { folder throws in
            #expect(try Self.choose(folder, nil) == "late 1")
            #expect(try Self.choose(folder, 30) == "late 1")
            #expect(try Self.choose(folder, 29) == "early 1")
            #expect(throws: CommandFailure.self) { try Self.choose(folder, 9) }
        }
    }

    @Test(arguments: [false, true])
    func afterARestorationWhatItGaveUpIsPassedOver(isCompressed: Bool) async throws {
        try await self.withBackups { folder in
            try Self.tell(folder, 2, minute: 40, ["1\t0/5000000"], isCompressed: isCompressed)
            #expect(try Self.choose(folder, nil) == "early 2")
            #expect(try Self.choose(folder, 45) == "early 2")
            // What was given up can still be had: then it was the present.
            #expect(try Self.choose(folder, 35) == "late 1")
            // The first backup of the new timeline.
            try Self.lay(folder, "new", minute: 50, timeline: 2, end: "0/7000100")
            #expect(try Self.choose(folder, nil) == "new 2")
            #expect(try Self.choose(folder, 49) == "early 2")
            #expect(try Self.choose(folder, 35) == "late 1")
        }
    }

    @Test func theDataThatAreThereSayWhichPastIsThePresent() async throws {
        try await self.withBackups { folder in
            try Self.tell(folder, 2, minute: 40, ["1\t0/5000000"])
            #expect(try Self.choose(folder, nil, present: 1) == "late 1", "the restoration was undone by hand")
            #expect(try Self.choose(folder, nil, present: 2) == "early 2")
            #expect(try Self.choose(folder, 45, present: 1) == "early 2", "a moment is judged by itself")
        }
    }

    /// The log is kept from the first place that a backup needs on, whichever backup that is.
    @Test func theLogOfThePresentOutlivesWhatWasGivenUp() async throws {
        try await self.withBackups { folder in
            func segment(_ name: String) throws -> String {
                let path = "\(folder.archive.folder)/\(name).gz"
                try Data().write(to: URL(filePath: path))
                try FileManager.default.setAttributes([.modificationDate: Self.at(0).date], ofItemAtPath: path)
                return path
            }
            // Given up, far on in its log; then the present begins further back.
            try FileManager.default.removeItem(atPath: "\(folder.path)/early")
            try Self.lay(folder, "new", minute: 50, timeline: 2, end: "0/4000100")
            let record = BackupRecord(
                started: Self.at(49), finished: Self.at(50), major: 15, firstSegment: "000000020000000000000003")
            try JSONEncoder().encode(record).write(to: URL(filePath: "\(folder.path)/new/backup.json"))
            let (gone, kept) = (try segment("000000010000000000000002"), try segment("000000020000000000000004"))
            #expect(folder.prune(now: Self.at(60)).isEmpty)
            #expect(!FileManager.default.fileExists(atPath: gone))
            #expect(FileManager.default.fileExists(atPath: kept))
        }
    }

    @Test func aBackupThatEndedWhereItsTimelineWasLeftLeadsOn() async throws {
        try await self.withBackups { folder in
            try Self.tell(folder, 2, minute: 40, ["1\t0/6000100"])
            #expect(try Self.choose(folder, nil) == "late 2")
            // One byte earlier its end is missing.
            try Self.tell(folder, 2, minute: 40, ["1\t0/60000FF"])
            #expect(try Self.choose(folder, nil) == "early 2")
        }
    }

    @Test func afterTwoRestorationsTheHistoryOfTheLastDecides() async throws {
        try await self.withBackups { folder in
            try Self.lay(folder, "new", minute: 50, timeline: 2, end: "0/7000100")
            try Self.tell(folder, 2, minute: 40, ["1\t0/5000000"])
            try Self.tell(folder, 3, minute: 60, ["1\t0/5000000", "2\t0/8000000"])
            #expect(try Self.choose(folder, nil) == "new 3")
            try Self.tell(folder, 3, minute: 60, ["1\t0/5000000", "2\t0/6800000"])
            #expect(try Self.choose(folder, nil) == "early 3")
            #expect(try Self.choose(folder, 55) == "new 2")
            // Back to the first timeline, to a place that the second had given up.
            try Self.tell(folder, 3, minute: 60, ["1\t0/6500000"])
            #expect(try Self.choose(folder, nil) == "late 3")
        }
    }

    @Test func whenNoneLeadsThereItIsSaid() async throws {
        try await self.withBackups { folder in
            try Self.tell(folder, 2, minute: 40, ["1\t0/1000000"])
            let failure = #expect(throws: CommandFailure.self) { try Self.choose(folder, nil) }
            #expect(failure?.message.contains("leads to the present (timeline 2)") == true)
            #expect(failure?.advice?.contains("--from") == true)
            // A history that nobody can read leads nowhere either.
            try Self.tell(folder, 2, minute: 40, ["one\tzero"])
            #expect(throws: CommandFailure.self) { try Self.choose(folder, nil) }
            #expect(try Self.choose(folder, 35) == "late 1")
        }
    }

    @Test func withoutManifestOrHistoryTheNamesDecide() async throws {
        try await self.withBackups { folder in
            try Self.lay(folder, "bare", minute: 38, timeline: 1, end: nil)
            try Self.tell(folder, 2, minute: 40, ["1\t0/5FFFFFF"])
            #expect(try Self.choose(folder, nil) == "early 2")
            // It begins where the segment begins.
            try Self.tell(folder, 2, minute: 40, ["1\t0/6000000"])
            #expect(try Self.choose(folder, nil) == "bare 2")
            try Self.lay(folder, "new", minute: 50, timeline: 3, end: "0/7000100")
            #expect(try Self.choose(folder, nil) == "new 3")
        }
    }

    @Test func placesInTheLog() throws {
        #expect(WALPlace("16/B374D848")?.bytes == 0x16_B374_D848)
        let (low, high) = (try #require(WALPlace("0/FFFFFFFF")), try #require(WALPlace("1/0")))
        #expect(low < high)
        for text in ["", "/", "1", "1/", "1/2/3", "G/0", "100000000/0"] { #expect(WALPlace(text) == nil, "\(text)") }
    }

    @Test func aBackupIsDueDailyAndSoonAfterARestoration() {
        func record(_ timeline: Int, hours: Double) -> BackupRecord {
            let moment = Self.begin.adding(seconds: -3_600 * hours)
            return BackupRecord(
                started: moment, finished: moment, major: 15, firstSegment: "0000000\(timeline)0000000000000002")
        }
        func isDue(_ newest: BackupRecord?, _ timeline: Int?, isFirstLook: Bool) -> Bool {
            DailyBackup.isDue(newest: newest, timeline: timeline, now: Self.begin, isFirstLook: isFirstLook)
        }
        // The first look is only for what a restoration has made urgent.
        #expect(!isDue(nil, 1, isFirstLook: true))
        #expect(!isDue(record(1, hours: 25), 1, isFirstLook: true))
        #expect(!isDue(record(1, hours: 25), nil, isFirstLook: true))
        #expect(isDue(record(1, hours: 1), 2, isFirstLook: true))
        #expect(isDue(record(2, hours: 1), 3, isFirstLook: true))
        #expect(isDue(nil, 2, isFirstLook: true))
        #expect(!isDue(record(2, hours: 1), 2, isFirstLook: true))
        // Later looks are daily, and make up for a first one that failed.
        #expect(isDue(nil, 1, isFirstLook: false))
        #expect(isDue(record(1, hours: 24), 1, isFirstLook: false))
        #expect(!isDue(record(1, hours: 23), 1, isFirstLook: false))
        #expect(isDue(record(1, hours: 1), 2, isFirstLook: false))
    }

    /// The server renames old segments for later use, and copies the last one of a timeline that it leaves.
    @Test func segmentsThatHoldWhatTheirNamesSay() async throws {
        try await withTemporaryFolder { folder throws in
            func isBegun(_ name: String, timeline: UInt8, segment: UInt8) throws -> Bool {
                var page = [UInt8](repeating: 0, count: 64)
                page[4] = timeline
                page[11] = segment
                try Data(page).write(to: URL(filePath: "\(folder)/\(name)"))
                return try #require(WALName(name)).isBegun(in: folder)
            }
            #expect(try isBegun("000000020000000000000005", timeline: 2, segment: 5))
            #expect(try isBegun("000000020000000000000005", timeline: 1, segment: 5))
            #expect(try !isBegun("000000020000000000000005", timeline: 3, segment: 5))
            #expect(try !isBegun("000000020000000000000005", timeline: 2, segment: 4))
            #expect(try !isBegun("000000020000000000000005", timeline: 0, segment: 0))
        }
    }
}
