import Foundation

/// Writes whole files: a reader sees the old text or the new text, never a part, and a secret is never readable by
/// others, not even for a moment.
package enum AtomicFile {
    /// Writes to a new file beside the old one, with its final rights from the beginning, then renames it.
    /// - Parameters:
    ///   - mode: the rights of the file, for example `0o600` for a secret.
    /// - Throws: `AtomicFileError` with the path and the system's reason.
    package static func write(_ text: String, to path: String, mode: mode_t) throws(AtomicFileError) {
        let temporary = "\(path).\(UUID().uuidString.prefix(8)).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw AtomicFileError(path: path, errorNumber: errno) }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                let number = errno
                close(descriptor)
                unlink(temporary)
                throw AtomicFileError(path: path, errorNumber: number)
            }
            bytes = bytes.dropFirst(count)
        }
        // The process's umask may have taken rights away that others need, for example from a certificate.
        guard fchmod(descriptor, mode) == 0, fsync(descriptor) == 0, close(descriptor) == 0,
            rename(temporary, path) == 0
        else {
            let number = errno
            unlink(temporary)
            throw AtomicFileError(path: path, errorNumber: number)
        }
    }

    /// Makes a folder, and those above it, unless it is there. Existing folders keep their rights.
    package static func makeFolder(_ path: String, mode: mode_t) throws(AtomicFileError) {
        if mkdir(path, mode) == 0 {
            guard chmod(path, mode) == 0 else { throw AtomicFileError(path: path, errorNumber: errno) }
            return
        }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                throw AtomicFileError(path: path, errorNumber: ENOTDIR)
            }
        case ENOENT:
            let parent = (path as NSString).deletingLastPathComponent
            guard !parent.isEmpty, parent != path else { throw AtomicFileError(path: path, errorNumber: ENOENT) }
            try Self.makeFolder(parent, mode: 0o755)
            try Self.makeFolder(path, mode: mode)
        default: throw AtomicFileError(path: path, errorNumber: errno)
        }
    }
}

/// A file or folder could not be written.
package struct AtomicFileError: Error, CustomStringConvertible {
    package let path: String
    /// The system's `errno`.
    package let errorNumber: Int32

    package init(path: String, errorNumber: Int32) {
        self.path = path
        self.errorNumber = errorNumber
    }

    package var description: String { "cannot write \(self.path): \(String(cString: strerror(self.errorNumber)))" }
}
