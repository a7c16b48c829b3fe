import ConveneCommands
import Foundation
import TestSupport
import Testing

/// With real processes of the system.
@Suite struct ChildProcessTests {
    private func command(_ folder: String, _ script: String, signal: ProcessSignal = .terminate) -> ChildCommand {
        ChildCommand(
            name: "child", executable: "/bin/sh", arguments: ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "GREETING": "bonjour"], logFile: folder + "/child.log",
            pidFile: folder + "/child.pid", deathSignal: signal)
    }

    /// Starts a child and returns how it ended.
    private func end(
        _ command: ChildCommand, _ meanwhile: (ChildProcess) async throws -> Void = { _ in }
    ) async throws -> ConveneCommands.ExitStatus? {
        let (stream, continuation) = AsyncStream<ConveneCommands.ExitStatus>.makeStream()
        let child = try await ChildProcess.start(command) { status in
            continuation.yield(status)
            continuation.finish()
        }
        try await meanwhile(child)
        return await stream.first { _ in true }
    }

    @Test func reportsCodesAndSignals() async throws {
        try await withTemporaryFolder { folder in
            let left = try await self.end(self.command(folder, "exit 7"))
            let killed = try await self.end(self.command(folder, "kill -9 $$"))
            #expect(left == .code(7))
            #expect(killed == .signal(9))
            let status = try await self.end(self.command(folder, "exec sleep 30")) { $0.send(.terminate) }
            #expect(status == .signal(15))
        }
    }

    @Test func writesBothStreamsToTheLogAndSeesOnlyItsEnvironment() async throws {
        try await withTemporaryFolder { folder in
            let status = try await self.end(self.command(folder, "echo $GREETING; echo $HOME- >&2"))
            let log = try String(contentsOfFile: folder + "/child.log", encoding: .utf8)
            #expect(status == .code(0))
            #expect(log == "bonjour\n-\n")
        }
    }

    @Test func thePidFileLivesAsLongAsTheChild() async throws {
        try await withTemporaryFolder { folder in
            _ = try await self.end(self.command(folder, "exec sleep 30")) { child in
                let text = try String(contentsOfFile: folder + "/child.pid", encoding: .utf8)
                #expect(text == "\(child.pid)\n")
                // The wrapper became the child: the number is the program's own.
                let name = try await self.programName(child.pid)
                #expect(name == "sleep")
                child.send(.kill)
            }
            #expect(!FileManager.default.fileExists(atPath: folder + "/child.pid"))
        }
    }

    @Test func theDeathSignalIsArmed() async throws {
        try await withTemporaryFolder { folder in
            // A small program that starts a child through us cannot be had here; the kernel's flag can be read by the
            // child itself: setpriv prints it.
            let status = try await self.end(
                self.command(folder, "exec setpriv --dump", signal: .interrupt))
            #expect(status == .code(0))
            let log = try String(contentsOfFile: folder + "/child.log", encoding: .utf8)
            #expect(log.contains("no_new_privs: 1"))
            #expect(log.contains("Parent death signal: INT") || log.contains("Parent death signal: 2"), "\(log)")
        }
    }

    @Test func sayingThatAProgramIsMissing() async throws {
        try await withTemporaryFolder { folder in
            let command = ChildCommand(
                name: "child", executable: folder + "/nothing", arguments: [], environment: [:],
                logFile: folder + "/child.log", pidFile: folder + "/child.pid")
            let status = try await self.end(command)
            #expect(status == .code(127))
        }
    }

    /// The name of a process once it is no longer the wrapper.
    private func programName(_ pid: Int32) async throws -> String {
        for _ in 0..<100 {
            let name = (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? ""
            let trimmed = name.trimmingCharacters(in: .whitespacesAndNewlines)
            if trimmed != "setpriv", !trimmed.isEmpty, trimmed != "sh" { return trimmed }
            try await Task.sleep(for: .milliseconds(20))
        }
        return ""
    }
}
