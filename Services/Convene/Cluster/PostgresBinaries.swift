import Foundation

/// The programs of a PostgreSQL server on this machine.
package struct PostgresBinaries: Sendable, Equatable {
    /// The oldest major version we run on.
    package static let oldest = 15

    /// Folder with `postgres` and `initdb`.
    package let folder: String
    package let major: Int

    package init(folder: String, major: Int) {
        self.folder = folder
        self.major = major
    }

    package var server: String { "\(self.folder)/postgres" }
    package var initdb: String { "\(self.folder)/initdb" }

    /// All servers found, the newest first: in PATH, and where Debian's and PostgreSQL's own packages put them.
    package static func find(searchPath: String) -> [PostgresBinaries] {
        var folders = searchPath.split(separator: ":").map(String.init)
        for (root, tail) in [("/usr/lib/postgresql", "/bin"), ("/usr", "/bin")] {
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            folders += entries.sorted().reversed()
                .filter { root != "/usr" || $0.hasPrefix("pgsql-") }.map { "\(root)/\($0)\(tail)" }
        }
        var seen: Set<String> = []
        let found = folders.filter { seen.insert($0).inserted }.compactMap { folder -> PostgresBinaries? in
            guard FileManager.default.isExecutableFile(atPath: folder + "/initdb"),
                let text = Self.versionText(folder + "/postgres"), let major = Self.major(versionText: text)
            else { return nil }
            return PostgresBinaries(folder: folder, major: major)
        }
        // Stable: the first in PATH wins among equals.
        return found.enumerated().sorted { ($1.element.major, $0.offset) < ($0.element.major, $1.offset) }
            .map(\.element)
    }

    /// The server to use.
    /// - Parameter major: the version that existing data were written by; `nil` for new data.
    package static func choose(
        from found: [PostgresBinaries], forData major: Int?, isRoot: Bool
    ) throws(CommandFailure) -> PostgresBinaries {
        let install = (isRoot ? "" : "sudo ") + "apt-get install --yes postgresql"
        if let major {
            guard let same = found.first(where: { $0.major == major }) else {
                throw CommandFailure(
                    "the data were written by PostgreSQL \(major), which is not installed",
                    advice: "type: \(install)-\(major)")
            }
            return same
        }
        guard let newest = found.first else {
            throw CommandFailure(
                "no PostgreSQL server is installed",
                advice: "type: \(install)\n       or set DATABASE_URL to a server that you have")
        }
        guard newest.major >= Self.oldest else {
            throw CommandFailure(
                "PostgreSQL \(newest.major) is too old, \(Self.oldest) or newer is needed",
                advice: "type: \(install)-\(Self.oldest)")
        }
        return newest
    }

    /// The major version in a line like `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`.
    static func major(versionText: String) -> Int? {
        guard let range = versionText.range(of: "(PostgreSQL) ") else { return nil }
        return Int(versionText[range.upperBound...].prefix { $0.isNumber })
    }

    private static func versionText(_ server: String) -> String? {
        guard FileManager.default.isExecutableFile(atPath: server) else { return nil }
        return try? Command.run(server, ["--version"]).text
    }
}
