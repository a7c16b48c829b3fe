import Access
import Foundation

/// The PostgreSQL server that belongs to a home: made once, configured anew at each start, reachable over TLS from this
/// machine only.
package struct PrivateCluster: Sendable {
    package static let processName = "postgres"

    package let home: Home
    package let binaries: PostgresBinaries
    package let place: ClusterPlace
    package let user: UnprivilegedUser?
    package let settings: ClusterSettings

    /// Finds programs, user and place; makes nothing but empty folders.
    package static func locate(
        home: Home, settings: ClusterSettings, searchPath: String
    ) throws -> PrivateCluster {
        let user = try UnprivilegedUser.forServer()
        let version = ClusterPlace.existing(home: home).flatMap { Self.dataVersion($0) }
        let binaries = try PostgresBinaries.choose(
            from: PostgresBinaries.find(searchPath: searchPath), forData: version, isRoot: geteuid() == 0)
        let place = try ClusterPlace.prepare(home: home, user: user)
        return PrivateCluster(home: home, binaries: binaries, place: place, user: user, settings: settings)
    }

    /// Whether there are data yet.
    package var isMade: Bool { Self.dataVersion(self.place.folder) != nil }

    /// Makes the data folder (checksums, SCRAM, UTF-8, C.UTF-8) if there is none, and writes the configuration and the
    /// certificate.
    /// - Parameter administratorPassword: for the one role that `initdb` makes.
    package func prepare(administratorPassword: String) throws {
        if !self.isMade {
            try self.refuseWhatWasCutOff()
            try self.initialise(administratorPassword)
        }
        try self.configure()
    }

    /// A restoration that was cut off between its two last steps has left no data, and those from before beside: to make
    /// empty ones would look as if everything were lost.
    private func refuseWhatWasCutOff() throws {
        let folder = self.place.folder as NSString
        let beside = (try? FileManager.default.contentsOfDirectory(atPath: folder.deletingLastPathComponent)) ?? []
        let before = beside.filter { $0.hasPrefix("\(folder.lastPathComponent).before-") }.max()
        guard let before else { return }
        // An empty folder that was made for the data just now: `mv` would put those from before into it.
        rmdir(self.place.folder)
        throw CommandFailure(
            "\(folder) is missing, but \(before) is beside it: a restoration was cut off",
            advice: """
                give it its name back (mv --no-target-directory), then restore again; if there is to be an empty \
                database, move it elsewhere
                """)
    }

    /// Where the server keeps its log of changes: beside the data, so that it outlives them.
    package var archive: WALArchive {
        WALArchive(folder: (self.place.folder as NSString).deletingLastPathComponent + "/wal")
    }

    /// How the supervisor starts the server.
    package var command: ChildCommand { self.command(arguments: []) }

    /// - Parameter arguments: more than where the data are.
    func command(arguments: [String]) -> ChildCommand {
        ChildCommand(
            name: Self.processName, executable: self.binaries.server, arguments: ["-D", self.place.folder] + arguments,
            environment: Self.environment, logFile: self.home.logFile(Self.processName),
            pidFile: self.home.pidFile(Self.processName), user: self.user, deathSignal: .interrupt)
    }

    /// `INT` is PostgreSQL's fast shutdown: sessions are ended, everything is written. `QUIT` ends at once and is
    /// repaired from the log at the next start; nothing acknowledged is lost.
    package func member(stage: Int) -> SupervisionMachine.Member {
        SupervisionMachine.Member(
            name: Self.processName, stage: stage, stopSignal: .interrupt, grace: 6, harderSignal: .quit)
    }

    /// Whether the server says that it takes connections: the eighth line of `postmaster.pid`.
    package var isReady: Bool { Self.status(self.place.folder)?.isReady ?? false }

    /// The process that has the data folder open, if any does.
    package static func status(_ folder: String) -> (pid: pid_t, isReady: Bool)? {
        guard let text = try? String(contentsOfFile: folder + "/postmaster.pid", encoding: .utf8) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let pid = pid_t(first), kill(pid, 0) == 0 || errno == EPERM else { return nil }
        let isReady = lines.count > 7 && lines[7].trimmingCharacters(in: .whitespaces) == "ready"
        return (pid, isReady)
    }

    static let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC"]

    static func dataVersion(_ folder: String) -> Int? {
        guard let text = try? String(contentsOfFile: folder + "/PG_VERSION", encoding: .utf8) else { return nil }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    private func initialise(_ password: String) throws {
        // initdb reads the password from a file that its user can read; it stands beside the data for a moment.
        let passwordFile = self.place.folder + ".password"
        unlink(passwordFile)
        try AtomicFile.write(password + "\n", to: passwordFile, mode: 0o600)
        defer { unlink(passwordFile) }
        if let user, lchown(passwordFile, user.uid, user.gid) != 0 {
            throw AtomicFileError(path: passwordFile, errorNumber: errno)
        }
        let outcome = try self.runAsServer(
            self.binaries.initdb,
            [
                "--pgdata", self.place.folder, "--username", ClusterSettings.administrator,
                "--pwfile", passwordFile, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8",
                "--data-checksums",
            ])
        guard outcome.status == 0 else {
            let last = outcome.text.split(separator: "\n").suffix(3).joined(separator: "\n       ")
            throw CommandFailure("initdb failed: \(last)", advice: "the folder is \(self.place.folder)")
        }
    }

    /// Gives the administrator's role this password, on data that no server works on: without a login, because the
    /// catalogue of restored data may hold an older password, or one of another home. PostgreSQL's single-user mode
    /// opens no door for that, neither an address nor a socket, and leaves no setting behind that would have to be
    /// taken back; the statement travels by a pipe. What the restored data set for logs and libraries does not hold here,
    /// so that it is written nowhere.
    /// - Throws: `CommandFailure` when the password has several lines, or the statement fails.
    func setAdministratorPassword(_ password: String) throws {
        guard !password.contains(where: \.isNewline) else {
            throw CommandFailure(
                "\(self.home.passwordFile(ClusterSettings.administrator)) holds more than one line",
                advice: "remove it; a new password is made")
        }
        let quoted = password.replacingOccurrences(of: "'", with: "''")
        // A line is a statement, and the end of the input ends the server as a clean stop does. Without the setting it
        // would go on after an error as if nothing had happened.
        let outcome = try self.runAsServer(
            self.binaries.server,
            ["--single", "-D", self.place.folder]
                + [
                    "exit_on_error=on", "log_statement=none", "log_min_duration_statement=-1",
                    "log_min_error_statement=panic", "log_destination=stderr", "shared_preload_libraries=",
                ].flatMap { ["-c", $0] } + ["postgres"],
            input: "alter role \(ClusterSettings.administrator) with login password '\(quoted)'\n")
        guard outcome.status == 0 else {
            let last = outcome.text.replacingOccurrences(of: password, with: "…").split(separator: "\n").suffix(3)
            throw CommandFailure(
                "the administrator's password cannot be set in \(self.place.folder): "
                    + last.joined(separator: "\n       "))
        }
    }

    private func configure() throws {
        let folder = self.place.folder
        try self.archive.make(for: self.user)
        try self.give("convene.conf", self.settings.configuration(archive: self.archive))
        try self.give("pg_hba.conf", self.settings.hostAccess)
        let certificates = self.home.certificates
        try self.give("server.key", try String(contentsOfFile: certificates.keyFile(.database), encoding: .utf8))
        try self.give(
            "server.crt", try String(contentsOfFile: certificates.certificateFile(.database), encoding: .utf8))
        let main = try String(contentsOfFile: folder + "/postgresql.conf", encoding: .utf8)
        let line = "include 'convene.conf'"
        if !main.split(separator: "\n").contains(Substring(line)) {
            try self.give("postgresql.conf", main + "\n\(line)\n")
        }
    }

    /// Copies the certificate of a home again into its cluster's data, with the owner of the data, and lets a server that
    /// runs read it (`SIGHUP`): new connections get the new one, open ones stay.
    /// - Returns: whether a server was told; false when the home has no cluster of its own or it is not running.
    package static func renewCertificate(of home: Home) throws -> Bool {
        guard let folder = ClusterPlace.existing(home: home) else { return false }
        var owner = stat()
        guard stat(folder, &owner) == 0 else { throw AtomicFileError(path: folder, errorNumber: errno) }
        let certificates = home.certificates
        for (name, source) in [
            ("server.key", certificates.keyFile(.database)), ("server.crt", certificates.certificateFile(.database)),
        ] {
            let path = "\(folder)/\(name)"
            try AtomicFile.write(try String(contentsOfFile: source, encoding: .utf8), to: path, mode: 0o600)
            guard lchown(path, owner.st_uid, owner.st_gid) == 0 else {
                throw AtomicFileError(path: path, errorNumber: errno)
            }
        }
        guard let server = self.status(folder) else { return false }
        return kill(server.pid, SIGHUP) == 0
    }

    /// Writes a file of the data folder, owned by the server's user.
    private func give(_ name: String, _ text: String) throws {
        let path = "\(self.place.folder)/\(name)"
        try AtomicFile.write(text, to: path, mode: 0o600)
        if let user, lchown(path, user.uid, user.gid) != 0 { throw AtomicFileError(path: path, errorNumber: errno) }
    }

    private func runAsServer(
        _ program: String, _ arguments: [String], input: String? = nil
    ) throws -> Command.Outcome {
        guard let user else {
            return try Command.run(program, arguments, environment: Self.environment, folder: "/", input: input)
        }
        guard let wrapper = Command.find("setpriv") else {
            throw CommandFailure(
                "the program setpriv is not installed", advice: "type: apt-get install --yes util-linux")
        }
        return try Command.run(
            wrapper,
            [
                "--reuid", String(user.uid), "--regid", String(user.gid), "--clear-groups", "--no-new-privs", "--",
                program,
            ] + arguments,
            environment: Self.environment, folder: "/", input: input)
    }
}
