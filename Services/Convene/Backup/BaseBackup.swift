import Access
import Foundation
import Primitives

/// Takes a base backup of the private server while it works, and verifies it.
package struct BaseBackup: Sendable {
    package let home: Home
    package let cluster: PrivateCluster
    package let ports: PortPlan

    package init(home: Home, cluster: PrivateCluster, ports: PortPlan) {
        self.home = home
        self.cluster = cluster
        self.ports = ports
    }

    /// The private server of a home that has been up.
    /// - Throws: `CommandFailure` when there is none.
    package static func of(_ home: Home, environment: [String: String]) throws -> BaseBackup {
        guard (environment["DATABASE_URL"] ?? "").isEmpty else {
            throw CommandFailure(
                "the server of DATABASE_URL is not ours to back up",
                advice: """
                    use what its keeper uses: pgBackRest, Barman, or the provider's point-in-time recovery. \
                    Not pg_dump alone: the audit and the events count in the server's transaction numbers
                    """)
        }
        guard let settings = HomeSettings.load(home), let ports = PortPlan(base: settings.portBase),
            ClusterPlace.existing(home: home) != nil
        else { throw CommandFailure("\(home.path) has no database", advice: "name the home with --home") }
        let cluster = try PrivateCluster.locate(
            home: home, settings: ClusterSettings(port: ports.database, roles: DatabaseSetup.roles),
            searchPath: environment["PATH"] ?? "")
        return BaseBackup(home: home, cluster: cluster, ports: ports)
    }

    /// The timeline that the server writes; `nil` when there is no log.
    var timeline: Int? { WALArchive(folder: "\(self.cluster.place.folder)/pg_wal").writtenTimeline }

    /// What was done.
    package struct Outcome: Sendable {
        package let entry: BackupFolder.Entry
        package let copied: Int
        package let pruned: [String]
    }

    /// Takes the backup, verifies it, copies the WAL beside it, and forgets what is older than 35 days.
    package func take(into folder: BackupFolder) throws -> Outcome {
        guard self.cluster.isReady else {
            throw CommandFailure(
                "the database does not run", advice: "type: convene up; it is backed up while it works")
        }
        try AtomicFile.makeFolder(folder.path, mode: 0o700)
        let started = Instant.now
        let name = started.description.filter { $0 != "-" && $0 != ":" }
        let path = "\(folder.path)/\(name)"
        let part = "\(path).part"
        try? FileManager.default.removeItem(atPath: part)
        try AtomicFile.makeFolder(part, mode: 0o700)
        do {
            try self.copy(to: "\(part)/base")
            try Self.verify("\(part)/base", self.cluster.binaries)
            guard let label = try? String(contentsOfFile: "\(part)/base/backup_label", encoding: .utf8),
                let segment = BackupRecord.firstSegment(label: label)
            else { throw CommandFailure("the backup has no label that can be read") }
            let record = BackupRecord(
                started: started, finished: .now, major: self.cluster.binaries.major, firstSegment: segment)
            try record.save(part)
            guard rename(part, path) == 0 else { throw AtomicFileError(path: path, errorNumber: errno) }
            let copied = try self.mirror(into: folder.archive)
            let now = Instant.now
            let pruned = folder.prune(now: now)
            if let first = folder.firstNeeded {
                _ = self.cluster.archive.prune(
                    before: first, olderThan: Double(BackupFolder.days) * 86_400, now: now.date)
            }
            return Outcome(entry: BackupFolder.Entry(path: path, record: record), copied: copied, pruned: pruned)
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
    }

    /// Checks every file of a backup against its manifest, and that the WAL in it can be read.
    package static func verify(_ base: String, _ binaries: PostgresBinaries) throws {
        let outcome = try Command.run("\(binaries.folder)/pg_verifybackup", ["--quiet", base])
        guard outcome.status == 0 else {
            throw CommandFailure("the backup in \(base) is damaged: \(Self.tail(outcome.text))")
        }
    }

    private func copy(to base: String) throws {
        // The password travels in a file that libpq reads, never in arguments or the environment.
        guard let password = SecretFile.read(self.home.passwordFile(DatabaseSetup.backup)) else {
            throw CommandFailure(
                "\(self.home.passwordFile(DatabaseSetup.backup)) is missing", advice: "type: convene up, which makes it"
            )
        }
        let passwords = "\(self.home.path)/secrets/.pgpass-\(UUID().uuidString.prefix(8))"
        try AtomicFile.write(
            "127.0.0.1:\(self.ports.database):*:\(DatabaseSetup.backup):\(password)\n", to: passwords, mode: 0o600)
        defer { unlink(passwords) }
        let connection = [
            "host=127.0.0.1", "port=\(self.ports.database)", "user=\(DatabaseSetup.backup)", "sslmode=verify-full",
            "sslrootcert='\(self.home.certificates.authorityFile.quotedForConnection)'",
            "ssl_min_protocol_version=TLSv1.3", "channel_binding=require", "application_name=convene-backup",
        ].joined(separator: " ")
        let outcome = try Command.run(
            "\(self.cluster.binaries.folder)/pg_basebackup",
            [
                "--pgdata", base, "--format=plain", "--wal-method=stream", "--checkpoint=fast",
                "--manifest-checksums=SHA256", "--no-password", "--label=convene", "--dbname", connection,
            ],
            environment: PrivateCluster.environment.merging(["PGPASSFILE": passwords]) { $1 })
        guard outcome.status == 0 else {
            throw CommandFailure("pg_basebackup failed: \(Self.tail(outcome.text))")
        }
    }

    /// Copies finished segments that the folder does not have yet. On the same file system nothing is copied twice.
    private func mirror(into archive: WALArchive) throws -> Int {
        try AtomicFile.makeFolder(archive.folder, mode: 0o700)
        var count = 0
        for name in self.cluster.archive.names {
            let source = "\(self.cluster.archive.folder)/\(name)"
            let target = "\(archive.folder)/\(name)"
            if access(target, F_OK) == 0 { continue }
            if link(source, target) != 0 { try FileCopy.copy(source, to: target) }
            count += 1
        }
        return count
    }

    static func tail(_ text: String) -> String {
        text.split(separator: "\n").suffix(3).joined(separator: "\n       ")
    }
}

extension String {
    /// Between single quotes in a connection string of libpq.
    fileprivate var quotedForConnection: String {
        self.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "'", with: "\\'")
    }
}
