import ConveneCommands
import Foundation
import TestSupport
import Testing

/// The supervisor with real processes: restarts, and stops in order.
@Suite struct SupervisorTests {
    @Test func restartsWhatEndsAndStopsEverything() async throws {
        try await withTemporaryFolder { folder in
            func command(_ name: String, _ script: String) -> ChildCommand {
                ChildCommand(
                    name: name, executable: "/bin/sh", arguments: ["-c", script],
                    environment: ["PATH": "/usr/bin:/bin"],
                    logFile: "\(folder)/\(name).log", pidFile: "\(folder)/\(name).pid")
            }
            let supervisor = Supervisor([
                (.init(name: "first", stage: 0, grace: 2), command("first", "echo up; exec sleep 60")),
                (.init(name: "second", stage: 1, grace: 2), command("second", "echo up; exec sleep 60")),
            ]) { text in Self.keep(text, in: folder) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await supervisor.run() }
                await supervisor.launch(["first", "second"])
                // Killed or stopped before it says so, it would not have said it.
                try await self.eventually { Self.log("first", in: folder) == "up\n" }
                let pid = try #require(await supervisor.pid("first"))
                kill(pid, SIGKILL)
                try await self.eventually { await supervisor.pid("first").map { $0 != pid } ?? false }
                try await self.eventually { Self.log("first", in: folder) == "up\nup\n" }
                await supervisor.stop()
                await supervisor.finish()
                try await group.waitForAll()
            }
            #expect(Self.log("first", in: folder) == "up\nup\n")
            #expect(!FileManager.default.fileExists(atPath: folder + "/first.pid"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/second.pid"))
            let told = try String(contentsOfFile: folder + "/reports", encoding: .utf8)
            #expect(told == "first ended (signal 9); it starts again in 0.5 s\n")
        }
    }

    @Test func aProgramThatCannotStartIsTriedAgainAndCounted() async throws {
        try await withTemporaryFolder { folder in
            let supervisor = Supervisor([
                (
                    .init(name: "broken", stage: 0, grace: 1),
                    ChildCommand(
                        name: "broken", executable: "/bin/sh", arguments: ["-c", "exit 64"], environment: [:],
                        logFile: folder + "/broken.log", pidFile: folder + "/broken.pid")
                )
            ]) { _ in }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await supervisor.run() }
                await supervisor.launch(["broken"])
                try await self.eventually { await supervisor.earlyEnds("broken") >= 2 }
                await supervisor.stop()
                await supervisor.finish()
                try await group.waitForAll()
            }
        }
    }

    private func eventually(_ condition: () async -> Bool) async throws {
        for _ in 0..<200 {
            if await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not happen within 10 s")
    }

    /// What a child has written so far.
    private static func log(_ name: String, in folder: String) -> String {
        (try? String(contentsOfFile: "\(folder)/\(name).log", encoding: .utf8)) ?? ""
    }

    private static func keep(_ text: String, in folder: String) {
        let path = folder + "/reports"
        let before = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        try? (before + text + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
}
