import Access
import Foundation

/// Waits until children answer.
package struct Readiness: Sendable {
    /// A child that ends so often before its first answer will not come up by itself.
    package static let toleratedEarlyEnds = 2
    /// Seconds to wait for a service.
    package static let patience = 60.0

    package let supervisor: Supervisor
    package let home: Home

    package init(supervisor: Supervisor, home: Home) {
        self.supervisor = supervisor
        self.home = home
    }

    /// Waits until the condition holds for a child.
    /// - Throws: `CommandFailure` with the end of the child's log when the child ends again and again, or time is up;
    ///   `CancellationError` when everything is being stopped.
    package func wait(
        for name: String, _ isReady: @Sendable () async -> Bool
    ) async throws {
        let end = ContinuousClock.now.advanced(by: .seconds(Self.patience))
        while true {
            if await self.supervisor.isStopping { throw CancellationError() }
            if await self.supervisor.pid(name) != nil, await isReady() { break }
            if await self.supervisor.earlyEnds(name) > Self.toleratedEarlyEnds {
                throw self.failure("\(name) does not start", name)
            }
            if ContinuousClock.now >= end {
                throw self.failure("\(name) is not ready after \(Int(Self.patience)) s", name)
            }
            try await Task.sleep(for: .milliseconds(150))
        }
        await self.supervisor.becameReady(name)
    }

    private func failure(_ message: String, _ name: String) -> CommandFailure {
        let path = self.home.logFile(name)
        let tail = LogFollower.tail(path, lines: 5).map { "\n         " + $0 }.joined()
        return CommandFailure(
            message, advice: tail.isEmpty ? "it wrote nothing to \(path)" : "the end of \(path):\(tail)")
    }
}
