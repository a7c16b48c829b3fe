import Access
import Foundation
import Primitives

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

    /// Reported when everything else is done, before the folders change their names.
    package static let lastStep = "the restored data take their place"

    private var data: String { self.cluster.place.folder }
    /// The restored data until they take their place.
    private var fresh: String { "\(self.data).restoring" }
    private var old: WALArchive { WALArchive(folder: "\(self.data)/pg_wal") }
    var staging: WALArchive { WALArchive(folder: "\(self.data).replaying") }

    /// - Parameter moment: changes acknowledged until then come back; `nil`: all there are.
    package func run(from folder: BackupFolder, to moment: Instant?) async throws -> Outcome {
        if let moment, moment > .now { throw CommandFailure("\(moment) has not come yet") }
        guard let lock = try HomeLock(self.home) else {
            throw CommandFailure(
                "this home is up: nothing is restored under running services", advice: "type: convene stop")
        }
        defer { withExtendedLifetime(lock) {} }
        try await ServerTraces.waitForEnd(self.data)
        // Asked for after the replay, and better missed before it.
        _ = try TombstoneFile(self.home).required()
        let notary = try Notary(self.home)
        defer {
            try? FileManager.default.removeItem(atPath: self.fresh)
            try? FileManager.default.removeItem(atPath: self.staging.folder)
        }
        try? FileManager.default.removeItem(atPath: self.staging.folder)
        try self.staging.make(for: self.cluster.user)
        _ = try self.stage(from: folder.archive) { $0.isHistory }
        try self.refuseAnotherDatabase(folder)
        let (entry, timeline) = try folder.choose(for: moment, from: self.staging, present: self.old.writtenTimeline)
        guard entry.record.major == self.cluster.binaries.major else {
            throw CommandFailure(
                "the backup was taken from PostgreSQL \(entry.record.major), this is \(self.cluster.binaries.major)",
                advice: "install postgresql-\(entry.record.major)")
        }
        guard let first = WALName(entry.record.firstSegment) else {
            throw CommandFailure("the backup in \(entry.path) names no segment")
        }
        self.report("from the backup of \(entry.record.finished)")
        try BaseBackup.verify(entry.base, self.cluster.binaries)
        let server = try self.lay(entry)
        let count = try self.stage(from: folder.archive) { !$0.isHistory && $0.position >= first.position }
        self.report("replaying the changes since (\(count) segments at most)")
        let settled = try await self.replay(server, to: moment, timeline: timeline, notary)
        try self.keepEnds()
        let notices = try notary.leave(settled.notices, in: self.fresh)
        if let notices, let user = self.cluster.user { try WALArchive.give(notices, to: user) }
        self.report(Self.lastStep)
        let kept = try self.takePlace()
        do {
            try notary.publishNotices(in: self.data)
        } catch {
            throw CommandFailure(
                "the data are restored, but the audit's checkpoints do not say so yet: \(error)",
                advice: "mend that, then type: convene up, which says it first")
        }
        return Outcome(kept: kept, last: settled.last, erasedAgain: settled.erasedAgain)
    }

    /// Data of another database in the way would lend their log to the replay, and their archive takes no segment under a
    /// name that it has.
    private func refuseAnotherDatabase(_ folder: BackupFolder) throws {
        guard let present = Self.systemIdentifier(of: self.data), let newest = folder.entries.last,
            let restored = Self.systemIdentifier(of: newest.base), present != restored
        else { return }
        throw CommandFailure(
            "\(self.data) holds another database than the backups in \(folder.path)",
            advice: """
                restore into a home without data (--home), or move \(self.data) and \(self.cluster.archive.folder) away
                """)
    }

    /// The number that `initdb` gave a database, which its backups share (PostgreSQL 15,
    /// src/include/catalog/pg_control.h: the first eight bytes). `nil` when there are no data.
    private static func systemIdentifier(of data: String) -> Data? {
        guard let file = FileHandle(forReadingAtPath: "\(data)/global/pg_control"),
            let number = try? file.read(upToCount: 8), number.count == 8
        else { return nil }
        return number
    }

    /// The data of the backup in a folder of their own, with today's configuration.
    private func lay(_ entry: BackupFolder.Entry) throws -> PrivateCluster {
        try? FileManager.default.removeItem(atPath: self.fresh)
        try AtomicFile.makeFolder(self.fresh, mode: 0o700)
        try self.system("/bin/cp", ["-a", "--reflink=auto", "--", "\(entry.base)/.", self.fresh])
        // What an earlier restoration could not say is no part of this one.
        unlink(Notary.noticeFile(self.fresh))
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

    /// Brings WAL together in one folder: what was copied with the backup, what the server archived since, and what the
    /// old data hold of the last minute.
    /// - Parameter isWanted: which files.
    /// - Returns: how many were new there.
    private func stage(from copied: WALArchive, _ isWanted: (WALName) -> Bool) throws -> Int {
        var count = 0
        let sources = [self.cluster.archive, copied, self.old]
        // The end of a past that was given up stands for its segment only when there is nothing better.
        for (source, isEnd) in sources.map({ ($0, false) }) + sources.map({ ($0, true) }) {
            for name in source.names {
                guard let wal = WALName(name), isWanted(wal), (wal.suffix == ".partial") == isEnd else { continue }
                if source == self.old, !wal.isBegun(in: source.folder) { continue }
                let target = "\(self.staging.folder)/\(wal.nameToReplay(name))"
                if access(target, F_OK) == 0 || access(target + ".gz", F_OK) == 0 { continue }
                // What the old data hold of it is as much or more: they may have been written to since the end was kept.
                if isEnd, target.hasSuffix(".gz"), access(String(target.dropLast(3)), F_OK) == 0 { continue }
                // The server's own files may be linked: they have its owner, and are only read. Not those of the old
                // data, which a server that is started again by hand would write to.
                if source != self.cluster.archive || link("\(source.folder)/\(name)", target) != 0 {
                    try FileCopy.copy("\(source.folder)/\(name)", to: target)
                    if let user = self.cluster.user { try WALArchive.give(target, to: user) }
                }
                count += 1
            }
        }
        return count
    }

    /// The last minutes of the old data become part of the archive, so that what is given up now can still be had. Not
    /// under the segment's own name: nobody can say that it was finished. And their histories, without which the number of
    /// a timeline would be given a second time.
    private func keepEnds() throws {
        let archived = Set(self.cluster.archive.names)
        for name in self.old.names {
            guard let wal = WALName(name), !archived.contains("\(name).gz") else { continue }
            if wal.isHistory {
                let target = "\(self.cluster.archive.folder)/\(name)"
                try FileCopy.copy("\(self.old.folder)/\(name)", to: target)
                if let user = self.cluster.user { try WALArchive.give(target, to: user) }
                continue
            }
            guard wal.suffix.isEmpty, wal.isBegun(in: self.old.folder),
                access("\(self.staging.folder)/\(name)", F_OK) == 0
            else { continue }
            try self.system("/bin/gzip", ["-1", "--keep", "--suffix", ".partial.gz", "\(self.staging.folder)/\(name)"])
            let target = "\(self.cluster.archive.folder)/\(name).partial.gz"
            try FileCopy.copy("\(self.staging.folder)/\(name).partial.gz", to: target)
            if let user = self.cluster.user { try WALArchive.give(target, to: user) }
        }
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
