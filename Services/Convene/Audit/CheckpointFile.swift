import Durability
import Foundation

/// The checkpoints of one service: lines that are only ever appended, by one process at a time, and are on the disk
/// before anybody is told.
package struct CheckpointFile: Sendable {
    package let path: String

    package init(_ path: String) {
        self.path = path
    }

    /// All of it; empty when there is no file.
    package func bytes() -> [UInt8] {
        FileManager.default.contents(atPath: self.path).map(Array.init) ?? []
    }

    /// The last checkpoint of some bytes.
    /// - Throws: `CommandFailure` when the last line is none: then nothing may be built on it.
    static func last(of bytes: [UInt8], _ path: String) throws(CommandFailure) -> AuditCheckpoint? {
        guard let line = bytes.split(separator: 0x0A).last else { return nil }
        guard let checkpoint = AuditCheckpoint(line: line) else {
            throw CommandFailure(
                "the last line of \(path) is no checkpoint", advice: "restore the file from a copy of it")
        }
        return checkpoint
    }

    /// The last checkpoint, if there is one.
    package func last() throws(CommandFailure) -> AuditCheckpoint? { try Self.last(of: self.bytes(), self.path) }

    /// Appends what `make` answers when it is told the last checkpoint.
    /// - Returns: the new one.
    package func append(_ make: (AuditCheckpoint?) throws -> AuditCheckpoint?) throws -> AuditCheckpoint? {
        let descriptor = open(self.path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw self.failure() }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw self.failure() }
        var bytes = self.bytes()
        // A line without its end was being written when the machine stopped: nobody was told of it.
        if let end = bytes.lastIndex(of: 0x0A).map({ $0 + 1 }) ?? (bytes.isEmpty ? nil : 0), end < bytes.count {
            guard ftruncate(descriptor, off_t(end)) == 0 else { throw self.failure() }
            bytes.removeSubrange(end...)
        }
        guard let checkpoint = try make(try Self.last(of: bytes, self.path)) else { return nil }
        let line = checkpoint.bytes + [0x0A]
        let written = line.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == line.count, fsync(descriptor) == 0 else { throw self.failure() }
        return checkpoint
    }

    private func failure() -> CommandFailure {
        CommandFailure("cannot write \(self.path): \(String(cString: strerror(errno)))")
    }
}
