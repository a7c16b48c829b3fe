import Access
import Crypto
import Durability
import Foundation
import Primitives
import ServiceKit
import SwiftASN1
import X509

/// Certificates and token keys of a test run, in a temporary folder that is made once.
package struct TestPlace: Sendable {
    package let folder: String
    package let certificates: CertificateFolder
    package let tokenPublicKey: String
    package let tokenPrivateKey: String
    /// The vault's keys, the first generation of each.
    package let vault: VaultFolders

    package static let shared: TestPlace = {
        do {
            return try TestPlace()
        } catch {
            preconditionFailure("no test certificates: \(error)")
        }
    }()

    private init() throws {
        self.folder = NSTemporaryDirectory() + "/convene-tests-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: self.folder, withIntermediateDirectories: true)
        self.certificates = CertificateFolder(path: "\(self.folder)/certs")
        try FileManager.default.createDirectory(atPath: self.certificates.path, withIntermediateDirectories: true)
        _ = try self.certificates.renew(CertificateProfile.all, now: Date())
        self.vault = VaultFolders("\(self.folder)/vault")
        try self.vault.makeMissing()
        let key = Certificate.PrivateKey(Curve25519.Signing.PrivateKey())
        self.tokenPrivateKey = "\(self.folder)/token.key"
        self.tokenPublicKey = "\(self.folder)/token.pub"
        try key.serializeAsPEM().pemString.write(toFile: self.tokenPrivateKey, atomically: true, encoding: .utf8)
        try key.publicKey.serializeAsPEM().pemString.write(
            toFile: self.tokenPublicKey, atomically: true, encoding: .utf8)
    }

    /// A signer with the run's key.
    package func signer() async throws -> TokenSigner {
        try await TokenSigner(privateKeyPEM: String(contentsOfFile: self.tokenPrivateKey, encoding: .utf8))
    }

    /// A bearer token for the public doors, of somebody who is there herself.
    package func token(
        _ role: Role, subject: String = "tester", lifetime: Double = 3600, isPresent: Bool = true
    ) async throws -> String {
        let now = Instant.now
        return try await self.signer().sign(
            AccessToken(
                subject: subject, role: role, audience: .doors, expires: now.adding(seconds: lifetime),
                isPresent: isPresent),
            at: now)
    }

    /// The limits of production without rates: all tests come from one address, many with one subject.
    package static var limits: ServiceLimits {
        var limits = ServiceLimits()
        limits.addressRate = 0
        limits.principalRate = 0
        return limits
    }

    /// Settings of a service on free ports.
    /// - Parameters:
    ///   - certificates: instead of the run's own.
    ///   - vault: keys of its own, for a test that rotates them.
    ///   - poolSize: connections to the database. With one, whoever takes a second while she holds the first waits for
    ///     ever: with more, so many at once would.
    package func settings(
        _ service: ServiceName, databaseURL: String, poolSize: Int = 1, peers: [ServiceName: String] = [:],
        limits: ServiceLimits = TestPlace.limits, certificates: CertificateFolder? = nil, vault: VaultFolders? = nil
    ) -> ServiceSettings {
        let certificates = certificates ?? self.certificates
        let identity = CertificateProfile.internalDoor(service)
        let door = CertificateProfile.publicDoor(service)
        return ServiceSettings(
            service: service, shareDirectory: Repository.root,
            publicListener: .init(host: "127.0.0.1", port: 0),
            internalListener: service == .portal ? nil : .init(host: "127.0.0.1", port: 0),
            certificateAuthority: certificates.authorityFile,
            identity: .init(
                certificate: certificates.certificateFile(identity), key: certificates.keyFile(identity)),
            publicIdentity: .init(
                certificate: certificates.certificateFile(door), key: certificates.keyFile(door)),
            tokenPublicKey: self.tokenPublicKey, tokenPrivateKey: service == .portal ? self.tokenPrivateKey : nil,
            databaseURL: databaseURL, databasePoolSize: poolSize, peers: peers,
            vaultFolders: (vault ?? self.vault).settings(for: service),
            certificateReloadSeconds: 1, limits: limits)
    }

    /// A service's hold on sealed fields, to write or read rows beside the service.
    package func fieldVault(_ service: ServiceName, vault: VaultFolders? = nil) throws -> FieldVault {
        try FieldVault(self.settings(service, databaseURL: "", vault: vault))
    }
}
