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

/// Everything a service is told from outside. All keys with their defaults: `SettingsKey.all`, and the README's table.
/// `a.b` is the flag `--a-b` and the environment variable `CONVENE_A_B`.
///
/// Flags win over the environment, the environment over the file (`config.file`, JSON with the same keys). Secrets are
/// only ever named by file.
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
    /// Folders of the vault's key files by the last word of their setting: `identity`, `months`, …
    package let vaultFolders: [String: String]
    /// Between "not ready" and the closing of the doors.
    package let drainTime: Duration
    package let logLevel: Logger.Level
    package let isDemonstration: Bool
    /// How often, in seconds, the certificate files are looked at.
    package let certificateReloadSeconds: Int
    package var limits: ServiceLimits

    /// Settings from values, for tests and for a process that runs several services.
    package init(
        service: ServiceName, shareDirectory: String, publicListener: Listener, internalListener: Listener?,
        certificateAuthority: String, identity: KeyPair, publicIdentity: KeyPair, tokenPublicKey: String,
        tokenPrivateKey: String?, databaseURL: String, databasePoolSize: Int = 4, peers: [ServiceName: String] = [:],
        vaultFolders: [String: String] = [:], drainTime: Duration = .zero, isDemonstration: Bool = false,
        certificateReloadSeconds: Int = 5, limits: ServiceLimits = ServiceLimits()
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
        self.vaultFolders = vaultFolders
        self.drainTime = drainTime
        self.logLevel = .warning
        self.isDemonstration = isDemonstration
        self.certificateReloadSeconds = certificateReloadSeconds
        self.limits = limits
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
        // The portal serves nobody inside; its internal door, for metrics alone, is opened when it is given a port.
        let hasInternalDoor = service != .portal || reader.string(forKey: "internal.port") != nil
        self.internalListener =
            hasInternalDoor
            ? Listener(
                host: reader.string(forKey: "internal.host", default: "127.0.0.1"), port: try port("internal.port"))
            : nil
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
        var folders: [String: String] = [:]
        for (name, key) in [
            ("identity", ConfigKey("vault.identity")), ("text", "vault.text"), ("notes", "vault.notes"),
            ("origin", "vault.origin"), ("programme", "vault.programme"), ("review", "vault.review"),
            ("plan", "vault.plan"), ("answers", "vault.answers"), ("months", "vault.months"),
            ("index", "vault.index"),
        ] {
            if let folder = reader.string(forKey: key) { folders[name] = folder }
        }
        self.vaultFolders = folders
        let drain = try Self.number("drain.seconds", 2, least: 0, reader)
        guard drain <= 10 else { throw SettingsError("drain.seconds must be a number of seconds between 0 and 10.") }
        self.drainTime = .seconds(drain)
        let level = reader.string(forKey: "log.level", default: "info")
        guard let level = Logger.Level(rawValue: level) else {
            throw SettingsError("log.level must be one of trace, debug, info, notice, warning, error, critical.")
        }
        self.logLevel = level
        self.isDemonstration = reader.bool(forKey: "demonstration", default: false)
        self.certificateReloadSeconds = try Self.number("tls.reload.seconds", 5, least: 1, reader)
        var limits = ServiceLimits()
        for (key, path, least) in ServiceLimits.keys {
            limits[keyPath: path] = try Self.number(key, limits[keyPath: path], least: least, reader)
        }
        self.limits = limits
    }

    /// A whole number, or the default when the key is not set.
    /// - Throws: `SettingsError` when it is none or smaller than makes sense.
    private static func number(_ key: String, _ standard: Int, least: Int, _ reader: ConfigReader) throws -> Int {
        // Flags and the environment give text, a JSON file numbers.
        let found = reader.string(forKey: ConfigKey(key)) ?? reader.int(forKey: ConfigKey(key)).map { "\($0)" }
        guard let text = found else { return standard }
        guard let number = Int(text), (least...1_000_000_000).contains(number) else {
            throw SettingsError("\(key) must be a whole number, at least \(least).")
        }
        return number
    }
}
