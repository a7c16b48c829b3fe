import Foundation

/// Judges a home: folders, settings, secrets, free space, and who runs it.
package enum HomeCheck {
    /// Below this the database may soon be unable to write (bytes).
    package static let scarceSpace: UInt64 = 512 * 1_024 * 1_024

    package static func findings(_ home: Home, roles: [String]) -> [Finding] {
        guard home.exists else {
            return [
                .bad("home", "\(home.path) does not exist", advice: "type: convene up, or name the home with --home")
            ]
        }
        guard let settings = HomeSettings.load(home) else {
            return [.bad("home", "\(home.path) has no settings", advice: "type: convene up --home \(home.path)")]
        }
        var findings: [Finding] = [.good("home", "\(home.path), ports from \(settings.portBase)")]
        if !ShareFolder.isOne(settings.share) {
            findings.append(
                .bad(
                    "home", "the migrations and API documents are not in \(settings.share)",
                    advice: "type: convene up --share FOLDER"))
        }
        findings += self.secrets(home, roles: roles)
        findings += self.space(home)
        if HomeLock.isHeld(home) {
            findings.append(.good("convene", "running"))
        } else {
            findings.append(.bad("convene", "nothing runs this home", advice: "type: convene up"))
        }
        return findings
    }

    private static func secrets(_ home: Home, roles: [String]) -> [Finding] {
        var findings: [Finding] = []
        for path in roles.map({ home.passwordFile($0) }) + [home.tokenKeyFile] {
            var status = stat()
            if stat(path, &status) != 0 {
                findings.append(.bad("secrets", "\(path) is missing", advice: "type: convene up, which makes it"))
            } else if status.st_mode & 0o077 != 0 {
                findings.append(
                    .bad("secrets", "\(path) can be read by others", advice: "type: chmod 600 \(path)"))
            }
        }
        return findings.isEmpty ? [.good("secrets", "\(roles.count + 1) files, for their owner only")] : findings
    }

    private static func space(_ home: Home) -> [Finding] {
        var status = statvfs()
        guard statvfs(home.path, &status) == 0 else { return [] }
        let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
        guard free < self.scarceSpace else { return [] }
        return [
            .warning(
                "disk", "only \(free / 1_048_576) MiB are free below \(home.path)",
                advice: "make room: PostgreSQL stops when it cannot write")
        ]
    }
}
