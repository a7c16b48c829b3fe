import Access
import Foundation
import TestSupport
import Testing

/// Judged by OpenSSL and by Python's `ssl`, which the services' callers use.
@Suite struct ForeignVerifierTests {
    @Test(.enabled(if: OutsideProgram.isWanted("openssl"), "openssl is not installed"))
    func opensslAcceptsEveryLeafStrictly() async throws {
        let openssl = try #require(OutsideProgram("openssl"))
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew(CertificateProfile.all, now: Date())
            for profile in CertificateProfile.all {
                for name in [["-verify_hostname", "localhost"], ["-verify_ip", "127.0.0.1"], ["-verify_ip", "::1"]] {
                    let outcome = try openssl.run(
                        ["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", folder.authorityFile]
                            + name + [folder.certificateFile(profile)])
                    #expect(outcome.status == 0, "\(profile.fileStem) \(name): \(outcome.text)")
                }
                let client = try openssl.run([
                    "verify", "-x509_strict", "-purpose", "sslclient", "-CAfile", folder.authorityFile,
                    folder.certificateFile(profile),
                ])
                if case .internalDoor = profile {
                    #expect(client.status == 0, "\(profile.fileStem): \(client.text)")
                } else {
                    #expect(client.status != 0, "\(profile.fileStem) must not pass for a caller")
                }
            }
        }
    }

    @Test(.enabled(if: OutsideProgram.isWanted("openssl"), "openssl is not installed"))
    func opensslRefusesAnotherAuthority() async throws {
        let openssl = try #require(OutsideProgram("openssl"))
        try await withTemporaryFolder { path in
            let ours = CertificateFolder(path: path + "/ours")
            let theirs = CertificateFolder(path: path + "/theirs")
            _ = try ours.renew([.database], now: Date())
            _ = try theirs.renew([.database], now: Date())
            let outcome = try openssl.run([
                "verify", "-CAfile", ours.authorityFile, theirs.certificateFile(.database),
            ])
            #expect(outcome.status != 0)
        }
    }

    @Test(.enabled(if: OutsideProgram.isWanted("python3"), "python3 is not installed"))
    func pythonTalksWithBothCertificates() async throws {
        let python = try #require(OutsideProgram("python3"))
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew(CertificateProfile.all, now: Date())
            // Mutual TLS in memory: the portal calls the door of applications.
            let script = """
                import ssl, sys
                folder = sys.argv[1]
                server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                server.load_cert_chain(folder + "/applications.pem", folder + "/applications.key")
                server.load_verify_locations(folder + "/ca.pem")
                server.verify_mode = ssl.CERT_REQUIRED
                server.verify_flags |= ssl.VERIFY_X509_STRICT
                client = ssl.create_default_context(cafile=folder + "/ca.pem")
                client.verify_flags |= ssl.VERIFY_X509_STRICT
                client.load_cert_chain(folder + "/portal.pem", folder + "/portal.key")
                up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
                one = client.wrap_bio(down, up, server_hostname="localhost")
                two = server.wrap_bio(up, down, server_side=True)
                done = set()
                for _ in range(10):
                    for side in (one, two):
                        try:
                            side.do_handshake(); done.add(side)
                        except ssl.SSLWantReadError:
                            pass
                assert len(done) == 2, "handshake did not end"
                names = two.getpeercert()["subjectAltName"]
                assert ("URI", "spiffe://convene/service/portal") in names, names
                """
            let outcome = try python.run(["-c", script, path])
            #expect(outcome.status == 0, "\(outcome.text)")
        }
    }
}
