import Access
import Foundation
import X509

/// Judges an installation's certificates by their files.
package enum CertificateCheck {
    private static let subject = "certificates"

    package static func findings(_ folder: CertificateFolder, now: Date) -> [Finding] {
        let renew = "type: convene certs --renew, then start again"
        guard let authority = folder.authority() else {
            return [
                .bad(Self.subject, "there is no authority in \(folder.path)", advice: "type: convene up")
            ]
        }
        var findings: [Finding] = []
        var end = authority.issuer.certificate.notValidAfter
        for profile in CertificateProfile.all {
            guard let leaf = folder.leaf(profile) else {
                findings.append(
                    .bad(Self.subject, "\(profile.fileStem).pem or its key is missing or damaged", advice: renew))
                continue
            }
            guard authority.isIssuer(of: leaf.certificate) else {
                findings.append(
                    .bad(Self.subject, "\(profile.fileStem).pem was signed by another authority", advice: renew))
                continue
            }
            end = min(end, leaf.certificate.notValidAfter)
        }
        findings += Self.openKeys(folder)
        let days = Int((end.timeIntervalSince(now) / 86_400).rounded(.down))
        if end <= now {
            findings.append(.bad(Self.subject, "the first certificate has expired", advice: renew))
        } else if days < 7 {
            findings.append(.warning(Self.subject, "the first certificate expires in \(days) days", advice: renew))
        } else if findings.isEmpty {
            findings.append(.good(Self.subject, "\(CertificateProfile.all.count) valid, the first for \(days) days"))
        }
        return findings
    }

    private static func openKeys(_ folder: CertificateFolder) -> [Finding] {
        let keys = [folder.authorityKeyFile] + CertificateProfile.all.map { folder.keyFile($0) }
        return keys.compactMap { path in
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return nil }
            return .bad(Self.subject, "\(path) can be read by others", advice: "type: chmod 600 \(path)")
        }
    }
}
