import Access
import Foundation

/// Brings a home up, keeps it up, and takes it down again.
package struct UpRun: Sendable {
    /// How often certificates are looked at.
    private static let renewalInterval = Duration.seconds(6 * 3_600)

    package let request: UpRequest
    package let terminal: Terminal

    package init(_ request: UpRequest, terminal: Terminal) {
        self.request = request
        self.terminal = terminal
    }

    /// Returns after a clean stop.
    /// - Parameter whenUp: work to do once everything is ready.
    /// - Throws: `CommandFailure` when something did not come up; everything has been stopped then.
    package func run(whenUp: @escaping @Sendable (Installation) async throws -> Void) async throws {
        let begin = ContinuousClock.now
        let home = self.request.home
        try home.make()
        guard let lock = try HomeLock(home) else {
            throw CommandFailure(
                "another convene runs this home (\(home.path))",
                advice: "stop it first: convene stop; or choose another --home and --port-base")
        }
        defer { withExtendedLifetime(lock) {} }
        // What a process that was killed has left behind.
        unlink(home.readyFile)
        for service in ServicePlan.services { unlink(home.pidFile(service.rawValue)) }
        unlink(home.pidFile(PrivateCluster.processName))
        try AtomicFile.write("\(getpid())\n", to: home.pidFile("convene"), mode: 0o644)
        defer {
            unlink(home.readyFile)
            unlink(home.pidFile("convene"))
        }
        // From here on Ctrl-C and SIGTERM are an orderly stop.
        let signals = StopSignals()
        defer { signals.cancel() }

        let executables = try Executables.current()
        try executables.requireAll()
        let installation = try await Installation.prepare(
            self.request, executables: executables, report: self.terminal.say)
        let members = installation.plan(environment: self.request.environment).members(cluster: installation.cluster)
        for (member, _) in members { Self.turnOver(home.logFile(member.name)) }
        let supervisor = Supervisor(members, report: self.terminal.warn)
        let failure = FirstFailure()

        await withDiscardingTaskGroup { group in
            group.addTask { await supervisor.run() }
            if self.request.showsLogs {
                group.addTask { await self.follow(members.map(\.0.name)) }
            }
            group.addTask {
                for await _ in signals.stream {
                    self.terminal.say("stopping")
                    await supervisor.stop()
                }
            }
            group.addTask {
                do {
                    try await self.bringUp(installation, supervisor)
                    let watch = try Watch(home, installation.database)
                    async let watching: Void = watch.run(warn: self.terminal.warn)
                    async let backingUp: Void? = DailyBackup(installation)?.run(self.terminal)
                    try await whenUp(installation)
                    try await self.announce(installation, begin: begin)
                    try await self.keepUp(installation)
                    _ = await (watching, backingUp)
                } catch {
                    if !(await supervisor.isStopping) { failure.keep(error) }
                    await supervisor.stop()
                }
            }
            await supervisor.finish()
            group.cancelAll()
        }
        if let error = failure.error { throw error }
        self.terminal.say("stopped")
    }

    private func bringUp(_ installation: Installation, _ supervisor: Supervisor) async throws {
        let readiness = Readiness(supervisor: supervisor, home: installation.home)
        if let cluster = installation.cluster {
            await supervisor.launch([PrivateCluster.processName])
            try await readiness.wait(for: PrivateCluster.processName) { cluster.isReady }
        }
        try await installation.database.provision(report: self.terminal.say)
        try await installation.database.migrate(share: installation.settings.share, report: self.terminal.say)
        if await supervisor.isStopping { throw CancellationError() }
        await supervisor.launch(ServicePlan.services.map(\.rawValue))
        try await DoorProbe.with(authority: installation.home.certificates.authorityFile) { probe in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for service in ServicePlan.services {
                    guard let port = installation.ports.publicPort(service) else { continue }
                    group.addTask {
                        try await readiness.wait(for: service.rawValue) {
                            // Asked before it listens, the client would keep trying for two seconds.
                            if PortProbe.isFree(port) { return false }
                            return await probe.get("https://127.0.0.1:\(port)/readyz").isGood
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private func announce(_ installation: Installation, begin: ContinuousClock.Instant) async throws {
        let address = (installation.ports.publicAddress(.portal) ?? "") + "/"
        // The children's last lines come first.
        if self.request.showsLogs { try await Task.sleep(for: .milliseconds(300)) }
        let seconds =
            Double((ContinuousClock.now - begin).components.seconds)
            + Double((ContinuousClock.now - begin).components.attoseconds) / 1e18
        self.terminal.say(
            "up after \(String(format: "%.1f", seconds)) s; trust \(installation.home.certificates.authorityFile)")
        self.terminal.say("the portal is at \(address)")
        try AtomicFile.write(address + "\n", to: installation.home.readyFile, mode: 0o644)
    }

    /// Renews certificates in time. Services notice new files themselves; PostgreSQL reads its own on a signal.
    private func keepUp(_ installation: Installation) async throws {
        while true {
            try await Task.sleep(for: Self.renewalInterval)
            let renewal = try installation.home.certificates.renew(CertificateProfile.all, now: Date())
            guard !renewal.issued.isEmpty else { continue }
            self.terminal.say("renewed certificates: \(renewal.issued.map(\.fileStem).joined(separator: ", "))")
            if renewal.issued.contains(.database) { _ = try PrivateCluster.renewCertificate(of: installation.home) }
        }
    }

    private func follow(_ names: [String]) async {
        var follower = LogFollower(names.map { ($0, self.request.home.logFile($0)) }, fromStart: false)
        await follower.run { name, line in self.terminal.prefixed(name, LogLine(line)) }
    }

    /// Keeps one older log once the present one has grown past 16 MiB.
    private static func turnOver(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size > 16 * 1_024 * 1_024 else { return }
        rename(path, path + ".1")
    }
}
