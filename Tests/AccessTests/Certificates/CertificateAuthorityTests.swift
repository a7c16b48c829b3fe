import Access
import Foundation
import SwiftASN1
import Testing
import X509

/// Judged by the verifier of swift-certificates.
@Suite struct CertificateAuthorityTests {
    private let now = Date()

    private func verify(
        _ leaf: Certificate, roots: [Certificate], hostname: String? = nil, address: String? = nil
    ) async -> Bool {
        var verifier = Verifier(rootCertificates: CertificateStore(roots)) {
            RFC5280Policy()
            ServerIdentityPolicy(serverHostname: hostname, serverIP: address)
        }
        let result = await verifier.validate(leaf: leaf, intermediates: CertificateStore())
        if case .validCertificate = result { return true }
        return false
    }

    @Test(arguments: CertificateProfile.all)
    func everyLeafIsAccepted(_ profile: CertificateProfile) async throws {
        let authority = try CertificateAuthority.make(now: self.now)
        let leaf = try authority.issue(profile, now: self.now)
        let root = authority.issuer.certificate
        #expect(await self.verify(leaf.certificate, roots: [root], hostname: "localhost"))
        #expect(await self.verify(leaf.certificate, roots: [root], address: "127.0.0.1"))
        #expect(await self.verify(leaf.certificate, roots: [root], address: "::1"))
        #expect(!(await self.verify(leaf.certificate, roots: [root], hostname: "example.org")))
        let long = self.now.addingTimeInterval(-CertificateAuthority.leafLifetime - 1)
        let expired = try authority.issue(profile, now: long)
        #expect(!(await self.verify(expired.certificate, roots: [root], hostname: "localhost")))
    }

    @Test func anotherAuthorityIsRefused() async throws {
        let ours = try CertificateAuthority.make(now: self.now)
        let theirs = try CertificateAuthority.make(now: self.now)
        let leaf = try theirs.issue(.internalDoor(.portal), now: self.now).certificate
        #expect(!(await self.verify(leaf, roots: [ours.issuer.certificate], hostname: "localhost")))
        #expect(!ours.isIssuer(of: leaf))
        #expect(theirs.isIssuer(of: leaf))
    }

    @Test func onlyInternalLeavesNameAServiceAndMayCall() throws {
        let authority = try CertificateAuthority.make(now: self.now)
        for profile in CertificateProfile.all {
            let extensions = try authority.issue(profile, now: self.now).certificate.extensions
            let uris = try #require(try extensions.subjectAlternativeNames).compactMap { name -> String? in
                if case .uniformResourceIdentifier(let uri) = name { uri } else { nil }
            }
            let usage = try #require(try extensions.extendedKeyUsage)
            #expect(usage.contains(.serverAuth))
            if case .internalDoor(let service) = profile {
                #expect(uris == ["spiffe://convene/service/\(service.rawValue)"])
                #expect(usage.contains(.clientAuth))
            } else {
                #expect(uris.isEmpty)
                #expect(!usage.contains(.clientAuth))
            }
        }
    }

    @Test func aLeafNeverOutlivesItsAuthority() throws {
        let authority = try CertificateAuthority.make(now: self.now)
        let nearEnd = authority.issuer.certificate.notValidAfter.addingTimeInterval(-3_600)
        let leaf = try authority.issue(.database, now: nearEnd)
        #expect(leaf.certificate.notValidAfter == authority.issuer.certificate.notValidAfter)
    }

    @Test func aPairThatDoesNotMatchIsRefused() throws {
        let authority = try CertificateAuthority.make(now: self.now)
        let one = try authority.issue(.database, now: self.now)
        let other = try authority.issue(.database, now: self.now)
        #expect(throws: CertificateFileError.keyMismatch) {
            try IssuedCertificate(certificatePEM: one.certificatePEM(), keyPEM: other.keyPEM())
        }
        #expect(throws: CertificateFileError.notReadable) {
            try IssuedCertificate(certificatePEM: "nothing", keyPEM: other.keyPEM())
        }
    }
}
