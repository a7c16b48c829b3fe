import Foundation

/// Proof that this process is the only one that runs the home. The system drops the lock with the process, however
/// it ends.
package final class HomeLock: Sendable {
    private let descriptor: Int32

    /// - Returns: `nil` when another process holds the lock.
    /// - Throws: `CommandFailure` when the lock file cannot be opened.
    package init?(_ home: Home) throws(CommandFailure) {
        let descriptor = open(home.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandFailure(
                "cannot open \(home.lockFile): \(String(cString: strerror(errno)))",
                advice: "make the home writable for this user, or choose another with --home")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
    }

    deinit { close(self.descriptor) }

    /// Whether some process holds the lock now.
    package static func isHeld(_ home: Home) -> Bool {
        let descriptor = open(home.lockFile, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        // A shared lock is granted unless the owner holds its exclusive one.
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
