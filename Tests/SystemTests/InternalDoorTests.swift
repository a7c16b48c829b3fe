import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

extension DemonstrationTests {
    /// What an internal door answers to a client certificate, as curl sees it: the HTTP status, 0 when the handshake
    /// fails.
    private func answer(
        of service: ServiceName, path: String, certificate: CertificateFolder?, profile: CertificateProfile?
    ) throws -> Int {
        let demonstration = try Demonstration.running
        let curl = try #require(OutsideProgram("curl"), "no curl: run make test")
        let port = try #require(demonstration.ports.internalPort(service))
        var arguments = [
            "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--max-time", "20", "--cacert",
            demonstration.home.certificates.authorityFile,
        ]
        if let certificate, let profile {
            arguments += ["--cert", certificate.certificateFile(profile), "--key", certificate.keyFile(profile)]
        }
        let outcome = try curl.run(arguments + ["https://127.0.0.1:\(port)\(path)"])
        return try #require(Int(outcome.lastLine), "\(outcome.text)")
    }

    @Test(arguments: ServiceName.backends)
    func anInternalDoorOpensToThePortalOnly(_ service: ServiceName) async throws {
        let demonstration = try Demonstration.running
        let ours = demonstration.home.certificates
        let portal = CertificateProfile.internalDoor(.portal)
        let secured = [
            .applications: "/v1/applications", .selection: "/v1/rounds", .travelBudget: "/v1/budgets",
            .scheduling: "/v1/online-sessions",
        ][service, default: "/"]

        // Known, and as a service without a person it is known but not allowed to read a list of people's things.
        #expect(try self.answer(of: service, path: "/readyz", certificate: ours, profile: portal) == 200)
        #expect(try self.answer(of: service, path: secured, certificate: ours, profile: portal) == 403)

        // No certificate: no handshake, not even for what is open.
        #expect(try self.answer(of: service, path: "/readyz", certificate: nil, profile: nil) == 0)

        // A service of ours that may not call this.
        let other: ServiceName = service == .scheduling ? .selection : .scheduling
        #expect(
            try self.answer(of: service, path: secured, certificate: ours, profile: .internalDoor(other)) == 403)

        // The certificate of a public door is for servers only.
        #expect(
            try self.answer(of: service, path: "/readyz", certificate: ours, profile: .publicDoor(service)) == 0)

        // The same names from a foreign authority.
        try await withTemporaryFolder { folder in
            let foreign = CertificateFolder(path: folder)
            _ = try foreign.renew(CertificateProfile.all, now: Date())
            #expect(try self.answer(of: service, path: "/readyz", certificate: foreign, profile: portal) == 0)
        }
    }

    @Test func aServiceThatMayNotCallIsTold() async throws {
        let demonstration = try Demonstration.running
        let curl = try #require(OutsideProgram("curl"), "no curl: run make test")
        let ours = demonstration.home.certificates
        let profile = CertificateProfile.internalDoor(.scheduling)
        let port = try #require(demonstration.ports.internalPort(.applications))
        let outcome = try curl.run([
            "--silent", "--cacert", ours.authorityFile, "--cert", ours.certificateFile(profile), "--key",
            ours.keyFile(profile), "https://127.0.0.1:\(port)/v1/applications",
        ])
        #expect(outcome.text.contains("The service scheduling may not call this."), "\(outcome.text)")
    }
}
