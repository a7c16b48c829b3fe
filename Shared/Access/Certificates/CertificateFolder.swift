import Foundation
import X509

/// The folder that holds an installation's authority (`ca.pem`, `ca.key`) and its leaves (`<stem>.pem`, `<stem>.key`).
/// Certificates are readable by all, keys by their owner only (0600).
package struct CertificateFolder: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package var authorityFile: String { "\(self.path)/ca.pem" }
    package var authorityKeyFile: String { "\(self.path)/ca.key" }
    package func certificateFile(_ profile: CertificateProfile) -> String { "\(self.path)/\(profile.fileStem).pem" }
    package func keyFile(_ profile: CertificateProfile) -> String { "\(self.path)/\(profile.fileStem).key" }

    /// What `renew` did.
    package struct Renewal: Sendable, Equatable {
        /// The authority itself was made anew; everybody who trusted the old one has to be told.
        package let madeAuthority: Bool
        /// The leaves that were issued, in the order of the request.
        package let issued: [CertificateProfile]

        package init(madeAuthority: Bool, issued: [CertificateProfile]) {
            self.madeAuthority = madeAuthority
            self.issued = issued
        }
    }

    /// Brings the folder up to date: makes the authority if there is none, or it is near its end, or it may not
    /// certify the names of today; issues each leaf that is missing, unreadable, near its end, or not the authority's.
    /// Doing it again at once changes nothing.
    /// - Parameters:
    ///   - profiles: the leaves wanted.
    ///   - now: the time to judge by.
    ///   - force: issue all leaves again, whatever their state (the authority stays if it can).
    package func renew(_ profiles: [CertificateProfile], now: Date, force: Bool = false) throws -> Renewal {
        try AtomicFile.makeFolder(self.path, mode: 0o755)
        let authority: CertificateAuthority
        let madeAuthority: Bool
        if let found = self.authority(), !found.issuer.isDue(at: now), found.coversKnownNames {
            authority = found
            madeAuthority = false
        } else {
            authority = try CertificateAuthority.make(now: now)
            madeAuthority = true
            try self.write(authority.issuer, certificateFile: self.authorityFile, keyFile: self.authorityKeyFile)
        }
        var issued: [CertificateProfile] = []
        for profile in profiles {
            if !force, let leaf = self.leaf(profile), !leaf.isDue(at: now), authority.isIssuer(of: leaf.certificate) {
                continue
            }
            let leaf = try authority.issue(profile, now: now)
            try self.write(leaf, certificateFile: self.certificateFile(profile), keyFile: self.keyFile(profile))
            issued.append(profile)
        }
        return Renewal(madeAuthority: madeAuthority, issued: issued)
    }

    /// The authority on disk; `nil` when there is none that can be read.
    package func authority() -> CertificateAuthority? {
        self.pair(certificateFile: self.authorityFile, keyFile: self.authorityKeyFile)
            .map { CertificateAuthority(issuer: $0) }
    }

    /// A leaf on disk; `nil` when there is none that can be read, or its key is another's.
    package func leaf(_ profile: CertificateProfile) -> IssuedCertificate? {
        self.pair(certificateFile: self.certificateFile(profile), keyFile: self.keyFile(profile))
    }

    private func pair(certificateFile: String, keyFile: String) -> IssuedCertificate? {
        guard let certificate = try? String(contentsOfFile: certificateFile, encoding: .utf8),
            let key = try? String(contentsOfFile: keyFile, encoding: .utf8)
        else { return nil }
        return try? IssuedCertificate(certificatePEM: certificate, keyPEM: key)
    }

    private func write(_ issued: IssuedCertificate, certificateFile: String, keyFile: String) throws {
        // The key goes first: if we are stopped between the two, the pair does not match and is issued again.
        try AtomicFile.write(try issued.keyPEM(), to: keyFile, mode: 0o600)
        try AtomicFile.write(try issued.certificatePEM(), to: certificateFile, mode: 0o644)
    }
}
