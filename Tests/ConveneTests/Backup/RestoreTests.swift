import Access
import ConveneCommands
import Durability
import Foundation
import Logging
import Postgres
import Primitives
import TestSupport
import Testing

/// What was acknowledged until a moment comes back, and nothing after: on a real server, killed without a word.
@Suite("Backup and restore", .enabled(if: PrivateServer.isPossible, PrivateServer.absence), .timeLimit(.minutes(3)))
struct RestoreTests {
    /// A change with its audit line, as a service makes it, acknowledged when this returns; then chained.
    func change(_ name: String, _ server: PrivateServer) async throws {
        try await server.database(as: "svc_selection") { database in
            let journal = Journal(database, try TestPlace.shared.fieldVault(.selection))
            try await journal.background(actor: "a", role: "chair", requestID: "r") { _, record in
                try await record.audit("change.\(name)", "change/1")
                try await record.event("change.\(name)", subject: "1", payload: ["a": "b"])
            }
            let chainer = AuditChainer(database, logger: TestDatabase.logger())
            while try await chainer.chain() == 0 { try await Task.sleep(for: .milliseconds(10)) }
        }
    }

    private static let gone = "person/0193a1b2-0000-7000-8000-00000000000e"

    /// A data key of somebody.
    private func makeKey(_ server: PrivateServer) async throws {
        _ = try await server.database(as: DatabaseSetup.owner) {
            try await $0.execute(
                """
                insert into selection.subject_key (id, subject, compartment, generation, month, wrapped)
                values (1, \(Self.gone), 'review', 1, 24323, decode(repeat('00', 40), 'hex'))
                """)
        }
        #expect(try await self.keys(server) == 1)
    }

    private func eraseAndNote(_ server: PrivateServer) async throws {
        let destroyed = try await server.database(as: DatabaseSetup.owner) {
            try await $0.fetchValue("select selection.erase_subject(\(Self.gone), now())::bigint", as: Int.self)
        }
        #expect(destroyed == 1)
        try await TombstoneKeeper(server.home, server.setup).note()
        #expect(try TombstoneFile(server.home).read().map(\.subject) == [Self.gone])
    }

    private func keys(_ server: PrivateServer) async throws -> Int {
        try await server.database(as: DatabaseSetup.owner) {
            try await $0.fetchValue(
                "select count(*) from selection.subject_key where subject = \(Self.gone)", as: Int.self)
        }
    }

    func sign(_ server: PrivateServer) async throws {
        let notary = try Notary(server.home)
        _ = try await server.database(as: DatabaseSetup.auditor) { try await notary.sign(.selection, on: $0) }
    }

    /// The changes that are there, as audit lines; the events have to be the same.
    func changes(_ server: PrivateServer) async throws -> [String] {
        try await server.database(as: "svc_selection") { database in
            let lines = try await database.fetchValues("select action from audit order by seq", as: String.self)
            let events = try await database.fetchValues("select kind from outbox order by seq", as: String.self)
            #expect(lines == events)
            return lines.map { String($0.dropFirst("change.".count)) }
        }
    }

    func audit(_ server: PrivateServer) async throws -> AuditReport {
        let bytes = CheckpointFile(server.home.checkpointFile(.selection)).bytes()
        let key = try NotaryKey.publicKey(server.home.notaryPublicKeyFile)
        return try await server.database(as: DatabaseSetup.auditor) { database in
            try await AuditReport.judge(live: .selection, checkpoints: bytes, keys: [key], on: database)
        }
    }

