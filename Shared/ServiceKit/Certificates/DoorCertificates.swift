import Access
import Logging
import NIOSSL
import Primitives
import ServiceLifecycle
import Synchronization

/// The TLS context of one door. New connections get the newest; those that are open keep theirs.
///
/// Renewed files are noticed within `tls.reload.seconds`, without a restart. What cannot be read (a certificate without
/// its new key, in the moment between two writes) is said in the log, and the old pair stays.
final class DoorCertificates: Service, Sendable {
    private let door: Door
    private let settings: ServiceSettings
    private let logger: Logger
    private let current: Locked<NIOSSLContext>

    /// - Throws: `SettingsError` naming the file that cannot be used.
    init(_ door: Door, _ settings: ServiceSettings, logger: Logger) throws {
        self.door = door
        self.settings = settings
        self.logger = logger
        self.current = Locked(try Self.make(door, settings))
    }

    var context: NIOSSLContext { self.current.withLock { $0 } }

    private static func make(_ door: Door, _ settings: ServiceSettings) throws -> NIOSSLContext {
        let configuration = try DoorTLS.configuration(door, settings)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            let pair = DoorTLS.pair(door, settings)
            throw SettingsError("The certificate \(pair.certificate) and the key \(pair.key) do not belong together.")
        }
    }

    func run() async throws {
        let pair = DoorTLS.pair(self.door, self.settings)
        try? await cancelWhenGracefulShutdown {
            var files = WatchedFiles([pair.certificate, pair.key, self.settings.certificateAuthority])
            var failures = 0
            while true {
                try await Task.sleep(for: .seconds(self.settings.certificateReloadSeconds))
                guard files.haveChanged() || failures > 0 else { continue }
                do {
                    let context = try Self.make(self.door, self.settings)
                    self.current.withLock { $0 = context }
                    failures = 0
                    self.logger.notice("certificates taken anew", metadata: ["door": "\(self.door.rawValue)"])
                } catch {
                    // Tried again at every look, and said once: at the second, because the first may have come
                    // between the writing of the certificate and that of its key.
                    failures += 1
                    guard failures == 2 else { continue }
                    self.logger.error(
                        "renewed certificates cannot be used; the old ones stay",
                        metadata: ["door": "\(self.door.rawValue)", "reason": "\(error)"])
                }
            }
        }
    }
}
