import Access
import Configuration
import Foundation
import Logging
import SystemPackage

/// Why a service cannot start: which key, and what to do.
package struct SettingsError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

/// Everything a service is told from outside. Keys, with flag and environment forms:
///
/// | key | flag | environment | default |
/// |---|---|---|---|
/// | share.directory | --share-directory | CONVENE_SHARE_DIRECTORY | required |
/// | public.host, public.port | --public-host … | CONVENE_PUBLIC_HOST … | 127.0.0.1, required |
/// | internal.host, internal.port | --internal-host … | CONVENE_INTERNAL_HOST … | 127.0.0.1, required but for the portal |
/// | tls.ca, tls.certificate, tls.key | --tls-ca … | CONVENE_TLS_CA … | required; files in PEM |
/// | tls.public.certificate, tls.public.key | --tls-public-certificate … | CONVENE_TLS_PUBLIC_CERTIFICATE … | required |
/// | token.public.key | --token-public-key | CONVENE_TOKEN_PUBLIC_KEY | required; file in PEM |
/// | token.private.key | --token-private-key | CONVENE_TOKEN_PRIVATE_KEY | portal only |
/// | database.url | --database-url | CONVENE_DATABASE_URL | required |
/// | database.password.file | --database-password-file | CONVENE_DATABASE_PASSWORD_FILE | none |
/// | database.pool.size | --database-pool-size | CONVENE_DATABASE_POOL_SIZE | 4 |
/// | peer.applications, peer.selection, peer.travel.budget, peer.scheduling | --peer-applications … | CONVENE_PEER_APPLICATIONS … | none; base URLs of internal doors |
/// | log.level | --log-level | CONVENE_LOG_LEVEL | info |
/// | demonstration | --demonstration | CONVENE_DEMONSTRATION | false |
/// | config.file | --config-file | CONVENE_CONFIG_FILE | none; JSON with the same keys |
///
/// Flags win over the environment, the environment over the file. Secrets are only ever named by file.
package struct ServiceSettings: Sendable {
    /// Host and port of a listener.
    package struct Listener: Sendable, Equatable {
        package let host: String
        package let port: Int

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// PEM files of a key and its certificate chain.
    package struct KeyPair: Sendable, Equatable {
        package let certificate: String
        package let key: String

        package init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    package let service: ServiceName
    package let shareDirectory: String
    package let publicListener: Listener
    package let internalListener: Listener?
    package let certificateAuthority: String
    package let identity: KeyPair
    package let publicIdentity: KeyPair
    package let tokenPublicKey: String
    package let tokenPrivateKey: String?
    package let databaseURL: String
    package let databasePasswordFile: String?
    package let databasePoolSize: Int
    package let peers: [ServiceName: String]
    package let logLevel: Logger.Level
    package let isDemonstration: Bool

    /// Settings from values, for tests and for a process that runs several services.
    package init(
        service: ServiceName, shareDirectory: String, publicListener: Listener, internalListener: Listener?,
        certificateAuthority: String, identity: KeyPair, publicIdentity: KeyPair, tokenPublicKey: String,
        tokenPrivateKey: String?, databaseURL: String, databasePoolSize: Int = 4, peers: [ServiceName: String] = [:],
        isDemonstration: Bool = false
    ) {
        self.service = service
        self.shareDirectory = shareDirectory
        self.publicListener = publicListener
        self.internalListener = internalListener
        self.certificateAuthority = certificateAuthority
        self.identity = identity
        self.publicIdentity = publicIdentity
        self.tokenPublicKey = tokenPublicKey
        self.tokenPrivateKey = tokenPrivateKey
        self.databaseURL = databaseURL
        self.databasePasswordFile = nil
        self.databasePoolSize = databasePoolSize
        self.peers = peers
        self.logLevel = .warning
        self.isDemonstration = isDemonstration
    }

    /// Reads flags, environment and file.
    /// - Throws: `SettingsError` naming the key that is missing or wrong.
    package static func read(_ service: ServiceName) async throws -> ServiceSettings {
        let flags = CommandLineArgumentsProvider()
        let environment = EnvironmentVariablesProvider().prefixKeys(with: "convene")
        let first = ConfigReader(providers: [flags, environment])
        guard let file = first.string(forKey: "config.file") else { return try self.init(service, first) }
        do {
            let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
            return try self.init(service, ConfigReader(providers: [flags, environment, provider]))
        } catch let error as SettingsError {
            throw error
        } catch {
            throw SettingsError("config.file: \(file) cannot be read as JSON.")
        }
    }

    /// Reads from any providers; tests give an in-memory one.
    package init(_ service: ServiceName, _ reader: ConfigReader) throws {
        func required(_ key: ConfigKey) throws -> String {
            guard let text = reader.string(forKey: key), !text.isEmpty else {
                let name = key.components.joined(separator: "_").uppercased()
                throw SettingsError(
                    "\(key.components.joined(separator: ".")) is not set: give --\(key.components.joined(separator: "-")) or CONVENE_\(name)."
                )
            }
            return text
        }
        func port(_ key: ConfigKey) throws -> Int {
            let text = try required(key)
            guard let port = Int(text), (0...65535).contains(port) else {
                throw SettingsError(
                    "\(key.components.joined(separator: ".")) must be a port number between 0 and 65535.")
            }
            return port
        }
        self.service = service
        self.shareDirectory = try required("share.directory")
        self.publicListener = Listener(
            host: reader.string(forKey: "public.host", default: "127.0.0.1"), port: try port("public.port"))
        self.internalListener =
            service == .portal
            ? nil
            : Listener(
                host: reader.string(forKey: "internal.host", default: "127.0.0.1"), port: try port("internal.port"))
        self.certificateAuthority = try required("tls.ca")
        self.identity = KeyPair(certificate: try required("tls.certificate"), key: try required("tls.key"))
        self.publicIdentity = KeyPair(
            certificate: try required("tls.public.certificate"), key: try required("tls.public.key"))
        self.tokenPublicKey = try required("token.public.key")
        self.tokenPrivateKey = service == .portal ? try required("token.private.key") : nil
        self.databaseURL = try required("database.url")
        self.databasePasswordFile = reader.string(forKey: "database.password.file")
        self.databasePoolSize = reader.int(forKey: "database.pool.size", default: 4)
        var peers: [ServiceName: String] = [:]
        for (name, key) in [
            (ServiceName.applications, ConfigKey("peer.applications")), (.selection, "peer.selection"),
            (.travelBudget, "peer.travel.budget"), (.scheduling, "peer.scheduling"),
        ] {
            if let url = reader.string(forKey: key) { peers[name] = url }
        }
        self.peers = peers
        let level = reader.string(forKey: "log.level", default: "info")
        guard let level = Logger.Level(rawValue: level) else {
            throw SettingsError("log.level must be one of trace, debug, info, notice, warning, error, critical.")
        }
        self.logLevel = level
        self.isDemonstration = reader.bool(forKey: "demonstration", default: false)
    }
}
