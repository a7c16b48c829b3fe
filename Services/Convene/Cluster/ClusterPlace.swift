import Access
import Crypto
import Foundation

/// Where the private server's data are: in the home, unless the server's user cannot get there.
package struct ClusterPlace: Sendable, Equatable {
    /// The data folder, without links.
    package let folder: String
    /// The folder that kept the server's user out of the home; `nil` when the data are in the home itself.
    package let barrier: String?

    /// Finds or makes the folder. When root keeps its checkout where nobody else may look (`/root`, mode 0700), the
    /// data go to `/var/lib/convene/<number of the home>/postgres`, and `.convene/postgres` is a link to it.
    package static func prepare(home: Home, user: UnprivilegedUser?) throws -> ClusterPlace {
        let wanted = home.clusterFolder
        guard let user else {
            try AtomicFile.makeFolder(wanted, mode: 0o700)
            return ClusterPlace(folder: wanted, barrier: nil)
        }
        let barrier = user.barrier(onTheWayTo: wanted)
        let folder = barrier == nil ? wanted : Self.elsewhere(home)
        if barrier != nil {
            try AtomicFile.makeFolder((folder as NSString).deletingLastPathComponent, mode: 0o755)
            if let second = user.barrier(onTheWayTo: folder) {
                throw CommandFailure(
                    "PostgreSQL runs as \(user.name), which may enter neither \(barrier ?? "") nor \(second)",
                    advice: "choose another home: --home /srv/convene")
            }
            try Self.link(wanted, to: folder)
        }
        try AtomicFile.makeFolder(folder, mode: 0o700)
        guard chown(folder, user.uid, user.gid) == 0, chmod(folder, 0o700) == 0 else {
            throw AtomicFileError(path: folder, errorNumber: errno)
        }
        return ClusterPlace(folder: folder, barrier: barrier)
    }

    /// The place of the data without making anything; `nil` when there are none yet.
    package static func existing(home: Home) -> String? {
        let folder = URL(fileURLWithPath: home.clusterFolder).resolvingSymlinksInPath().path
        return FileManager.default.fileExists(atPath: folder + "/PG_VERSION") ? folder : nil
    }

    static func elsewhere(_ home: Home) -> String {
        let digest = SHA256.hash(data: Data(home.path.utf8))
        let number = digest.prefix(6).map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        return "/var/lib/convene/\(number.joined())/postgres"
    }

    private static func link(_ path: String, to target: String) throws {
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == target { return }
        // An empty folder may stand there from an attempt before; data may not.
        if FileManager.default.fileExists(atPath: path), rmdir(path) != 0 {
            throw CommandFailure(
                "\(path) holds data, but PostgreSQL's user can no longer get there",
                advice: "make the folders above it passable (chmod o+x), as they were")
        }
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
    }
}
