import Access
import ConveneCommands
import Foundation
import TestSupport
import Testing

@Suite struct CertificateCheckTests {
    private let now = Date()

    private func days(_ count: Double) -> Date { self.now.addingTimeInterval(count * 86_400) }

    @Test func saysHowLongTheyAreValid() async throws {
        try await withTemporaryFolder { folder in
            let certificates = CertificateFolder(path: folder)
            _ = try certificates.renew(CertificateProfile.all, now: self.now)
            let findings = CertificateCheck.findings(certificates, now: self.days(1.5))
            #expect(findings == [.good("certificates", "12 valid, the first for 88 days")])
            #expect(CertificateCheck.findings(certificates, now: self.days(87)).map(\.level) == [.warning])
            #expect(CertificateCheck.findings(certificates, now: self.days(91)).map(\.level) == [.bad])
        }
    }

    @Test func findsWhatIsMissingOpenOrForeign() async throws {
        try await withTemporaryFolder { folder in
            let certificates = CertificateFolder(path: folder + "/a")
            let other = CertificateFolder(path: folder + "/b")
            #expect(CertificateCheck.findings(certificates, now: self.now).map(\.level) == [.bad])
            _ = try certificates.renew(CertificateProfile.all, now: self.now)
            _ = try other.renew(CertificateProfile.all, now: self.now)
            let files = FileManager.default
            try files.removeItem(atPath: certificates.keyFile(.database))
            chmod(certificates.keyFile(.publicDoor(.portal)), 0o644)
            for file in [
                certificates.certificateFile(.internalDoor(.portal)), certificates.keyFile(.internalDoor(.portal)),
            ] {
                try files.removeItem(atPath: file)
                try files.copyItem(atPath: file.replacing("/a/", with: "/b/"), toPath: file)
            }
            let findings = CertificateCheck.findings(certificates, now: self.now)
            #expect(findings.allSatisfy { $0.level == .bad && $0.advice != nil })
            #expect(
                findings.map(\.message) == [
                    "portal.pem was signed by another authority", "postgres.pem or its key is missing or damaged",
                    "\(certificates.keyFile(.publicDoor(.portal))) can be read by others",
                ])
        }
    }
}
