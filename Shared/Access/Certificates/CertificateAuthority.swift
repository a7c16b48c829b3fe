import Crypto
import Foundation
import SwiftASN1
import X509

/// The certificate authority of one installation. It signs what `CertificateProfile` describes and nothing else: its
/// own certificate carries name constraints (RFC 5280 §4.2.1.10), so that somebody who trusts it in a browser
/// does not trust it for any other host name.
package struct CertificateAuthority: Sendable {
    /// Two years: the authority is replaced, with all its leaves, when a third of that is left.
    package static let lifetime: TimeInterval = 2 * 365 * 86_400
    /// Ninety days, renewed when thirty are left: what is renewed without a restart could live shorter, but scanners
    /// take a certificate with less than a month for a neglected one.
    package static let leafLifetime: TimeInterval = 90 * 86_400
    /// Certificates begin a little in the past, for clocks that run behind.
    package static let clockAllowance: TimeInterval = 3_600

    /// The authority's certificate and key (P-384).
    package let issuer: IssuedCertificate

    package init(issuer: IssuedCertificate) {
        self.issuer = issuer
    }

    /// Makes a new authority: P-384, self-signed, path length 0.
    /// - Parameter now: the beginning of its life.
    package static func make(now: Date) throws -> CertificateAuthority {
        let key = Certificate.PrivateKey(P384.Signing.PrivateKey())
        let serialNumber = Certificate.SerialNumber()
        let name = try DistinguishedName {
            OrganizationName("Convene")
            // The number tells two authorities apart in a browser's list.
            CommonName("Convene local authority \(serialNumber.bytes.prefix(4).map(Self.hex).joined())")
        }
        let certificate = try Certificate(
            version: .v3, serialNumber: serialNumber, publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-Self.clockAllowance),
            notValidAfter: now.addingTimeInterval(Self.lifetime),
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA384,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: key.publicKey)
                Critical(NameConstraints(permittedSubtrees: Self.permittedNames))
            },
            issuerPrivateKey: key)
        return CertificateAuthority(issuer: IssuedCertificate(certificate: certificate, privateKey: key))
    }

    /// Issues a leaf with a new P-256 key.
    /// - Parameters:
    ///   - profile: what it is for.
    ///   - now: the beginning of its life; it never outlives the authority.
    package func issue(_ profile: CertificateProfile, now: Date) throws -> IssuedCertificate {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: now.addingTimeInterval(-Self.clockAllowance),
            notValidAfter: min(
                now.addingTimeInterval(Self.leafLifetime), self.issuer.certificate.notValidAfter),
            issuer: self.issuer.certificate.subject,
            subject: try DistinguishedName {
                OrganizationName("Convene")
                CommonName(profile.commonName)
            },
            signatureAlgorithm: .ecdsaWithSHA384,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage(profile.usages)
                profile.alternativeNames
                SubjectKeyIdentifier(hash: key.publicKey)
                AuthorityKeyIdentifier(
                    keyIdentifier: try self.issuer.certificate.extensions.subjectKeyIdentifier?.keyIdentifier)
            },
            issuerPrivateKey: self.issuer.privateKey)
        return IssuedCertificate(certificate: certificate, privateKey: key)
    }

    /// Whether a certificate carries this authority's signature.
    package func isIssuer(of certificate: Certificate) -> Bool {
        self.issuer.certificate.publicKey.isValidSignature(certificate.signature, for: certificate)
    }

    /// Whether the authority may issue what the profiles ask for: an authority made before a service existed lacks
    /// the service's name in its constraints and has to be replaced.
    var coversKnownNames: Bool {
        guard let constraints = try? self.issuer.certificate.extensions.nameConstraints else { return false }
        return constraints.permittedSubtrees == Self.permittedNames
    }

    /// No addresses: BoringSSL, under our own services, refuses any chain with an address constraint
    /// (`nc_match_single` knows none).
    private static let permittedNames: [GeneralName] =
        (["localhost"] + CertificateProfile.knownNames).map { .dnsName($0) }
        + [.uniformResourceIdentifier("convene")]

    private static func hex(_ byte: UInt8) -> String {
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
    }
}
