import Foundation

/// What the caller had open when it started us.
enum InheritedDescriptors {
    /// Keeps all but standard input, output and error from the processes that we start. They live long, and the caller
    /// may be waiting for the end of a pipe that they would hold open.
    static func keepFromChildren() {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in names.compactMap(Int32.init) where descriptor > 2 {
            let flags = fcntl(descriptor, F_GETFD)
            // Closed meanwhile: the folder's own descriptor.
            guard flags >= 0 else { continue }
            _ = fcntl(descriptor, F_SETFD, flags | FD_CLOEXEC)
        }
    }
}
