import Access
import Foundation

/// Copies a file so that it is whole under its new name or not there, with its time.
enum FileCopy {
    static func copy(_ source: String, to target: String) throws {
        let part = "\(target).part"
        unlink(part)
        let outcome = try Command.run("/bin/cp", ["--preserve=timestamps", "--", source, part])
        guard outcome.status == 0 else {
            unlink(part)
            throw CommandFailure(
                "cannot copy to \(target): \(BaseBackup.tail(outcome.text))", advice: "is the disk full?")
        }
        let descriptor = open(part, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw AtomicFileError(path: target, errorNumber: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, rename(part, target) == 0 else {
            throw AtomicFileError(path: target, errorNumber: errno)
        }
    }
}
