import Access
import AsyncHTTPClient
import Logging
import Primitives
import ServiceLifecycle
import Synchronization

/// A client for internal doors whose certificate, key and trusted authority are read again when their files change.
///
/// A client of AsyncHTTPClient keeps its TLS settings for life, so a new one takes over; the old one ends its calls
/// and is shut down afterwards. Files that cannot be used are said in the log, and the old client stays.
package final class RenewedClient: Service, Sendable {
    private let files: (authority: String, certificate: String, key: String)
    private let interval: Duration
    private let logger: Logger
    private let client: Locked<HTTPClient>

    /// Longer than any call may take.
    private static let retirement: Duration = .seconds(90)

    /// - Parameter reloadSeconds: how often the files are looked at.
    /// - Throws: when a file cannot be read.
    package init(
        certificateAuthority: String, certificate: String, key: String, reloadSeconds: Int, logger: Logger
    ) throws {
        self.files = (certificateAuthority, certificate, key)
        self.interval = .seconds(reloadSeconds)
        self.logger = logger
        self.client = Locked(
            try ClientTLS.internalClient(
                certificateAuthority: certificateAuthority, certificate: certificate, key: key))
    }

    /// The client that holds now; not to be kept.
    package var current: HTTPClient { self.client.withLock { $0 } }

    /// Watches until the group stops, then ends all connections.
    package func run() async throws {
        var retired: [(client: HTTPClient, until: ContinuousClock.Instant)] = []
        var watched = WatchedFiles([self.files.authority, self.files.certificate, self.files.key])
        var failures = 0
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: self.interval) }
            for (client, until) in retired where until <= .now { try? await client.shutdown() }
            retired.removeAll { $0.until <= .now }
            guard watched.haveChanged() || failures > 0 else { continue }
            do {
                let fresh = try ClientTLS.internalClient(
                    certificateAuthority: self.files.authority, certificate: self.files.certificate,
                    key: self.files.key)
                let old = self.client.withLock { client in
                    defer { client = fresh }
                    return client
                }
                retired.append((old, .now + Self.retirement))
                failures = 0
                self.logger.notice("client certificate taken anew")
            } catch {
                failures += 1
                // At the second look: the first may have come between the writing of two files.
                if failures == 2 { self.logger.error("the renewed client certificate cannot be used") }
            }
        }
        for (client, _) in retired { try? await client.shutdown() }
        try await self.current.shutdown()
    }
}
