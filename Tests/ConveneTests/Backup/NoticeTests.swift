import Access
import ConveneCommands
import Crypto
import Durability
import Foundation
import Primitives
import TestSupport
import Testing

/// What a restoration left in its data folder and could not publish at once.
@Suite struct NoticeTests {
    private func notice(by key: Curve25519.Signing.PrivateKey) throws -> String {
        let checkpoint = try AuditCheckpoint(
            schema: "selection", place: AuditPlace(seq: 0, hash: .beginning(ofSchema: "selection")), ts: Instant.now,
            restored: Instant.now, by: key)
        return String(decoding: checkpoint.bytes, as: UTF8.self) + "\n"
    }

    @Test func isPublishedByTheNextNotaryOnce() async throws {
        try await withTemporaryFolder { folder in
            let home = Home(path: folder + "/house")
            try home.make()
            _ = try Notary(home)
            let data = home.clusterFolder
            try AtomicFile.makeFolder(data, mode: 0o700)
            try AtomicFile.write("15\n", to: "\(data)/PG_VERSION", mode: 0o600)
            let pending = "\(data)/convene.restored"
            let published = CheckpointFile(home.checkpointFile(.selection))
            let line = try self.notice(by: try NotaryKey.ensure(home).signing)
            // The second time as after a fall between saying it and removing it.
            for _ in 0..<2 {
                try AtomicFile.write(line, to: pending, mode: 0o600)
                _ = try Notary(home)
                #expect(String(decoding: published.bytes(), as: UTF8.self) == line)
                #expect(!FileManager.default.fileExists(atPath: pending))
            }

            try AtomicFile.write(
                try self.notice(by: Curve25519.Signing.PrivateKey()), to: pending, mode: 0o600)
            #expect(throws: CommandFailure.self) { try Notary(home) }
            #expect(String(decoding: published.bytes(), as: UTF8.self) == line)
        }
    }
}