    @discardableResult
    func restore(
        _ server: PrivateServer, to moment: Instant?, report: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Restoration.Outcome {
        let restoration = Restoration(
            home: server.home, cluster: server.cluster, ports: server.ports, report: report)
        return try await restoration.run(from: BackupFolder(server.home.backupFolder), to: moment)
    }

    func take(_ server: PrivateServer) throws -> BaseBackup.Outcome {
        try BaseBackup(home: server.home, cluster: server.cluster, ports: server.ports).take(
            into: BackupFolder(server.home.backupFolder))
    }

    @Test func toAMomentAfterTheServerWasKilled() async throws {
        try await PrivateServer.with { server in
            try await self.change("one", server)
            try await self.sign(server)
            let backup = try self.take(server)
            try await self.change("two", server)
            try await self.makeKey(server)
            let moment = Instant.now
            try await Task.sleep(for: .milliseconds(20))
            try await self.change("three", server)
            try await self.eraseAndNote(server)
            let later = Instant.now
            try await Task.sleep(for: .milliseconds(20))
            try await self.change("four", server)
            try await self.sign(server)
            #expect(try await self.audit(server).isWhole)

            let pid = try #require(PrivateCluster.status(server.cluster.place.folder)?.pid)
            kill(pid, SIGKILL)
            let killed = ContinuousClock.now
            try await server.waitForEnd()
            let outcome = try await self.restore(server, to: moment)
            let process = try await server.start()
            let duration = killed.duration(to: .now)
            #expect(duration < .seconds(60), "back after \(duration)")
            #expect(try await self.changes(server) == ["one", "two"])
            let kept = try #require(outcome.kept)
            #expect(FileManager.default.fileExists(atPath: kept + "/PG_VERSION"))
            #expect(try #require(outcome.last) <= moment)
            // She was erased after the moment, and stays so.
            #expect(outcome.erasedAgain == 1)
            #expect(try await self.keys(server) == 0)

            // The audit knows that two lines were given up, and goes on from there.
            let report = try await self.audit(server)
            #expect(report.isWhole && report.end == 2 && report.givenUp == 1, "\(report.lines)")
            try await self.change("five", server)
            try await self.sign(server)
            #expect(try await self.audit(server).isWhole)
            #expect(try await self.changes(server) == ["one", "two", "five"])

            // What was given up can still be had, and so can the present.
            process.send(.interrupt)
            try await server.waitForEnd()
            _ = try await self.restore(server, to: later)
            let second = try await server.start()
            #expect(try await self.changes(server) == ["one", "two", "three"])
            second.send(.interrupt)
            try await server.waitForEnd()
            try await self.refusals(server, backup)
        }
    }

    private func refusals(_ server: PrivateServer, _ backup: BaseBackup.Outcome) async throws {
        func failure(to moment: Instant?) async -> String {
            await #expect(throws: CommandFailure.self) { try await self.restore(server, to: moment) }?.description ?? ""
        }
        #expect(await failure(to: .now.adding(seconds: 60)).contains("has not come yet"))
        #expect(await failure(to: .now).contains("restore without --to-time"))
        #expect(await failure(to: backup.entry.record.started).contains("earlier moments cannot be reached"))
        do {
            let lock = try HomeLock(server.home)
            #expect(await failure(to: nil).contains("this home is up"))
            withExtendedLifetime(lock) {}
        }
        let broken = "\(backup.entry.base)/global/pg_control"
        var bytes = try Data(contentsOf: URL(filePath: broken))
        bytes[100] ^= 1
        try bytes.write(to: URL(filePath: broken))
        #expect(await failure(to: nil).contains("is damaged"))
        // The data that were there are there.
        let process = try await server.start()
        #expect(try await self.changes(server) == ["one", "two", "three"])
        process.send(.interrupt)
        try await server.waitForEnd()
    }

    @Test func oldBackupsAreForgottenButNeverTheNewest() async throws {
        try await withTemporaryFolder { path in
            let folder = BackupFolder(path)
            for days in [50, 40, 36, 3] {
                let moment = Instant.now.adding(seconds: -86_400 * Double(days))
                let entry = "\(path)/\(days)"
                try FileManager.default.createDirectory(atPath: entry, withIntermediateDirectories: true)
                try JSONEncoder().encode(
                    BackupRecord(
                        started: moment, finished: moment, major: 15,
                        firstSegment: "0000000100000000000000\(days)")
                ).write(to: URL(filePath: "\(entry)/backup.json"))
            }
            #expect(folder.entries.map { ($0.path as NSString).lastPathComponent } == ["50", "40", "36", "3"])
            let chosen = try folder.choose(for: .now.adding(seconds: -86_400 * 38), from: folder.archive)
            #expect(chosen.entry.path.hasSuffix("/40"))
            #expect(throws: CommandFailure.self) {
                try folder.choose(for: .now.adding(seconds: -86_400 * 60), from: folder.archive)
            }
            #expect(folder.prune(now: .now).count == 3)
            #expect(folder.entries.count == 1)
            #expect(folder.prune(now: .now.adding(seconds: 86_400 * 100)).isEmpty)
        }
    }

    @Test func namesInTheArchive() {
        #expect(WALName("0000000200000000000000A7.gz")?.position == "00000000000000A7")
        #expect(WALName("0000000200000000000000A7")?.timeline == 2)
        #expect(WALName("00000003.history.gz")?.isHistory == true)
        #expect(WALName("0000000200000000000000A7.partial")?.isHistory == false)
        for name in ["0000000200000000000000a7", "0000000200000000000000A7.gz.part", "archive_status", "00000003", ""] {
            #expect(WALName(name) == nil, "\(name)")
        }
    }
}
