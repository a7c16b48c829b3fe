import Foundation

/// How to start one child process.
package struct ChildCommand: Sendable, Equatable {
    /// Short name: `postgres`, `portal`, …; it names the pid file and the log file.
    package let name: String
    package let executable: String
    /// Without the executable's own name. Visible to everybody on the machine: never a secret.
    package let arguments: [String]
    /// All of the child's environment; nothing is inherited.
    package let environment: [String: String]
    /// Standard output and error are appended here.
    package let logFile: String
    /// The child's process id stands here while it lives.
    package let pidFile: String
    /// The user to run as; `nil` for this process's own.
    package let user: UnprivilegedUser?
    /// What the child gets when this process dies without a word: its own signal for a quick, clean end.
    package let deathSignal: ProcessSignal

    package init(
        name: String, executable: String, arguments: [String], environment: [String: String], logFile: String,
        pidFile: String, user: UnprivilegedUser? = nil, deathSignal: ProcessSignal = .terminate
    ) {
        self.name = name
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.logFile = logFile
        self.pidFile = pidFile
        self.user = user
        self.deathSignal = deathSignal
    }

    /// The arguments of `setpriv` (util-linux) that drop what the child must not have, arm the death signal and then
    /// become the child: the process id stays the same.
    var wrapped: [String] {
        var words = ["--pdeathsig", self.deathSignal.name]
        if let user {
            words += ["--reuid", String(user.uid), "--regid", String(user.gid), "--clear-groups"]
        }
        return words + ["--no-new-privs", "--", self.executable] + self.arguments
    }
}

/// The signals we send.
package enum ProcessSignal: Sendable, Equatable {
    case interrupt
    case terminate
    case quit
    case kill
    case hangUp

    /// As the system and `setpriv` call it, without the prefix.
    package var name: String {
        switch self {
        case .interrupt: "INT"
        case .terminate: "TERM"
        case .quit: "QUIT"
        case .kill: "KILL"
        case .hangUp: "HUP"
        }
    }

    package var number: Int32 {
        switch self {
        case .interrupt: SIGINT
        case .terminate: SIGTERM
        case .quit: SIGQUIT
        case .kill: SIGKILL
        case .hangUp: SIGHUP
        }
    }
}
