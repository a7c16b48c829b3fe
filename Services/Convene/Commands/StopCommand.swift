import ArgumentParser
import Foundation

package struct StopCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "Stop what `convene up` started, in order, and wait for the end.")

    @OptionGroup package var home: HomeOptions

    package init() {}

    package func run() async throws {
        let home = self.home.value
        let terminal = Terminal.standard()
        guard HomeLock.isHeld(home) else {
            terminal.say("nothing runs this home (\(home.path))")
            return
        }
        guard let text = try? String(contentsOfFile: home.pidFile("convene"), encoding: .utf8),
            let pid = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)), pid > 1
        else {
            throw CommandFailure(
                "\(home.pidFile("convene")) does not say which process to stop",
                advice: "it may be starting at this moment: try again")
        }
        guard kill(pid, SIGTERM) == 0 else {
            throw CommandFailure(
                "cannot stop process \(pid): \(String(cString: strerror(errno)))",
                advice: "stop it as the user that started it")
        }
        let end = ContinuousClock.now.advanced(by: .seconds(30))
        while HomeLock.isHeld(home) {
            guard ContinuousClock.now < end else {
                throw CommandFailure(
                    "process \(pid) is still stopping after 30 s", advice: "look into \(home.logFile("convene"))")
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        terminal.say("stopped")
    }
}
