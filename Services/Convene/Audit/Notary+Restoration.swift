import Access
import Crypto
import Durability
import Foundation
import Postgres
import Primitives

/// What the checkpoints say of a restoration. Outsiders copy them, so they are published only once the restored data
/// have taken the place of the old ones: a restoration that failed has never happened. Until then they lie within the
/// restored data, with which they come to their place in one step, whatever fails afterwards.
extension Notary {
    /// Where a data folder keeps what is to be published.
    static func noticeFile(_ data: String) -> String { "\(data)/convene.restored" }

    /// Says that a chain goes on from an earlier place because the database was restored to a moment: from the last
    /// checkpoint that still agrees with it.
    /// - Returns: the checkpoint, which nobody has been told; `nil` when the chain has all that was ever signed.
    /// - Throws: `CommandFailure` when the restored chain does not continue that place.
    package func notice(
        of service: ServiceName, restoredTo moment: Instant, on runner: some QueryRunner
    ) async throws -> AuditCheckpoint? {
        let file = CheckpointFile(self.home.checkpointFile(service))
        let standing = AuditCheckpoints(
            file.bytes(), schema: service.schema, keys: [self.key.signing.publicKey]
        ).standing
        var place = AuditPlace(seq: 0, hash: .beginning(ofSchema: service.schema))
        for checkpoint in standing.reversed() where checkpoint.seq > 0 {
            let row = try await AuditReader.lines(of: service, after: checkpoint.seq - 1, limit: 1, on: runner).first
            if row?.line.seq == checkpoint.seq, row?.hash == checkpoint.hash {
                place = AuditPlace(seq: checkpoint.seq, hash: checkpoint.hash)
                break
            }
        }
        let now = Instant.now
        let begin = try AuditCheckpoint(
            schema: service.schema, place: place, ts: max(now, standing.last?.ts ?? now), restored: moment,
            by: self.key.signing)
        if let end = try await AuditReader.end(of: service, on: runner), end.seq > place.seq {
            _ = try await self.read(service, after: begin, to: end, on: runner)
        }
        guard let last = standing.last, last.seq > place.seq else { return nil }
        return begin
    }

    /// Leaves what is to be published in a data folder.
    /// - Returns: the file; `nil` when there is nothing to say.
    func leave(_ notices: [AuditCheckpoint], in data: String) throws -> String? {
        let path = Self.noticeFile(data)
        unlink(path)
        guard !notices.isEmpty else { return nil }
        let text = notices.map { String(decoding: $0.bytes, as: UTF8.self) + "\n" }.joined()
        try AtomicFile.write(text, to: path, mode: 0o600)
        return path
    }

    /// Publishes what a restoration left in the present data folder, and removes it there. What has been published
    /// already is not published twice.
    /// - Throws: `CommandFailure` when a checkpoint file cannot be written, or when a line is not this notary's.
    func publishNotices(in data: String) throws {
        let path = Self.noticeFile(data)
        guard let bytes = FileManager.default.contents(atPath: path) else { return }
        for line in bytes.split(separator: 0x0A) {
            guard let checkpoint = AuditCheckpoint(line: line), checkpoint.restored != nil,
                checkpoint.isSigned(by: self.key.signing.publicKey),
                let service = Self.services.first(where: { $0.schema == checkpoint.schema })
            else {
                throw CommandFailure(
                    "\(path) holds a line that \(self.home.notaryKeyFile) did not sign",
                    advice: "remove it, then type: convene audit verify, which names what the restoration gave up")
            }
            let file = CheckpointFile(self.home.checkpointFile(service))
            _ = try file.append { _ in
                let isThere = file.bytes().split(separator: 0x0A).contains { Array($0) == checkpoint.bytes }
                return isThere ? nil : checkpoint
            }
        }
        guard unlink(path) == 0 else { throw AtomicFileError(path: path, errorNumber: errno) }
    }
}
