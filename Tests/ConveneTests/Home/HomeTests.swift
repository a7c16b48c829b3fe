import Access
import ConveneCommands
import Foundation
import Primitives
import TestSupport
import Testing
import X509

@Suite struct HomeTests {
    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (try #require(attributes[.posixPermissions] as? NSNumber)).intValue
    }

    @Test func secretsAndKeysAreForTheirOwnerOnly() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/house")
            try home.make()
            #expect(try self.mode(home.path) == 0o755)
            #expect(try self.mode(home.path + "/secrets") == 0o700)
            #expect(try self.mode(home.path + "/keys") == 0o700)
            let secret = try SecretFile.ensure(home.passwordFile("svc_travel"))
            #expect(secret.count == 32)
            #expect(try self.mode(home.passwordFile("svc_travel")) == 0o600)
            #expect(try SecretFile.ensure(home.passwordFile("svc_travel")) == secret)
            #expect(SecretFile.makeSecret() != SecretFile.makeSecret())
        }
    }

    @Test func pathsAreAbsolute() {
        #expect(Home(path: "/a/b/../c").path == "/a/c")
        #expect(Home(path: ".convene").path.hasPrefix("/"))
        #expect(Home(path: ".convene").path.hasSuffix("/.convene"))
    }

    @Test func tokenKeysArePaired() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder)
            try home.make()
            #expect(try TokenKeyPair.ensure(home))
            #expect(try self.mode(home.tokenKeyFile) == 0o600)
            let first = try String(contentsOfFile: home.tokenPublicKeyFile, encoding: .utf8)
            #expect(first.hasPrefix("-----BEGIN PUBLIC KEY-----"))
            #expect(!(try TokenKeyPair.ensure(home)))
            // A lost public half comes back; a lost private half means a new pair.
            try FileManager.default.removeItem(atPath: home.tokenPublicKeyFile)
            #expect(!(try TokenKeyPair.ensure(home)))
            #expect(try String(contentsOfFile: home.tokenPublicKeyFile, encoding: .utf8) == first)
            try FileManager.default.removeItem(atPath: home.tokenKeyFile)
            #expect(try TokenKeyPair.ensure(home))
            #expect(try String(contentsOfFile: home.tokenPublicKeyFile, encoding: .utf8) != first)
        }
    }

    @Test func tokensOfTheKeyAreAccepted() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder)
            try home.make()
            try TokenKeyPair.ensure(home)
            let signer = try await TokenSigner(
                privateKeyPEM: String(contentsOfFile: home.tokenKeyFile, encoding: .utf8))
            let verifier = try TokenVerifier(
                publicKeyPEM: String(contentsOfFile: home.tokenPublicKeyFile, encoding: .utf8))
            let token = AccessToken(
                subject: TokenSubject.make(), role: .auditor, audience: .doors, expires: .now.adding(seconds: 60))
            let text = try await signer.sign(token, at: .now)
            #expect(try verifier.verify(text, audience: .doors, at: .now).role == .auditor)
        }
    }

    @Test func onlyOneProcessHoldsTheLock() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder)
            try home.make()
            #expect(!HomeLock.isHeld(home))
            do {
                let lock = try HomeLock(home)
                #expect(lock != nil)
                #expect(HomeLock.isHeld(home))
                #expect(try HomeLock(home) == nil)
                withExtendedLifetime(lock) {}
            }
            #expect(!HomeLock.isHeld(home))
        }
    }

    @Test func settingsComeBack() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder)
            #expect(HomeSettings.load(home) == nil)
            let settings = HomeSettings(portBase: 9443, share: "/srv/share")
            try settings.save(home)
            #expect(HomeSettings.load(home) == settings)
        }
    }

    @Test func theShareFolderIsFoundFromTheExecutable() async throws {
        try await withTemporaryFolder { folder in
            for part in ["Services/Applications/Migrations", "openapi", ".build/triple/release"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
            }
            let executable = folder + "/.build/triple/release/convene"
            #expect(try ShareFolder.locate(explicit: nil, executable: executable) == folder)
            #expect(try ShareFolder.locate(explicit: folder, executable: "/nowhere/convene") == folder)
            #expect(try ShareFolder.locate(explicit: nil, last: folder, executable: "/nowhere/convene") == folder)
            #expect(throws: CommandFailure.self) {
                try ShareFolder.locate(explicit: folder + "/openapi", executable: executable)
            }
            #expect(throws: CommandFailure.self) {
                try ShareFolder.locate(explicit: nil, executable: "/nowhere/convene")
            }
        }
    }
}
