import Foundation

/// Notices that files were replaced or rewritten: what `convene certs` and every other tool does that renews a
/// certificate.
package struct WatchedFiles: Sendable {
    private struct State: Equatable {
        let device: UInt64
        let inode: UInt64
        let size: Int64
        let seconds: Int
        let nanoseconds: Int
    }

    private let paths: [String]
    private var seen: [State?]

    /// Remembers how the files are now.
    package init(_ paths: [String]) {
        self.paths = paths
        self.seen = paths.map(Self.state)
    }

    /// Whether a file is another one than at the last look.
    package mutating func haveChanged() -> Bool {
        let now = self.paths.map(Self.state)
        defer { self.seen = now }
        return now != self.seen
    }

    private static func state(_ path: String) -> State? {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        return State(
            device: UInt64(found.st_dev), inode: UInt64(found.st_ino), size: Int64(found.st_size),
            seconds: Int(found.st_mtim.tv_sec), nanoseconds: Int(found.st_mtim.tv_nsec))
    }
}
