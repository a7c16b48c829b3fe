import Access
import Foundation
import Primitives
import Synchronization

/// A running child process. One thread of its own starts the process and waits for its end: the kernel sends the
/// death signal of `ChildCommand` when the *thread* that started the child ends, so it has to live as long as the child.
package final class ChildProcess: Sendable {
    private struct State {
        var pid: pid_t
        var ended = false
    }

    package let command: ChildCommand
    private let state: Locked<State>

    private init(_ command: ChildCommand, pid: pid_t) {
        self.command = command
        self.state = Locked(State(pid: pid))
    }

    package var pid: pid_t { self.state.withLock { $0.pid } }

    /// Starts the child in a process group of its own, so that Ctrl-C in the terminal reaches only us and we decide
    /// the order in which things stop.
    /// - Parameter onEnd: called once, on the child's thread, when it has ended and its pid file is gone.
    /// - Throws: `CommandFailure` when it cannot be started.
    package static func start(
        _ command: ChildCommand, onEnd: @escaping @Sendable (ExitStatus) -> Void
    ) async throws(CommandFailure) -> ChildProcess {
        guard let wrapper = Command.find("setpriv") else {
            throw CommandFailure(
                "the program setpriv is not installed",
                advice: "type: apt-get install --yes util-linux")
        }
        let result: Result<ChildProcess, CommandFailure> = await withCheckedContinuation { continuation in
            let thread = Thread {
                let child: ChildProcess
                do throws(CommandFailure) {
                    child = ChildProcess(command, pid: try Self.spawn(command, wrapper: wrapper))
                    try child.writePidFile()
                } catch {
                    continuation.resume(returning: .failure(error))
                    return
                }
                continuation.resume(returning: .success(child))
                onEnd(child.waitForEnd())
            }
            thread.stackSize = 512 * 1024
            thread.start()
        }
        return try result.get()
    }

    /// Sends a signal, unless the child has ended: its number may already be another process's.
    package func send(_ signal: ProcessSignal) {
        self.state.withLock { state in
            guard !state.ended else { return }
            kill(state.pid, signal.number)
        }
    }

    private func writePidFile() throws(CommandFailure) {
        do {
            try AtomicFile.write("\(self.pid)\n", to: self.command.pidFile, mode: 0o644)
        } catch {
            self.send(.kill)
            _ = self.waitForEnd()
            throw CommandFailure("\(error)", advice: "make room on the disk, or choose another --home")
        }
    }

    private func waitForEnd() -> ExitStatus {
        let pid = self.pid
        // First wait without reaping: until the flag below is set, the number must stay the child's.
        var information = siginfo_t()
        while waitid(P_PID, id_t(pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        let status = self.state.withLock { state -> Int32 in
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            state.ended = true
            return status
        }
        unlink(self.command.pidFile)
        // The layout of the status word, wait(2): low seven bits the signal, next byte the code.
        let signal = status & 0x7F
        return signal == 0 ? .code((status >> 8) & 0xFF) : .signal(signal)
    }

    private static func spawn(_ command: ChildCommand, wrapper: String) throws(CommandFailure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, command.logFile, O_WRONLY | O_CREAT | O_APPEND, 0o640)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

        var pid: pid_t = 0
        let result = withCStrings([wrapper] + command.wrapped) { arguments in
            withCStrings(command.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }) {
                posix_spawn(&pid, wrapper, &actions, &attributes, arguments, $0)
            }
        }
        guard result == 0 else {
            throw CommandFailure("cannot start \(command.name): \(String(cString: strerror(result)))")
        }
        return pid
    }
}

/// A null-terminated array of C strings for the time of the call.
func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let pointers = strings.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
}
