import Logging
import ServiceLifecycle

/// Waits for notifications on a connection of its own, outside the pool, and reconnects when it ends.
///
/// Notifications are hints. Those sent while there was no connection are gone; `.connected` comes first on every
/// connection, the first one included, and means: look whether there is something to do.
package final class Listener: Service {
    package enum Event: Sendable, Hashable {
        /// Listening from now on; catch up.
        case connected
        case notification(Notification)
    }

    /// What arrives. For one reader; when it is slow the oldest events are dropped.
    package let events: AsyncStream<Event>

    private let source: AsyncStream<Event>.Continuation
    private let configuration: DatabaseConfiguration
    private let channels: [String]
    private let logger: Logger
    private let reactor: Reactor

    /// - Parameter channels: names of channels; any text is a name.
    package init(
        _ configuration: DatabaseConfiguration, channels: [String], logger: Logger, reactor: Reactor = .shared
    ) {
        self.configuration = configuration
        self.channels = channels
        self.logger = logger
        self.reactor = reactor
        (self.events, self.source) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(1024))
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var failures = 0
            while !Task.isCancelled {
                let wasConnected = await self.listen()
                failures = wasConnected ? 0 : failures + 1
                // 100 ms, then 1.25 times longer each time up to 10 s, a tenth of it at random.
                var delay = Duration.milliseconds(100)
                for _ in 0..<failures where delay < .seconds(10) { delay = delay * 1.25 }
                try await Task.sleep(for: delay * Double.random(in: 0.9...1.1))
            }
        }
        self.source.finish()
    }

    /// One connection from its beginning to its end; false when there was none.
    private func listen() async -> Bool {
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let source = self.source
        guard
            let connection = try? await Connection.open(
                self.configuration, reactor: self.reactor, logger: self.logger, onClose: { end.finish() },
                onNotification: { source.yield(.notification($0)) })
        else { return false }
        let commands = self.channels.map { Request.Statement(command: "listen \(quotedIdentifier($0))") }
        let deadline = ContinuousClock.now + self.configuration.defaultTimeout
        if (try? await connection.run(commands, deadline: deadline)) != nil {
            source.yield(.connected)
            // Ends with the connection, or with this task.
            for await _ in ended {}
        }
        await connection.close()
        return true
    }
}
