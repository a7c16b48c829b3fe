import Foundation
import Postgres

/// Judges the database: the server, its settings, every login, and the migrations.
package struct DatabaseCheck: Sendable {
    package let home: Home
    package let databaseURL: String?
    package let settings: HomeSettings
    package let searchPath: String

    package init(home: Home, databaseURL: String?, settings: HomeSettings, searchPath: String) {
        self.home = home
        self.databaseURL = databaseURL
        self.settings = settings
        self.searchPath = searchPath
    }

    package func findings() async -> [Finding] {
        if self.databaseURL == nil, let finding = self.server(), finding.level == .bad { return [finding] }
        do {
            let setup = try DatabaseSetup.existing(home: self.home, databaseURL: self.databaseURL)
            var findings = await self.logins(setup) + [await self.migrations(setup)]
            if self.databaseURL == nil, let data = ClusterPlace.existing(home: self.home) {
                findings += await BackupCheck.findings(self.home, setup, data: data)
            }
            return findings
        } catch {
            let failure = error as? CommandFailure
            return [
                .bad(
                    "postgresql", failure?.message ?? "\(error)",
                    advice: failure?.advice ?? "look into \(self.home.logFile(PrivateCluster.processName))")
            ]
        }
    }

    private func server() -> Finding? {
        guard let folder = ClusterPlace.existing(home: self.home) else {
            let hasServer = !PostgresBinaries.find(searchPath: self.searchPath).isEmpty
            return .bad(
                "postgresql", hasServer ? "there is no database yet" : "no PostgreSQL server is installed",
                advice: hasServer ? "type: convene up" : "type: apt-get install --yes postgresql")
        }
        guard let status = PrivateCluster.status(folder) else {
            return .bad("postgresql", "the server does not run", advice: "type: convene up")
        }
        guard status.isReady else {
            return .bad(
                "postgresql", "the server (process \(status.pid)) takes no connections yet",
                advice: "it may be repairing after a crash: wait, or look into \(self.home.logFile("postgres"))")
        }
        return nil
    }

    /// Logs in as every role over TLS and asks for the settings on which we rely.
    private func logins(_ setup: DatabaseSetup) async -> [Finding] {
        var failed: [String] = []
        var settings: [String] = []
        for role in DatabaseSetup.roles {
            do {
                settings = try await DatabaseSetup.withDatabase(try setup.configuration(role: role)) { database in
                    try await database.fetchValues(
                        """
                        select name || ' is ' || setting
                        from pg_catalog.pg_settings
                        where (name in ('fsync', 'full_page_writes') and setting <> 'on')
                            or (name = 'synchronous_commit' and setting = 'off')
                        order by name
                        """,
                        as: String.self)
                }
            } catch {
                failed.append(role)
            }
        }
        guard failed.isEmpty else {
            return [
                .bad(
                    "postgresql", "no login as \(failed.joined(separator: ", "))",
                    advice: "type: convene stop, then convene up, which sets the passwords again")
            ]
        }
        guard settings.isEmpty else {
            return [
                .bad(
                    "postgresql", "an acknowledged change could be lost: \(settings.joined(separator: ", "))",
                    advice: "set it in the server's configuration (alter system reset …)")
            ]
        }
        return [
            .good(
                "postgresql",
                "\(setup.access.host):\(setup.access.port), \(DatabaseSetup.roles.count) logins over TLS")
        ]
    }

    private func migrations(_ setup: DatabaseSetup) async -> Finding {
        do {
            let status = try await setup.migrationStatus(share: self.settings.share)
            guard let first = status.pending.first else {
                return .good("migrations", "\(status.applied.count) applied, none pending")
            }
            return .bad(
                "migrations", "\(status.pending.count) pending, the first \(first)", advice: "type: convene migrate")
        } catch {
            let failure = error as? CommandFailure
            return .bad(
                "migrations", failure?.message ?? "\(error)",
                advice: failure?.advice ?? "look at the files in \(self.settings.share)")
        }
    }
}
