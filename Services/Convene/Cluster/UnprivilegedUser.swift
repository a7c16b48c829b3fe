import Foundation

/// The user that PostgreSQL runs as. The server refuses to run as root, so root starts it as somebody without rights.
package struct UnprivilegedUser: Sendable, Equatable {
    package let name: String
    package let uid: uid_t
    package let gid: gid_t

    package init(name: String, uid: uid_t, gid: gid_t) {
        self.name = name
        self.uid = uid
        self.gid = gid
    }

    /// `nil` when this process is not root and PostgreSQL simply runs as the same user.
    /// - Throws: `CommandFailure` when root finds neither `postgres` nor `nobody`.
    package static func forServer() throws(CommandFailure) -> UnprivilegedUser? {
        guard geteuid() == 0 else { return nil }
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name) {
                return UnprivilegedUser(name: name, uid: entry.pointee.pw_uid, gid: entry.pointee.pw_gid)
            }
        }
        throw CommandFailure(
            "PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody",
            advice: "run convene as an ordinary user, or type: useradd --system postgres")
    }

    /// Whether this user may pass through a folder, by its mode bits.
    func mayPass(mode: mode_t, owner: uid_t, group: gid_t) -> Bool {
        let bit: mode_t
        if owner == self.uid {
            bit = S_IXUSR
        } else if group == self.gid {
            bit = S_IXGRP
        } else {
            bit = S_IXOTH
        }
        return mode & bit != 0
    }

    /// The first folder on the way to `path`, from the top, that this user may not pass; `nil` when the way is free.
    /// The last part of the path itself is not looked at.
    package func barrier(onTheWayTo path: String) -> String? {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            folder += "/\(part)"
            var status = stat()
            guard stat(folder, &status) == 0 else { return nil }
            if !self.mayPass(mode: status.st_mode, owner: status.st_uid, group: status.st_gid) { return folder }
        }
        return nil
    }
}
