import Crypto
import Foundation
import SwiftASN1
import X509

/// A certificate with the private key that belongs to it.
package struct IssuedCertificate: Sendable {
    package let certificate: Certificate
    package let privateKey: Certificate.PrivateKey

    package init(certificate: Certificate, privateKey: Certificate.PrivateKey) {
        self.certificate = certificate
        self.privateKey = privateKey
    }

    /// Reads a pair of PEM texts.
    /// - Throws: `CertificateFileError.notReadable` when either text is not what it should be, and `.keyMismatch`
    ///   when the key is not the certificate's own.
    package init(certificatePEM: String, keyPEM: String) throws(CertificateFileError) {
        do {
            self.certificate = try Certificate(pemEncoded: certificatePEM)
            self.privateKey = try Certificate.PrivateKey(pemEncoded: keyPEM)
        } catch {
            throw .notReadable
        }
        guard self.certificate.publicKey == self.privateKey.publicKey else { throw .keyMismatch }
    }

    /// The certificate as PEM text with a final line feed.
    package func certificatePEM() throws -> String { try self.certificate.serializeAsPEM().pemString + "\n" }

    /// The private key as PEM text (PKCS #8) with a final line feed. Secret.
    package func keyPEM() throws -> String { try self.privateKey.serializeAsPEM().pemString + "\n" }

    /// Whether less than a third of the certificate's life is left at `now`, or it is not valid yet.
    package func isDue(at now: Date) -> Bool {
        let life = self.certificate.notValidAfter.timeIntervalSince(self.certificate.notValidBefore)
        return now < self.certificate.notValidBefore
            || self.certificate.notValidAfter.timeIntervalSince(now) < life / 3
    }
}

/// Why a pair of files cannot be used.
package enum CertificateFileError: Error, Equatable {
    /// A file is missing or is not PEM of the expected kind.
    case notReadable
    /// The private key does not belong to the certificate.
    case keyMismatch
}
