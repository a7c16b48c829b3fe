import Foundation
import Glibc

/// A file system in memory over the folder of the database, whose size can be taken away: then nothing more fits.
struct SmallDisk: Sendable {
    private let path: String
    private static let whole = "size=1500m"

    /// - Returns: nil where this process may not mount, or there is no such file system.
    static func mount(at path: String) -> SmallDisk? {
        guard geteuid() == 0 else { return nil }
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let status = Glibc.mount("convene-fault", path, "tmpfs", 0, "\(Self.whole),mode=0700")
        return status == 0 ? SmallDisk(path: path) : nil
    }

    /// Leaves so many bytes free and no more.
    func fill(leaving bytes: Int) -> Bool {
        var status = statvfs()
        guard statvfs(self.path, &status) == 0 else { return false }
        let used = (Int(status.f_blocks) - Int(status.f_bfree)) * Int(status.f_frsize)
        return self.remount("size=\(used + bytes)")
    }

    func free() -> Bool { self.remount(Self.whole) }

    private func remount(_ options: String) -> Bool {
        Glibc.mount("convene-fault", self.path, "tmpfs", UInt(MS_REMOUNT), options) == 0
    }

    func unmount() {
        _ = self.free()
        umount2(self.path, Int32(MNT_DETACH))
    }
}
