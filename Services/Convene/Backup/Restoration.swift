import Access
import Durability
import Foundation
import Postgres
import Primitives
import Synchronization

/// Brings the private server back to a moment: a base backup, and the log of changes replayed up to there. The present
/// data stay where they are until the restored ones have come up, and then beside them.
package struct Restoration: Sendable {
    package let home: Home
    package let cluster: PrivateCluster
    package let ports: PortPlan
    package let report: @Sendable (String) -> Void

    package init(home: Home, cluster: PrivateCluster, ports: PortPlan, report: @escaping @Sendable (String) -> Void) {
        self.home = home
        self.cluster = cluster
        self.ports = ports
        self.report = report
    }

    /// What was done.
    package struct Outcome: Sendable {
        /// Where the data from before are; `nil` when there were none.
        package let kept: String?
        /// Moment of the last audit line that is back.
        package let last: Instant?
        /// Data keys of erased people that had come back, and were destroyed again.
        package let erasedAgain: Int
    }

    private var data: String { self.cluster.place.folder }
    /// The restored data until they take their place.
    private var fresh: String { "\(self.data).restoring" }
    private var old: WALArchive { WALArchive(folder: "\(self.data)/pg_wal") }
    private var staging: WALArchive { WALArchive(folder: "\(self.data).replaying") }

    /// - Parameter moment: changes acknowledged until then come back; `nil`: all there are.
    package func run(from folder: BackupFolder, to moment: Instant?) async throws -> Outcome {
        if let moment, moment > .now { throw CommandFailure("\(moment) has not come yet") }
        guard let lock = try HomeLock(self.home) else {
            throw CommandFailure(
                "this home is up: nothing is restored under running services", advice: "type: convene stop")
        }
        defer { withExtendedLifetime(lock) {} }
        try await ServerTraces.waitForEnd(self.data)
        let entry = try folder.choose(for: moment)
        guard entry.record.major == self.cluster.binaries.major else {
            throw CommandFailure(
                "the backup was taken from PostgreSQL \(entry.record.major), this is \(self.cluster.binaries.major)",
                advice: "install postgresql-\(entry.record.major)")
        }
        // Asked for after the replay, and better missed before it.
        _ = (try TombstoneFile(self.home).required(), try Notary(self.home))
        self.report("from the backup of \(entry.record.finished)")
        try BaseBackup.verify(entry.base, self.cluster.binaries)
        defer {
            try? FileManager.default.removeItem(atPath: self.fresh)
            try? FileManager.default.removeItem(atPath: self.staging.folder)
        }
        let server = try self.lay(entry)
        try self.stage(entry, from: folder.archive)
        let (last, erasedAgain) = try await self.replay(server, to: moment, timeline: self.timeline(at: moment, entry))
        try self.keepEnds()
        return Outcome(kept: try self.takePlace(), last: last, erasedAgain: erasedAgain)
    }

    /// The data of the backup in a folder of their own, with today's configuration.
    private func lay(_ entry: BackupFolder.Entry) throws -> PrivateCluster {
        try? FileManager.default.removeItem(atPath: self.fresh)
        try AtomicFile.makeFolder(self.fresh, mode: 0o700)
        try self.system("/bin/cp", ["-a", "--reflink=auto", "--", "\(entry.base)/.", self.fresh])
        // Not changes of this server: what the operator set on the old one stays behind.
        try AtomicFile.write("", to: "\(self.fresh)/recovery.signal", mode: 0o600)
        if let user = self.cluster.user {
            try self.system("/bin/chown", ["-R", "--", "\(user.uid):\(user.gid)", self.fresh])
        }
        guard chmod(self.fresh, 0o700) == 0 else { throw AtomicFileError(path: self.fresh, errorNumber: errno) }
        let server = PrivateCluster(
            home: self.home, binaries: self.cluster.binaries,
            place: ClusterPlace(folder: self.fresh, barrier: self.cluster.place.barrier), user: self.cluster.user,
            settings: self.cluster.settings)
        let administrator = try SecretFile.ensure(self.home.passwordFile(ClusterSettings.administrator))
        try server.prepare(administratorPassword: administrator)
        return server
    }

    /// All WAL from the backup on in one folder: what was copied with the backup, what the server archived since, and
    /// what the old data hold of the last minute.
    private func stage(_ entry: BackupFolder.Entry, from copied: WALArchive) throws {
        guard let first = WALName(entry.record.firstSegment) else {
            throw CommandFailure("the backup in \(entry.path) names no segment")
        }
        try? FileManager.default.removeItem(atPath: self.staging.folder)
        try self.staging.make(for: self.cluster.user)
        var count = 0
        let sources = [self.cluster.archive, copied, self.old]
        // The end of a past that was given up stands for its segment only when there is nothing better.
        for (source, isEnd) in sources.map({ ($0, false) }) + sources.map({ ($0, true) }) {
            for name in source.names {
                guard let wal = WALName(name), wal.isHistory || wal.position >= first.position,
                    (wal.suffix == ".partial") == isEnd
                else { continue }
                if source == self.old, !wal.isBegun(in: source.folder) { continue }
                let target = "\(self.staging.folder)/\(wal.nameToReplay(name))"
                if access(target, F_OK) == 0 || access(target + ".gz", F_OK) == 0 { continue }
                // The server's own files may be linked: they have its owner, and are only read. Not those of the old
                // data, which a server that is started again by hand would write to.
                if source != self.cluster.archive || link("\(source.folder)/\(name)", target) != 0 {
                    try FileCopy.copy("\(source.folder)/\(name)", to: target)
                    if let user = self.cluster.user { try WALArchive.give(target, to: user) }
                }
                count += 1
            }
        }
        self.report("replaying the changes since (\(count) segments at most)")
    }

    /// The last minutes of the old data become part of the archive, so that what is given up now can still be had. Not
    /// under the segment's own name: nobody can say that it was finished.
    private func keepEnds() throws {
        let archived = Set(self.cluster.archive.names)
        for name in self.old.names {
            guard let wal = WALName(name), !wal.isHistory, wal.suffix.isEmpty, wal.isBegun(in: self.old.folder),
                !archived.contains("\(name).gz"), !archived.contains("\(name).partial.gz"),
                access("\(self.staging.folder)/\(name)", F_OK) == 0
            else { continue }
            try self.system("/bin/gzip", ["-1", "--keep", "--suffix", ".partial.gz", "\(self.staging.folder)/\(name)"])
            let target = "\(self.cluster.archive.folder)/\(name).partial.gz"
            try FileCopy.copy("\(self.staging.folder)/\(name).partial.gz", to: target)
            if let user = self.cluster.user { try WALArchive.give(target, to: user) }
        }
    }

    /// Which of several pasts: the one that was the present at the moment.
    private func timeline(at moment: Instant?, _ entry: BackupFolder.Entry) -> String {
        guard let moment else { return "latest" }
        let own = WALName(entry.record.firstSegment)?.timeline ?? 1
        return String(max(own, self.staging.timeline(at: moment.date) ?? own))
    }

    /// Starts the server on the restored data, waits until it has reached the moment and takes connections, says so in
    /// the audit's checkpoints, and stops it again.
    private func replay(_ server: PrivateCluster, to moment: Instant?, timeline: String) async throws -> (
        last: Instant?, erasedAgain: Int
    ) {
        var arguments = ["-c", "restore_command=\(self.staging.restoreCommand)"]
        // A past that does not become the present, because something fails after this, must not be in the archive: the next
        // one would follow it. What is to be archived waits until these data are started in their place.
        arguments += ["-c", "archive_command=false"]
        arguments += ["-c", "recovery_target_timeline=\(timeline)", "-c", "recovery_target_action=promote"]
        // Or the server would call itself ready when it can be read, long before it has reached the moment.
        arguments += ["-c", "hot_standby=off"]
        // `Z` is the name of a zone, and the server knows none yet when it reads this.
        if let moment { arguments += ["-c", "recovery_target_time=\(moment.description.dropLast())+00"] }
        let log = self.home.logFile("restore")
        unlink(log)
        let plain = server.command(arguments: arguments)
        let command = ChildCommand(
            name: plain.name, executable: plain.executable, arguments: plain.arguments, environment: plain.environment,
            logFile: log, pidFile: plain.pidFile, user: plain.user, deathSignal: plain.deathSignal)
        let end = ChildEnd()
        let process = try await ChildProcess.start(command) { _ in end.happened.store(true, ordering: .releasing) }
        do {
            while !server.isReady {
                if end.happened.load(ordering: .acquiring) { throw Self.failure(log, moment) }
                try await Task.sleep(for: .milliseconds(100))
            }
            let settled = try await self.settle(moment)
            try await Self.stop(process, end)
            return settled
        } catch {
            try? await Self.stop(process, end)
            throw error
        }
    }

    /// Who has been erased is erased again before anybody is served. And what the audit has to know: that its chains end
    /// earlier than some checkpoints say, and why.
    private func settle(_ moment: Instant?) async throws -> (last: Instant?, erasedAgain: Int) {
        let notary = try Notary(self.home)
        let setup = try DatabaseSetup.privateServer(home: self.home, ports: self.ports)
        let stones = try TombstoneFile(self.home).required()
        let erasedAgain = try await DatabaseSetup.withDatabase(
            try setup.configuration(role: DatabaseSetup.owner)
        ) { database in
            try await Self.endAccess(database)
            return try await Tombstone.replay(stones, database)
        }
        let last = try await DatabaseSetup.withDatabase(
            try setup.configuration(role: DatabaseSetup.auditor)
        ) { database in
            for service in Notary.services {
                try await notary.signRestoration(service, to: moment ?? .now, on: database)
            }
            return try await database.fetchValue(
                """
                select greatest(
                    (select max(ts) from applications.audit), (select max(ts) from selection.audit),
                    (select max(ts) from travel.audit), (select max(ts) from scheduling.audit),
                    (select max(ts) from portal.audit))
                """, as: Instant?.self)
        }
        return (last, erasedAgain)
    }

    /// What was revoked or ended after the moment must not come back to life: everybody signs in again, and scripts get
    /// new tokens.
    private static func endAccess(_ database: Database) async throws {
        try await database.withTransaction { transaction in
            _ = try await transaction.execute("delete from portal.session where true")
            _ = try await transaction.execute("delete from portal.sign_in where true")
            _ = try await transaction.execute(
                "update applications.api_token set revoked_at = now() where revoked_at is null")
        }
    }

    private static func stop(_ process: ChildProcess, _ end: ChildEnd) async throws {
        process.send(.interrupt)
        let limit = ContinuousClock.now.advanced(by: .seconds(60))
        while !end.happened.load(ordering: .acquiring) {
            guard .now < limit else {
                throw CommandFailure("the restored server (process \(process.pid)) does not stop")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private static func failure(_ log: String, _ moment: Instant?) -> CommandFailure {
        let lines = LogFollower.tail(log, lines: 40)
        if let moment, lines.contains(where: { $0.contains("recovery ended before configured recovery target") }) {
            let mark = "last completed transaction was at log time "
            let last = lines.last { $0.contains(mark) }?.components(separatedBy: mark).last
            return CommandFailure(
                "no change after \(moment) is known, so it is not certain that all before are"
                    + (last.map { "; the last one is of \($0)" } ?? ""),
                advice: "to have all there are: convene restore without --to-time")
        }
        let tail = lines.suffix(5).map { "\n         " + $0 }.joined()
        return CommandFailure("the restored server does not come up", advice: "the end of \(log):\(tail)")
    }

    /// The old data step aside, the restored ones take their place.
    private func takePlace() throws -> String? {
        var kept: String?
        if PrivateCluster.dataVersion(self.data) != nil {
            let stamp = Instant.now.description.prefix(19).filter { $0 != "-" && $0 != ":" }
            let aside = "\(self.data).before-\(stamp)"
            guard rename(self.data, aside) == 0 else { throw AtomicFileError(path: aside, errorNumber: errno) }
            kept = aside
        } else {
            rmdir(self.data)
        }
        guard rename(self.fresh, self.data) == 0 else {
            let number = errno
            if let kept { rename(kept, self.data) }
            throw AtomicFileError(path: self.data, errorNumber: number)
        }
        return kept
    }

    private func system(_ program: String, _ arguments: [String]) throws {
        let outcome = try Command.run(program, arguments)
        guard outcome.status == 0 else {
            throw CommandFailure("\(program) failed: \(BaseBackup.tail(outcome.text))", advice: "is the disk full?")
        }
    }
}

/// Whether a child has ended.
private final class ChildEnd: Sendable {
    let happened = Atomic<Bool>(false)
}
