import Access
import Durability
import Foundation
import Postgres

/// Writes a service's chain up to a checkpoint that is signed for it.
struct AuditExporter: Sendable {
    let home: Home
    let notary: Notary

    /// - Parameters:
    ///   - seq: only lines after this one.
    ///   - path: a file, beside which the checkpoints go; `nil` for standard output.
    /// - Returns: how many lines were written.
    func export(
        _ service: ServiceName, after seq: Int, to path: String?, on database: Database
    ) async throws -> Int {
        let end = try await self.notary.sign(service, on: database)?.seq ?? 0
        let output = try ExportOutput(path)
        var count = 0
        var place = seq
        while place < end {
            let rows = try await AuditReader.lines(
                of: service, after: place, limit: min(Notary.page, end - place), on: database)
            guard let last = rows.last else { break }
            var bytes: [UInt8] = []
            for row in rows {
                bytes += row.bytes
                bytes.append(0x0A)
            }
            try output.write(bytes)
            count += rows.count
            place = last.line.seq
        }
        try output.finish()
        if let path {
            // Those that speak of lines in the file; the present file may already hold later ones.
            let checkpoints = CheckpointFile(self.home.checkpointFile(service)).bytes().split(separator: 0x0A)
            let text = checkpoints.filter { (AuditCheckpoint(line: $0)?.seq ?? 0) <= end }
                .map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
            try AtomicFile.write(text, to: "\(path).checkpoints", mode: 0o640)
        }
        return count
    }
}

/// A file that appears under its name only when it is whole, or standard output.
private struct ExportOutput {
    private let path: String?
    private let handle: FileHandle

    private static func temporary(_ path: String) -> String { "\(path).part" }

    init(_ path: String?) throws {
        self.path = path
        guard let path else {
            self.handle = .standardOutput
            return
        }
        let temporary = Self.temporary(path)
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o640)
        guard descriptor >= 0 else {
            throw CommandFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        self.handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func write(_ bytes: [UInt8]) throws {
        do {
            try self.handle.write(contentsOf: bytes)
        } catch {
            throw CommandFailure("cannot write \(self.path ?? "to standard output")", advice: "is the disk full?")
        }
    }

    func finish() throws {
        guard let path else { return }
        guard fsync(self.handle.fileDescriptor) == 0, rename(Self.temporary(path), path) == 0 else {
            throw CommandFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
