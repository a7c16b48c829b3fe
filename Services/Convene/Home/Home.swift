import Access
import Durability
import Foundation

/// The folder in which an installation on this machine keeps everything of its own: certificates, keys, passwords, the
/// private PostgreSQL, process ids and logs. Nothing of it belongs into version control.
package struct Home: Sendable, Equatable {
    /// Absolute path.
    package let path: String

    /// - Parameter path: absolute, or relative to the current folder; `~` is not expanded (shells do that).
    package init(path: String) {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        self.path = URL(fileURLWithPath: absolute).standardizedFileURL.path
    }

    package var certificates: CertificateFolder { CertificateFolder(path: "\(self.path)/certs") }
    /// Ed25519 private key that signs tokens: for the portal and the operator's command only.
    package var tokenKeyFile: String { "\(self.path)/keys/token.key" }
    package var tokenPublicKeyFile: String { "\(self.path)/keys/token.pub" }
    /// Ed25519 private key that signs checkpoints of the audit: for the operator's command only.
    package var notaryKeyFile: String { "\(self.path)/keys/notary.key" }
    /// What an outsider may copy away: the checkpoints, and the key to verify them.
    package var auditFolder: String { "\(self.path)/audit" }
    package var notaryPublicKeyFile: String { "\(self.auditFolder)/notary.pub" }
    package func checkpointFile(_ service: ServiceName) -> String {
        "\(self.auditFolder)/\(service.rawValue).checkpoints"
    }
    /// The keys of the vault; never in a backup of the database.
    package var vault: VaultFolders { VaultFolders("\(self.path)/keys/vault") }
    package func passwordFile(_ role: String) -> String { "\(self.path)/secrets/\(role).password" }
    /// Data of the private PostgreSQL.
    package var clusterFolder: String { "\(self.path)/postgres" }
    package var runFolder: String { "\(self.path)/run" }
    package func pidFile(_ name: String) -> String { "\(self.runFolder)/\(name).pid" }
    /// Held locked by the `convene up` that owns the home; the lock dies with the process.
    package var lockFile: String { "\(self.runFolder)/convene.lock" }
    /// Exists while everything is up; holds the portal's address.
    package var readyFile: String { "\(self.runFolder)/ready" }
    package var logFolder: String { "\(self.path)/log" }
    package func logFile(_ name: String) -> String { "\(self.logFolder)/\(name).log" }
    package var exportFolder: String { "\(self.path)/export" }
    /// Where `convene backup` writes to unless it is told another place.
    package var backupFolder: String { "\(self.path)/backup" }
    package var settingsFile: String { "\(self.path)/settings.json" }

    /// Makes the folders that are missing. Secrets and keys are for their owner only; the home itself must stay
    /// passable, because PostgreSQL may run as another user inside it.
    package func make() throws(AtomicFileError) {
        try AtomicFile.makeFolder(self.path, mode: 0o755)
        for (folder, mode) in [("certs", 0o755), ("keys", 0o700), ("secrets", 0o700), ("run", 0o755)]
            as [(String, mode_t)]
        {
            try AtomicFile.makeFolder("\(self.path)/\(folder)", mode: mode)
        }
        try AtomicFile.makeFolder(self.logFolder, mode: 0o750)
        try AtomicFile.makeFolder(self.exportFolder, mode: 0o750)
    }

    package var exists: Bool { FileManager.default.fileExists(atPath: self.path) }
}
