import Foundation
import Postgres
import Primitives

/// Judges whether the private database could be restored: its log of changes arrives in the archive, and there is a
/// fresh base backup.
package enum BackupCheck {
    /// Days after which a backup is old; `convene up` takes one a day.
    static let patience = 2.0

    /// - Parameters:
    ///   - last: when the newest backup ended.
    ///   - began: when the database was made.
    package static func freshness(last: Instant?, began: Date, now: Instant) -> Finding {
        guard let last else {
            let days = now.date.timeIntervalSince(began) / 86_400
            guard days > Self.patience else { return .good("backup", "the first one comes by itself") }
            return .warning("backup", "there is none after \(Int(days)) days", advice: "type: convene backup")
        }
        guard last.seconds(to: now) / 86_400 <= Self.patience else {
            return .warning("backup", "the newest is of \(last)", advice: "type: convene backup")
        }
        return .good("backup", "the newest is of \(last)")
    }

    static func findings(_ home: Home, _ setup: DatabaseSetup, data: String) async -> [Finding] {
        let began = WALArchive.modified("\(data)/PG_VERSION") ?? Date()
        let last = BackupFolder(home.backupFolder).entries.last?.record.finished
        let fresh = Self.freshness(last: last, began: began, now: .now)
        do {
            let isFailing = try await DatabaseSetup.withDatabase(
                try setup.configuration(role: DatabaseSetup.owner)
            ) { database in
                try await database.fetchValue(
                    """
                    select coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false)
                    from pg_catalog.pg_stat_archiver
                    """, as: Bool.self)
            }
            guard isFailing else { return [fresh] }
            return [
                fresh,
                .bad(
                    "backup",
                    "the log of changes does not arrive in the archive: the disk fills, and a loss would be felt",
                    advice: "is its disk full? look into \(home.logFile(PrivateCluster.processName))"),
            ]
        } catch {
            // Said by the check of the logins.
            return [fresh]
        }
    }
}
