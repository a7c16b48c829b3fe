import Access
import Foundation

/// Starts `convene up` in a session of its own and waits until everything is ready.
package struct DetachedUp: Sendable {
    /// Longer than the start and the demonstration may take on a slow machine (seconds).
    private static let patience = 600.0
    /// POSIX_SPAWN_SETSID of glibc's spawn.h, which is not imported.
    private static let newSession: Int16 = 0x80

    package let request: UpRequest
    package let terminal: Terminal

    package init(_ request: UpRequest, terminal: Terminal) {
        self.request = request
        self.terminal = terminal
    }

    /// - Throws: `CommandFailure` when it does not come up; nothing of it runs any more then.
    package func run() async throws {
        let home = self.request.home
        try home.make()
        if HomeLock.isHeld(home) {
            guard let address = try? String(contentsOfFile: home.readyFile, encoding: .utf8) else {
                throw CommandFailure(
                    "another convene is starting or stopping this home", advice: "try again in some seconds")
            }
            self.terminal.say("already up")
            self.terminal.say("the portal is at \(address.trimmingCharacters(in: .whitespacesAndNewlines))")
            return
        }
        // Left by a process that was killed; the new one says itself when it is ready.
        unlink(home.readyFile)
        let log = home.logFile("convene")
        unlink(log)
        let pid = try self.spawn(log: log)
        var follower = LogFollower([("convene", log)], fromStart: true)
        let end = ContinuousClock.now.advanced(by: .seconds(Self.patience))
        while true {
            follower.poll { _, line in self.terminal.line(line) }
            var status: Int32 = 0
            if waitpid(pid, &status, WNOHANG) == pid {
                follower.poll { _, line in self.terminal.line(line) }
                throw CommandFailure("it did not come up", advice: "all of what it said is in \(log)")
            }
            if access(home.readyFile, F_OK) == 0 {
                follower.poll { _, line in self.terminal.line(line) }
                return
            }
            guard ContinuousClock.now < end else {
                kill(pid, SIGTERM)
                throw CommandFailure(
                    "it is not up after \(Int(Self.patience)) s", advice: "what it said is in \(log)")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    private var arguments: [String] {
        var arguments = ["up", "--home", self.request.home.path, "--no-logs"]
        if let base = self.request.portBase { arguments += ["--port-base", String(base)] }
        if let share = self.request.share { arguments += ["--share", share] }
        if self.request.playsDemo { arguments.append("--demo") }
        if !self.request.isDemonstration { arguments.append("--no-demonstration") }
        return arguments
    }

    private func spawn(log: String) throws -> pid_t {
        let executable = try Executables.current().convene
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o640)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Self.newSession)
        var pid: pid_t = 0
        let environment = self.request.environment.map { "\($0.key)=\($0.value)" }
        let result = withCStrings([executable] + self.arguments) { arguments in
            withCStrings(environment) { posix_spawn(&pid, executable, &actions, &attributes, arguments, $0) }
        }
        guard result == 0 else {
            throw CommandFailure("cannot start \(executable): \(String(cString: strerror(result)))")
        }
        return pid
    }
}
