import Access
import Foundation
import TestSupport
import Testing

@Suite struct CertificateFolderTests {
    private let now = Date()

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (try #require(attributes[.posixPermissions] as? NSNumber)).intValue
    }

    @Test func keysAreForTheirOwnerOnly() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path + "/certs")
            let renewal = try folder.renew(CertificateProfile.all, now: self.now)
            #expect(renewal == .init(madeAuthority: true, issued: CertificateProfile.all))
            #expect(try self.mode(folder.authorityKeyFile) == 0o600)
            #expect(try self.mode(folder.authorityFile) == 0o644)
            for profile in CertificateProfile.all {
                #expect(try self.mode(folder.keyFile(profile)) == 0o600)
                #expect(try self.mode(folder.certificateFile(profile)) == 0o644)
            }
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files.allSatisfy { $0.hasSuffix(".pem") || $0.hasSuffix(".key") })
        }
    }

    @Test func aSecondTimeChangesNothing() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew([.database], now: self.now)
            let before = try String(contentsOfFile: folder.certificateFile(.database), encoding: .utf8)
            #expect(try folder.renew([.database], now: self.now) == .init(madeAuthority: false, issued: []))
            #expect(try String(contentsOfFile: folder.certificateFile(.database), encoding: .utf8) == before)
            #expect(
                try folder.renew([.database], now: self.now, force: true)
                    == .init(madeAuthority: false, issued: [.database]))
        }
    }

    @Test func renewsWhenAThirdIsLeft() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew([.database], now: self.now)
            let soon = self.now.addingTimeInterval(CertificateAuthority.leafLifetime * 0.6)
            #expect(try folder.renew([.database], now: soon).issued.isEmpty)
            let late = self.now.addingTimeInterval(CertificateAuthority.leafLifetime * 0.7)
            #expect(try folder.renew([.database], now: late) == .init(madeAuthority: false, issued: [.database]))
            let later = self.now.addingTimeInterval(CertificateAuthority.lifetime * 0.7)
            #expect(try folder.renew([.database], now: later) == .init(madeAuthority: true, issued: [.database]))
        }
    }

    @Test func aDamagedOrForeignPairIsIssuedAgain() async throws {
        try await withTemporaryFolder { path in
            let folder = CertificateFolder(path: path)
            _ = try folder.renew([.database, .publicDoor(.portal)], now: self.now)
            try "damaged".write(toFile: folder.keyFile(.database), atomically: true, encoding: .utf8)
            #expect(
                try folder.renew([.database, .publicDoor(.portal)], now: self.now).issued == [.database])
            try FileManager.default.removeItem(atPath: folder.authorityKeyFile)
            let renewal = try folder.renew([.database, .publicDoor(.portal)], now: self.now)
            #expect(renewal == .init(madeAuthority: true, issued: [.database, .publicDoor(.portal)]))
        }
    }
}
